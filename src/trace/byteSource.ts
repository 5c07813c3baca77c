/** Bytes that can be read repeatedly, from any offset. */
export interface ByteSource {
  /** Number of bytes, as known before reading. Of compressed bytes an estimate, which gets better as they are read. */
  readonly size: number;
  /** How much of the stored bytes has been read, where those are not the bytes that `read` yields. */
  readonly stored?: { readonly bytes: number; readonly totalBytes: number };
  /**
   * Pieces of any length from byte `from` to the end. Yielded pieces never change.
   * @param to no byte from here on is needed, though more may be yielded
   */
  read(from: number, to?: number): AsyncIterable<Uint8Array>;
}

/** Bytes in memory, in any pieces. */
export function bytesSource(pieces: readonly Uint8Array[]): ByteSource {
  return {
    size: pieces.reduce((sum, piece) => sum + piece.length, 0),
    async *read(from) {
      let skip = from;
      for (const piece of pieces) {
        if (skip < piece.length) yield skip === 0 ? piece : piece.subarray(skip);
        skip = Math.max(0, skip - piece.length);
      }
    },
  };
}
