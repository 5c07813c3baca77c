const SPACE = 0x20;
const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/**
 * 64 bits of the hash of an identifier. Two of 1,000,000 different identifiers have the same with a probability of
 * 3 × 10⁻⁸. `assembly/shape.ts` computes the same from bytes.
 */
export class IdHash {
  /** @param a @param b whole numbers of 32 bits, 0 or more */
  constructor(
    readonly a: number,
    readonly b: number,
  ) {}

  /** Of a text, or of a part of it. */
  static of(text: string, from = 0, to = text.length): IdHash {
    return hashed(0x811c9dc5, 0x9e3779b9, text, from, to);
  }

  /** Of this identifier and a text after it. */
  withText(text: string): IdHash {
    return hashed(step(this.a, SPACE), otherStep(this.b, SPACE), text, 0, text.length);
  }

  /** Of this identifier and a number after it. */
  withNumber(value: number): IdHash {
    double[0] = value;
    const a = step(step(this.a, halves[0]), halves[1]);
    const b = otherStep(otherStep(this.b, halves[0]), halves[1]);
    return new IdHash(a >>> 0, b >>> 0);
  }
}

function hashed(firstA: number, firstB: number, text: string, from: number, to: number): IdHash {
  let a = firstA;
  let b = firstB;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    a = step(a, code);
    b = otherStep(b, code);
  }
  return new IdHash(a >>> 0, b >>> 0);
}

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

function otherStep(hash: number, code: number): number {
  const product = Math.imul(hash ^ code, 0x85ebca6b);
  return (product << 13) | (product >>> 19);
}
