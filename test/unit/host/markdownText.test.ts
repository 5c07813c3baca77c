import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownText } from '../../../src/host/editor/markdownText';

/** What a reader of the Markdown sees: character references undone. */
const shown = (markdown: string) => markdown.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

describe('markdownText', () => {
  it('leaves letters, digits and spaces as they are', () => {
    expect(markdownText('résumé 42 関数')).toBe('résumé 42 関数');
  });

  it.each([
    '[click](command:workbench.action.quit)',
    '<img src=x onerror=alert(1)>',
    '![](https://example.com/x.png)',
    'https://example.com',
    'www.example.com',
    'mailto:a@example.com',
    'a | b',
    '**bold** `code` $(alert) &lt; \\',
  ])('shows %j and does nothing else', (text) => {
    const markdown = markdownText(text);
    expect(shown(markdown)).toBe(text);
    expect(markdown.replace(/&#\d+;/g, '')).not.toMatch(/[!-,./:-@[-`{-~]/);
  });

  it('shows no character that hides or reorders others', () => {
    expect(markdownText('a\u202eb\nc\u0000d\u2028e\ufeff')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\ufffd');
  });

  it('cuts long text between characters', () => {
    const text = markdownText('😀'.repeat(500));
    expect(text.endsWith('…')).toBe(true);
    expect(text.length).toBeLessThanOrEqual(161);
    expect(text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  it('never lets punctuation through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(markdownText(text).replace(/&#\d+;/g, '')).not.toMatch(/[\n\r<>[\]()*_`|:@.]/);
      }),
    );
  });
});
