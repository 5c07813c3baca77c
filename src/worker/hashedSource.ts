import { createHash } from 'node:crypto';
import type { Checkpoint } from '../numeric';
import type { ByteSource } from '../trace';

/** Hashes the bytes of a source as they are read, in any order and any number of times. */
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

  /**
   * SHA-256 of all bytes, hexadecimal. Reads the bytes not read so far. To be called once.
   * @param checkpoint called after each piece
   */
  async sha256(checkpoint: Checkpoint): Promise<string> {
    for await (const _ of this.read(this.#hashed)) await checkpoint();
    return this.#hash.digest('hex');
  }

  /**
   * Hashes the part of a piece that has not been hashed. Skips a piece that begins beyond it; a later reading gets
   * there.
   */
  #take(piece: Uint8Array, position: number): void {
    const known = this.#hashed - position;
    if (known < 0 || known >= piece.length) return;
    this.#hash.update(piece.subarray(known));
    this.#hashed = position + piece.length;
  }
}
