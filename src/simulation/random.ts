/**
 * A stream of luck: randomness by address. The same seed, stream and index give the same number whatever was drawn before, so two systems that provision
 * the same workload meet the same luck, and the order of events changes nothing.
 */
export class Luck {
  /** What seed and stream make of an index, before the index has its say: two numbers can be drawn for each. */
  readonly #first: number;
  readonly #second: number;

  constructor(seed: number, stream: number) {
    this.#first = addressOf(seed, 2 * stream);
    this.#second = addressOf(seed, 2 * stream + 1);
  }

  /** Evenly from 0 to 1, both excluded. Independent of what `exponential` draws, but not of `normal` and `work`. */
  uniform(index: number): number {
    return draw(this.#second, index);
  }

  /** A wait without memory, of this mean. */
  exponential(mean: number, index: number): number {
    return -mean * Math.log(draw(this.#first, index));
  }

  /** A standard normal variate (Box and Muller). */
  normal(index: number): number {
    const radius = Math.sqrt(-2 * Math.log(draw(this.#first, index)));
    return radius * Math.cos(2 * Math.PI * draw(this.#second, index));
  }

  /**
   * Work that consists of many small independent steps: gamma distributed with this mean and a variance of mean · `step`, all in seconds.
   * By Wilson and Hilferty's cube, which is within a per cent for the shapes that occur here (mean much longer than step).
   */
  work(mean: number, step: number, index: number): number {
    if (step === 0 || mean === 0) return mean;
    const shape = mean / step;
    const root = Math.max(0, 1 - 1 / (9 * shape) + this.normal(index) / (3 * Math.sqrt(shape)));
    // A general power takes longer than all the rest, and is not the same to the last bit everywhere.
    return mean * (root * root * root);
  }
}

function addressOf(seed: number, stream: number): number {
  const h = Math.imul(seed | 0, 0x9e37_79b1) ^ Math.imul(Math.floor(seed / 4_294_967_296) | 0, 0x27d4_eb2f);
  return mix(h ^ Math.imul(stream + 1, 0x85eb_ca6b)) | 0;
}

function draw(address: number, index: number): number {
  return ((mix(address ^ Math.imul(index + 1, 0xc2b2_ae35)) >>> 0) + 0.5) / 4_294_967_296;
}

/** The finaliser of MurmurHash3. */
function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85eb_ca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2_ae35);
  return h ^ (h >>> 16);
}
