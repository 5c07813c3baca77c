const MOST_KNOWN = 1 << 12;
const decoder = new TextDecoder();

/** Texts of ASCII by their bytes. Most are met again: making and comparing many small texts would take long. */
export class KnownTexts {
  /** By hash, the text met last. */
  readonly #known: string[] = new Array(MOST_KNOWN).fill('');

  /** The text bytes[from, to). Equal texts are usually one object. */
  textOf(bytes: Uint8Array, from: number, to: number): string {
    let hash = to - from;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
    const place = (hash ^ (hash >>> 15)) & (MOST_KNOWN - 1);
    const known = this.#known[place];
    if (isSame(known, bytes, from, to)) return known;
    const text = decoder.decode(bytes.subarray(from, to));
    this.#known[place] = text;
    return text;
  }
}

function isSame(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let at = from; at < to; at++) if (text.charCodeAt(at - from) !== bytes[at]) return false;
  return true;
}
