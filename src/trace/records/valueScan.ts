/** Bytes of JSON's tokens. */
export const B = { lf: 10, cr: 13, space: 32, tab: 9, quote: 34, comma: 44, colon: 58, backslash: 92 } as const;
export const OPEN = { list: 91, object: 123 } as const;
export const CLOSE = { list: 93, object: 125 } as const;

/** Looks for the end of one value, over any number of pieces. */
export class ValueScan {
  /** Line feeds within the value so far. */
  lines = 0;
  /** Whether its beginning is forgotten. */
  isTooLong = false;
  #done = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** Forgets what was scanned: the value begins with the next piece. */
  forget(): void {
    this.isTooLong = true;
    this.#done = 0;
  }

  /** @param start where the value begins. Returns its length; -1 if its end is not there yet. */
  advance(bytes: Uint8Array, start: number, to: number, atEnd: boolean): number {
    let at = start + this.#done;
    for (; at < to; at++) {
      const byte = bytes[at];
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === B.backslash) this.#escaped = true;
        else if (byte === B.quote) {
          this.#inString = false;
          if (this.#depth === 0) return at + 1 - start;
        } else if (byte === B.lf) this.lines++;
        continue;
      }
      if (byte === B.quote) {
        // A number or a word that ends in a quote is no JSON.
        if (this.#depth === 0 && at > start) return at - start;
        this.#inString = true;
      } else if (byte === OPEN.object || byte === OPEN.list) {
        if (this.#depth === 0 && at > start) return at - start;
        this.#depth++;
      } else if (byte === CLOSE.object || byte === CLOSE.list) {
        if (this.#depth === 0) return at - start;
        if (--this.#depth === 0) return at + 1 - start;
      } else if (this.#depth === 0) {
        if (byte === B.comma || byte === B.colon || isSpace(byte)) return at - start;
      } else if (byte === B.lf) this.lines++;
    }
    this.#done = at - start;
    return atEnd && this.#depth === 0 && !this.#inString ? at - start : -1;
  }
}

export function isSpace(byte: number): boolean {
  return byte === B.space || byte === B.lf || byte === B.cr || byte === B.tab;
}
