/** Bytes that can be read more than once, from any offset. */
export interface ByteSource {
  /** Bytes in all, as far as is known before reading. */
  readonly size: number;
  /** Pieces of any length from byte `from` to the end. A piece is never written to again once it has been handed out. */
  read(from: number): AsyncIterable<Uint8Array>;
}

/** Bytes already in memory, in pieces cut anywhere. */
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
