import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonText, markdownText, nameText, plainText, shortened, shortName } from '../../../src/text';
import { runs } from '../../depth';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/**
 * Code points that no target may print: C0 and C1 controls, separators, zero-width and bidirectional marks, BOM, tags.
 */
const HARMFUL = [
  ...range(0, 0x1f),
  ...range(0x7f, 0x9f),
  ...[0xad, 0x61c, 0x180e, 0xfeff, 0xfff9, 0xe0001, 0xe0041],
  ...range(0x200b, 0x200f),
  ...range(0x2028, 0x202e),
  ...range(0x2060, 0x206f),
].map((code) => String.fromCodePoint(code));

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.string({ unit: fc.constantFrom(...HARMFUL, 'a', ' ', '😀') }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

describe('text from files', () => {
  it('prints no harmful character on any target', () => {
    for (const character of HARMFUL) {
      const text = `a${character}b`;
      for (const shown of [plainText(text), nameText(text), shortName(text), markdownText(text), jsonText(text)]) {
        expect(shown).not.toContain(character);
      }
      expect(JSON.parse(jsonText(text))).toBe(text);
    }
  });

  it('shows line breaks as a sign', () => {
    expect(plainText('a\nb\tc\u202e')).toBe('a⏎b\ufffdc\ufffd');
  });

  it('keeps letters of any script and emoji', () => {
    for (const text of ['دالة', 'résumé 42 関数', '❤️', '🚀'])
      expect([plainText(text), markdownText(text)]).toEqual([text, text]);
  });

  it('is one line of well-formed text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const shown of [plainText(text), nameText(text), markdownText(text), jsonText(text)]) {
          expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u);
        }
        expect(JSON.parse(jsonText({ [text]: text }))).toEqual({ [text]: text });
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('names', () => {
  it('show spaces at their ends, and that they are empty', () => {
    expect(nameText('')).toBe('(no name)');
    expect(nameText('', '(no runtime)')).toBe('(no runtime)');
    expect(nameText('  ')).toBe('␣␣');
    expect(nameText(' a b\u00a0')).toBe('␣a b␣');
  });

  it('are cut between characters', () => {
    expect(shortName('🚀'.repeat(60), 5)).toBe('🚀🚀🚀🚀…');
    expect(shortened('abc', 3)).toBe('abc');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect([...shortName(name, 20)].length).toBeLessThanOrEqual(20);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('markdownText', () => {
  /** What a reader of the Markdown sees. */
  const rendered = (markdown: string) => markdown.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  const withoutReferences = (markdown: string) => markdown.replace(/&#\d+;/g, '');

  it.each([
    '[click](command:workbench.action.quit)',
    '<img src=x onerror=alert(1)>',
    '![](https://example.com/x.png)',
    'https://example.com',
    'www.example.com',
    'mailto:a@example.com',
    'a | b',
    '**bold** `code` $(alert) &lt; \\',
    '- item',
    '1. item',
    '1) item',
  ])('shows %j literally', (text) => {
    const markdown = markdownText(text);
    expect(rendered(markdown)).toBe(text);
    expect(withoutReferences(markdown)).not.toMatch(/[!#$&*:<=>@[\\\]^_`{|}~]|^[-+]|^\d+[.)]|[a-z]\./);
  });

  it('leaves numbers and sentences readable', () => {
    expect(markdownText('Burst of 8 containers, 1 function, image 0.5 MB (5 %)')).toBe(
      'Burst of 8 containers, 1 function, image 0.5 MB (5 %)',
    );
  });

  it('never lets syntax through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const markdown = markdownText(text);
        expect(withoutReferences(markdown)).not.toMatch(/[!#$&*:<=>@[\\\]^_`{|}~\n\r]/);
        expect(rendered(markdown)).toBe(plainText(text));
      }),
      { numRuns: runs(500) },
    );
  });

  it('cuts long text between characters', () => {
    expect([...markdownText('😀'.repeat(500), 160)]).toHaveLength(160);
  });
});
