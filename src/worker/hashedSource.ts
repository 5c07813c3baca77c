import type { Hash } from 'node:crypto';
import type { Checkpoint } from '../numeric';
import type { ByteSource } from '../trace';

/** Loads Node's cryptography, which takes 10 ms, only in threads that hash. */
export async function sha256Hash(): Promise<Hash> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256');
}

/** Hashes the bytes of a source as they are read, in any order and any number of times. */
export class HashedSource implements ByteSource {
  readonly size: number;
  readonly #source: ByteSource;
  readonly #hash: Hash;
  #hashed = 0;

  private constructor(source: ByteSource, hash: Hash) {
    this.#source = source;
    this.#hash = hash;
    this.size = source.size;
  }

  static async of(source: ByteSource): Promise<HashedSource> {
    return new HashedSource(source, await sha256Hash());
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
