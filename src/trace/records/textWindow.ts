const LF = 10;

/** A stretch of bytes as text. Most stretches are ASCII: those are decoded once, and records are slices of the text. */
export class TextWindow {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #bytes: Uint8Array;
  readonly #from: number;
  /** null unless each byte is a character. */
  readonly #text: string | null;
  #lineEnd = -1;
  readonly #needles: readonly Needle[];

  /** @param needles of which `contains` tells whether a part has one */
  constructor(bytes: Uint8Array, from: number, to: number, needles: readonly string[] = []) {
    this.#bytes = bytes.subarray(0, to);
    this.#from = from;
    const text = this.#decoder.decode(bytes.subarray(from, to));
    this.#text = text.length === to - from ? text : null;
    const latin = this.#text ?? (needles.length > 0 ? latin1(bytes.subarray(from, to)) : '');
    this.#needles = needles.map((needle) => new Needle(latin, needle));
  }

  text(from: number, to: number): string {
    return (
      this.#text?.slice(from - this.#from, to - this.#from) ?? this.#decoder.decode(this.#bytes.subarray(from, to))
    );
  }

  /** The offset of the first line feed from an offset on; -1 without one. Cheap for ascending offsets. */
  lineFeedFrom(at: number): number {
    if (this.#lineEnd === -2) return -1;
    if (this.#lineEnd < at) {
      this.#lineEnd = this.#bytes.indexOf(LF, at);
      if (this.#lineEnd < 0) this.#lineEnd = -2;
    }
    return this.#lineEnd < 0 ? -1 : this.#lineEnd;
  }

  /** Whether a part contains a needle. For ascending parts. */
  contains(from: number, to: number): boolean {
    return this.#needles.some((needle) => needle.isBetween(from - this.#from, to - this.#from));
  }
}

/** A text that is looked for from one end of a longer text to the other. */
class Needle {
  #next = -1;
  #isOver = false;

  constructor(
    private readonly text: string,
    private readonly needle: string,
  ) {}

  isBetween(from: number, to: number): boolean {
    if (this.#next < from && !this.#isOver) {
      this.#next = this.text.indexOf(this.needle, from);
      this.#isOver = this.#next < 0;
    }
    return this.#next >= from && this.#next + this.needle.length <= to;
  }
}

/** One character for each byte. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
