import { type ByteSource, bytesSource } from '../trace';

/** A copy in memory that threads share, so that passing it to a worker copies nothing more. */
export function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/** Reads pieces of shared memory. Each is handed on as a copy of its own: decoders refuse shared memory. */
export function sharedPiecesSource(pieces: readonly Uint8Array[]): ByteSource {
  const source = bytesSource([...pieces]);
  return {
    size: source.size,
    async *read(from) {
      for await (const piece of source.read(from)) yield piece.slice();
    },
  };
}
