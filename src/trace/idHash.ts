const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

/**
 * 64 bits of the hash of an identifier. Two of 1,000,000 different identifiers have the same with a probability of
 * 3 × 10⁻⁸. `assembly/values.ts` computes the same from bytes.
 */
export class IdHash {
  /** @param a @param b signed numbers of 32 bits, for which V8 needs no memory of their own */
  constructor(
    readonly a: number,
    readonly b: number,
  ) {}

  /** Of a text, or of a part of it. */
  static of(text: string, from = 0, to = text.length): IdHash {
    return hashed(0x811c9dc5 | 0, 0x9e3779b9 | 0, text, from, to);
  }

  /** Of this identifier and a text after it. */
  withText(text: string): IdHash {
    return hashed(this.a, this.b, text, 0, text.length);
  }

  /** Of this identifier and a number after it. */
  withNumber(number: number): IdHash {
    double[0] = number;
    return new IdHash(step(step(this.a, halves[0]), halves[1]), otherStep(otherStep(this.b, halves[0]), halves[1]));
  }
}

/** Two characters at a time, then the length. */
function hashed(firstA: number, firstB: number, text: string, from: number, to: number): IdHash {
  let a = firstA;
  let b = firstB;
  let at = from;
  for (; at + 1 < to; at += 2) {
    const codes = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
    a = step(a, codes);
    b = otherStep(b, codes);
  }
  if (at < to) {
    a = step(a, text.charCodeAt(at));
    b = otherStep(b, text.charCodeAt(at));
  }
  return new IdHash(step(a, to - from), otherStep(b, to - from));
}

function step(hash: number, codes: number): number {
  const product = Math.imul(hash ^ codes, 0xcc9e2d51);
  return (product << 15) | (product >>> 17);
}

function otherStep(hash: number, codes: number): number {
  const product = Math.imul(hash ^ codes, 0x85ebca6b);
  return (product << 13) | (product >>> 19);
}
