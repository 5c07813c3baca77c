/** A byte-order mark of UTF-8. */
export const MARK = [0xef, 0xbb, 0xbf] as const;

/** The bytes of a stream that have been read but not used yet, in one piece. */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(1 << 16);
  /** The content is bytes[start, end). */
  start = 0;
  end = 0;

  get length(): number {
    return this.end - this.start;
  }

  /** Passes over a byte-order mark of UTF-8 at the beginning of the content. */
  skipMark(): void {
    if (this.length < MARK.length) return;
    if (MARK.every((byte, at) => this.bytes[this.start + at] === byte)) this.start += MARK.length;
  }

  append(piece: Uint8Array): void {
    if (this.end + piece.length > this.bytes.length) this.#makeRoom(piece.length);
    this.bytes.set(piece, this.end);
    this.end += piece.length;
  }

  #makeRoom(room: number): void {
    const needed = this.length + room;
    // Moving the content to the front is cheap only while it is the smaller part.
    const roomy = needed <= this.bytes.length && this.length <= this.bytes.length / 2;
    const into = roomy ? this.bytes : new Uint8Array(Math.max(needed * 2, this.bytes.length));
    into.set(this.bytes.subarray(this.start, this.end));
    this.bytes = into;
    this.end -= this.start;
    this.start = 0;
  }
}
