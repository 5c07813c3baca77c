import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteNames, Span } from '../../../src/trace/byteNames';

/** Names next to each other in one buffer, with the hash that each is given. */
function spansOf(names: readonly string[], hashOf: (name: string) => number) {
  const parts = names.map((name) => new TextEncoder().encode(name));
  const bytes = Buffer.concat(parts);
  let at = 0;
  const spans = parts.map((part, i) => {
    const span = Object.assign(new Span(), { from: at, to: at + part.length, hash: hashOf(names[i]) });
    at = span.to;
    return span;
  });
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), spans };
}

describe('ByteNames', () => {
  it('tells names with the same hash apart', () => {
    const { view, spans } = spansOf(['', 'a', 'ab', 'abcd', 'abce', 'abcde', 'abcdefgh', 'abcdefgi'], () => 7);
    const names = new ByteNames();
    spans.forEach((span, id) => {
      expect(names.find(view, span)).toBe(-1);
      names.learn(view, span, id);
    });
    expect(spans.map((span) => names.find(view, span))).toEqual([...spans.keys()]);
  });

  it('gives up names when too many share a hash, and never takes one for another', () => {
    const { view, spans } = spansOf(
      Array.from({ length: 100 }, (_, i) => `name${i}`),
      () => -1,
    );
    const names = new ByteNames();
    spans.forEach((span, id) => {
      names.learn(view, span, id);
    });
    const found = spans.map((span) => names.find(view, span));
    expect(found.filter((id) => id >= 0)).toHaveLength(16);
    for (const [id, number] of found.entries()) expect([-1, id]).toContain(number);
  });

  it('keeps every name while it grows, whatever the hashes', () => {
    const texts = fc.uniqueArray(fc.string(), { maxLength: 3000, size: 'max' });
    fc.assert(
      fc.property(texts, fc.nat(), (texts, salt) => {
        const { view, spans } = spansOf(texts, (text) =>
          Math.imul(
            [...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) | 0, salt),
            0x9e3779b1,
          ),
        );
        const names = new ByteNames();
        spans.forEach((span, id) => {
          names.learn(view, span, id);
        });
        for (const [id, span] of spans.entries()) expect([-1, id]).toContain(names.find(view, span));
        expect(spans.filter((span) => names.find(view, span) >= 0).length).toBeGreaterThan(texts.length * 0.9 - 1);
      }),
      { numRuns: 30 },
    );
  });
});
