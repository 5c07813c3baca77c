import { type ByteSource, bytesSource } from '../trace';

/** Threads share the copy, so that passing it to a worker copies nothing more. */
export function copyToSharedMemory(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/** Reads pieces of shared memory. Yields a copy of each piece, as decoders refuse shared memory. */
export function sharedPiecesSource(pieces: readonly Uint8Array[]): ByteSource {
  const source = bytesSource([...pieces]);
  return {
    size: source.size,
    async *read(from) {
      for await (const piece of source.read(from)) yield piece.slice();
    },
  };
}
