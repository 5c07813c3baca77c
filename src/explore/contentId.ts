type Content = Float64Array | Uint32Array;

/** Offset and prime of the FNV-1a hash (Fowler, Noll and Vo), and a prime of MurmurHash3 for the other half. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const OTHER_PRIME = 0xcc9e2d51;
const UPPER = 2 ** 21;

/** A whole number for the content of arrays, 53 bits of a hash: equal for equal content, in any process. */
export function contentId(parts: readonly Content[]): number {
  let one = OFFSET;
  let other = OFFSET;
  for (const part of parts) {
    const words = new Uint32Array(part.buffer, part.byteOffset, part.byteLength / Uint32Array.BYTES_PER_ELEMENT);
    one = Math.imul(one ^ words.length, PRIME);
    for (let at = 0; at < words.length; at++) {
      one = Math.imul(one ^ words[at], PRIME);
      // The lower bits of a product depend on lower bits only.
      other = Math.imul((other ^ words[at]) + (other >>> 15), OTHER_PRIME);
    }
  }
  return (one >>> 0) * UPPER + (other >>> 11);
}
