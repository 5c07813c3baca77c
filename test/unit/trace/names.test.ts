import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namesAsBytes, SharedNames, TraceError } from '../../../src/trace';
import { NameNumbering, NameTable, NOT_UTF8 } from '../../../src/trace/names';
import { runs } from '../../depth';

const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('', '\ufeffmark', 'x'.repeat(1024)),
);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('a table of names', () => {
  it('numbers names in order of their first appearance, by text or by bytes, and finds them in another thread', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.boolean()), { maxLength: 300 }), (added) => {
        const table = new NameTable(1000, 'names');
        const expected = [...new Set(added.map(([text]) => text))];
        for (const [text, asBytes] of added) {
          const id = asBytes ? table.numberOf(utf8(text), 0, utf8(text).length) : (table.find(text) ?? table.add(text));
          expect(id).toBe(expected.indexOf(text));
        }
        for (const names of [table, new SharedNames(structuredClone(table.bytes))]) {
          expect([...names]).toEqual(expected);
          for (const [id, text] of expected.entries()) expect([names.at(id), names.indexOf(text)]).toEqual([text, id]);
          for (const id of [-1, expected.length, 0.5, Number.NaN]) expect(names.at(id)).toBeUndefined();
          expect(names.indexOf('not among them, as it is longer')).toBe(-1);
          expect(names.indexOf('x'.repeat(1025))).toBe(-1);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('finds any number of names with the same hash', () => {
    // FNV-1a of these differs in the upper bits alone, if at all: they crowd around one slot.
    const table = new NameTable(1 << 20, 'names');
    const bytes = new Uint8Array(4);
    const view = new DataView(bytes.buffer);
    const texts: string[] = [];
    for (let i = 0; i < 50_000; i++) {
      view.setUint32(0, 0x61616161 + ((i & 15) | ((i & 0xf0) << 4) | ((i & 0xf00) << 8) | ((i & 0xf000) << 12)));
      texts.push(new TextDecoder().decode(bytes));
      expect(table.numberOf(bytes, 0, 4)).toBe(i);
    }
    const shared = new SharedNames(table.bytes);
    for (let i = 0; i < texts.length; i += 997)
      expect([shared.indexOf(texts[i]), table.find(texts[i])]).toEqual([i, i]);
  });

  it('takes at most 40 bytes per name in addition to its text, first or last', () => {
    for (const count of [1000, 50_000, 262_145, 400_000]) {
      const table = new NameTable(1 << 24, 'names');
      let text = 0;
      for (let i = 0; i < count; i++) {
        const bytes = utf8(`fn-${i.toString(36)}-${i}`);
        text += bytes.length;
        table.numberOf(bytes, 0, bytes.length);
      }
      const { chunks, addresses, slots } = table.bytes;
      const held =
        chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0) + addresses.buffer.byteLength + slots.byteLength;
      // The last chunk is empty memory to its end, which the system only promises.
      expect(held - text - (1 << 20)).toBeLessThan(40 * count);
      expect(slots.length).toBeGreaterThanOrEqual(2 * count);
      expect(slots.length).toBeLessThanOrEqual(Math.max(4 * count, 64));
    }
  });

  it('refuses bytes that are not UTF-8, and names beyond its capacity', () => {
    const table = new NameTable(2, 'function names');
    expect(table.numberOf(Uint8Array.of(0x61, 0xe9), 0, 2)).toBe(NOT_UTF8);
    expect(table.length).toBe(0);
    expect([table.add('a'), table.add('b')]).toEqual([0, 1]);
    expect(() => table.add('c')).toThrow(TraceError);
    expect(() => table.add('c')).toThrow('The file has more than 2 different function names.');
  });

  it('is shared, not copied', () => {
    const bytes = namesAsBytes(['a', 'ö', '']);
    const clone = structuredClone(bytes);
    expect(clone.chunks[0].buffer).toBeInstanceOf(SharedArrayBuffer);
    bytes.chunks[0][2] = 'b'.charCodeAt(0);
    expect(new SharedNames(clone).at(0)).toBe('b');
  });

  it('finds text in a name, ignoring case', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 20 }), fc.string({ maxLength: 3 }), (list, part) => {
        const names = new SharedNames(namesAsBytes([...new Set(list)]));
        for (let id = 0; id < names.length; id++) {
          const text = names.at(id)!.toLowerCase();
          expect(names.includes(id, part.toLowerCase())).toBe(text.includes(part.toLowerCase()));
        }
      }),
      { numRuns: runs(500) },
    );
    // The Kelvin sign is a k in lower case.
    expect(new SharedNames(namesAsBytes(['300 \u212a'])).includes(0, '300 k')).toBe(true);
  });
});

describe('a numbering', () => {
  it('takes no memory while both numberings are equal, and translates after that', () => {
    const numbering = new NameNumbering();
    for (const id of [0, 1, 2]) numbering.learn(id);
    const numbers = Uint32Array.of(2, 0, 1);
    numbering.apply(numbers, 0, 3);
    expect([...numbers]).toEqual([2, 0, 1]);
    for (let id = 3; id < 500; id++) numbering.learn(1000 - id);
    const more = Uint32Array.of(1, 3, 499, 2);
    numbering.apply(more, 1, 4);
    expect([...more]).toEqual([1, 997, 501, 2]);
    expect([numbering.known, numbering.idOf(0), numbering.idOf(4)]).toEqual([500, 0, 996]);
  });
});
