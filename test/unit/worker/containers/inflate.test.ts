import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type ByteSource, bytesSource } from '../../../../src/trace';
import { GZIP, inflated } from '../../../../src/worker/containers/inflate';
import { readRange } from '../../../../src/worker/containers/ranges';

/** 12 MB, no two stretches alike. */
const text = Buffer.from(Array.from({ length: 1_200_000 }, (_, i) => `${i * 7919}`.padStart(9, '0')).join('\n'));
const packed = gzipSync(text, { level: 1 });

/** A source that counts how often it is read. */
function counted(source: ByteSource): ByteSource & { readonly readings: number } {
  let readings = 0;
  return {
    ...source,
    get readings() {
      return readings;
    },
    read: (from, to) => {
      readings++;
      return source.read(from, to);
    },
  };
}

describe('a compressed file', () => {
  it('is inflated once, though its beginning is read before all of it', async () => {
    const stored = counted(bytesSource([packed.subarray(0, 100_000), packed.subarray(100_000)]));
    const source = inflated(stored, GZIP, 'trace.csv.gz');
    expect(Buffer.from(await readRange(source, 0, 512)).equals(text.subarray(0, 512))).toBe(true);
    expect(Buffer.from(await readRange(source, 0, 1 << 16)).equals(text.subarray(0, 1 << 16))).toBe(true);
    expect(Buffer.from(await readRange(source, 0, text.length + 1)).equals(text)).toBe(true);
    expect(stored.readings).toBe(1);
  });

  it('gives the same bytes when it is read again, from anywhere, and twice at once', async () => {
    const source = inflated(bytesSource([packed]), GZIP, 'trace.csv.gz');
    const all = await Promise.all([
      readRange(source, 0, text.length),
      readRange(source, 100, 1000),
      readRange(source, 5_000_000, 5_000_100),
    ]);
    expect(Buffer.from(all[0]).equals(text)).toBe(true);
    expect(Buffer.from(all[1]).equals(text.subarray(100, 1000))).toBe(true);
    expect(Buffer.from(all[2]).equals(text.subarray(5_000_000, 5_000_100))).toBe(true);
    expect(Buffer.from(await readRange(source, 0, text.length)).equals(text)).toBe(true);
  });

  it('names its damage each time it is read', async () => {
    const source = inflated(bytesSource([packed.subarray(0, packed.length >> 1)]), GZIP, 'trace.csv.gz');
    expect((await readRange(source, 0, 100)).length).toBe(100);
    for (let round = 0; round < 2; round++) {
      await expect(readRange(source, 0, text.length)).rejects.toThrow('trace.csv.gz is incomplete');
    }
  });
});
