import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src/trace';
import { HashedSource } from '../../../src/worker/hashedSource';

const pieces = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 10 });

describe('HashedSource', () => {
  it('hashes every byte once, in any order of reading', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, fc.array(fc.tuple(fc.nat(250), fc.nat(10)), { maxLength: 4 }), async (all, readings) => {
        const source = await HashedSource.of(bytesSource(all));
        for (const [from, most] of readings) {
          let read = 0;
          for await (const _ of source.read(from)) if (++read > most) break;
        }
        const expected = createHash('sha256').update(Buffer.concat(all)).digest('hex');
        expect(await source.sha256(() => {})).toBe(expected);
      }),
    );
  });

  it('yields the bytes of its source', async () => {
    const source = await HashedSource.of(bytesSource([Uint8Array.of(1, 2), Uint8Array.of(3, 4, 5)]));
    const read: number[] = [];
    for await (const piece of source.read(1)) read.push(...piece);
    expect(read).toEqual([2, 3, 4, 5]);
  });
});
