import type { ByteSource } from '../../trace';

/** The bytes [from, to) of a source, as a source. */
export function rangeSource(source: ByteSource, from: number, to: number): ByteSource {
  return { size: to - from, read: (start, end = to - from) => range(source, from + start, Math.min(to, from + end)) };
}

/** The bytes [from, to) of a source, or fewer if it ends before. */
export async function readRange(source: ByteSource, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(Math.max(0, to - from));
  let length = 0;
  for await (const piece of range(source, from, to)) {
    bytes.set(piece, length);
    length += piece.length;
  }
  return bytes.subarray(0, length);
}

/** The first bytes of a source, `most` at most, and whether they are all of it. */
export async function firstBytes(
  source: ByteSource,
  most: number,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly isWhole: boolean }> {
  const bytes = await readRange(source, 0, most);
  return { bytes, isWhole: bytes.length < most };
}

async function* range(source: ByteSource, from: number, to: number): AsyncGenerator<Uint8Array> {
  let left = to - from;
  if (left <= 0) return;
  for await (const piece of source.read(from, to)) {
    yield piece.subarray(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}

/** The same pieces without their first `count` bytes. */
export async function* withoutFirst(pieces: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let skip = count;
  for await (const piece of pieces) {
    if (piece.length > skip) yield piece.subarray(skip);
    skip = Math.max(0, skip - piece.length);
  }
}
