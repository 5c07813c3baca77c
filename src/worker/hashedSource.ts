import { createHash } from 'node:crypto';
import type { Checkpoint } from '../numeric';
import type { ByteSource } from '../trace';

/** The same bytes, of which a hash is made as they are read, from wherever and however often. */
export class HashedSource implements ByteSource {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #hash = createHash('sha256');
  #hashed = 0;

  constructor(source: ByteSource) {
    this.#source = source;
    this.size = source.size;
  }

  async *read(from: number): AsyncGenerator<Uint8Array> {
    let position = from;
    for await (const piece of this.#source.read(from)) {
      this.#take(piece, position);
      position += piece.length;
      yield piece;
    }
  }

  /** SHA-256 of all bytes, hexadecimal. Reads those that nobody has; to be called once. @param checkpoint called after each piece */
  async sha256(checkpoint: Checkpoint): Promise<string> {
    for await (const _ of this.read(this.#hashed)) await checkpoint();
    return this.#hash.digest('hex');
  }

  /** Hashes what of a piece has not been. One that begins further on is for the next reading to reach. */
  #take(piece: Uint8Array, position: number): void {
    const known = this.#hashed - position;
    if (known < 0 || known >= piece.length) return;
    this.#hash.update(piece.subarray(known));
    this.#hashed = position + piece.length;
  }
}
