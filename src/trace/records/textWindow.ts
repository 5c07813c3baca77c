/** A stretch of bytes as text. Most stretches are ASCII: those are decoded once, and records are slices of the text. */
export class TextWindow {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #from: number;
  /** null unless each byte is a character. */
  readonly #text: string | null;
  /** A character for each byte: searching a text is faster than searching bytes. */
  readonly #searched: string;
  #lineEnd = -1;
  readonly #returns: Needle;
  readonly #needles: readonly Needle[];
  /** No needle begins from the last offset asked about up to this one. */
  #nextNeedle = -1;

  /** @param needles of which `contains` tells whether a part has one */
  constructor(
    private readonly bytes: Uint8Array,
    from: number,
    to: number,
    needles: readonly string[] = [],
  ) {
    this.#from = from;
    const text = this.#decoder.decode(bytes.subarray(from, to));
    this.#text = text.length === to - from ? text : null;
    const searched = this.#text ?? latin1(bytes.subarray(from, to));
    this.#searched = searched;
    this.#returns = new Needle(searched, '\r');
    this.#needles = needles.map((needle) => new Needle(searched, needle));
  }

  text(from: number, to: number): string {
    return this.#text?.slice(from - this.#from, to - this.#from) ?? this.#decoder.decode(this.bytes.subarray(from, to));
  }

  /** The offset of the first line feed from an offset on; -1 without one. Cheap for ascending offsets. */
  lineFeedFrom(at: number): number {
    if (this.#lineEnd === -2) return -1;
    if (this.#lineEnd < at) {
      const found = this.#searched.indexOf('\n', at - this.#from);
      this.#lineEnd = found < 0 ? -2 : found + this.#from;
    }
    return this.#lineEnd < 0 ? -1 : this.#lineEnd;
  }

  /** The offset of the first carriage return from an offset on; infinite without one. For ascending offsets. */
  returnFrom(at: number): number {
    return this.#returns.from(at - this.#from) + this.#from;
  }

  /** Whether a part contains a needle. For ascending parts. */
  contains(from: number, to: number): boolean {
    const start = from - this.#from;
    const end = to - this.#from;
    if (this.#nextNeedle < start) {
      this.#nextNeedle = Number.POSITIVE_INFINITY;
      for (const needle of this.#needles) this.#nextNeedle = Math.min(this.#nextNeedle, needle.from(start));
    }
    if (this.#nextNeedle >= end) return false;
    for (const needle of this.#needles) if (needle.from(start) + needle.length <= end) return true;
    return false;
  }
}

/** A text that is looked for from one end of a longer text to the other. */
class Needle {
  readonly length: number;
  #next = -1;

  constructor(
    private readonly text: string,
    private readonly needle: string,
  ) {
    this.length = needle.length;
  }

  /** Where it stands next, from an offset on; infinite if nowhere. For ascending offsets. */
  from(at: number): number {
    if (this.#next < at) {
      const found = this.text.indexOf(this.needle, at);
      this.#next = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#next;
  }
}

/** One character for each byte. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
