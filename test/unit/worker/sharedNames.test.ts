import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeNames, SharedNames } from '../../../src/worker/sharedNames';

const name = fc.string({ unit: 'grapheme', maxLength: 30 });

describe('names in shared memory', () => {
  it('are read as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(name, { maxLength: 50 }), async (names) => {
        const shared = new SharedNames(structuredClone(await encodeNames(names, () => {})));
        expect(shared.length).toBe(names.length);
        expect(names.map((_, id) => shared.at(id))).toEqual(names);
        expect(shared.areFound).toBe(true);
        for (const name of [...names, 'not among them', '']) {
          const id = shared.indexOf(name);
          if (id < 0) expect(names).not.toContain(name);
          else expect(names[id]).toBe(name);
        }
        for (const id of [-1, names.length, 0.5, Number.NaN]) expect(shared.at(id)).toBe(names[id]);
      }),
    );
  });

  it('are not copied', async () => {
    const encoded = await encodeNames(['a', 'ö', ''], () => {});
    expect(structuredClone(encoded).bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
    encoded.bytes[0] = 'b'.charCodeAt(0);
    expect(new SharedNames(encoded).at(0)).toBe('b');
  });

  it('can be aborted while they are encoded', async () => {
    const stop = () => {
      throw new Error('given up');
    };
    await expect(encodeNames(['a'], stop)).rejects.toThrow('given up');
  });
});
