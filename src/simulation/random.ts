/** 1 / 2^32. */
const UNIT = 2 ** -32;

/**
 * Counter-based random numbers. The same seed, stream and index give the same number regardless of earlier draws, so
 * two systems that provision the same workload get the same numbers, and the order of events changes nothing.
 */
export class RandomStream {
  /** Hashes of seed and stream. There are two, so two independent numbers can be drawn for each index. */
  readonly #first: number;
  readonly #second: number;

  constructor(seed: number, stream: number) {
    this.#first = addressOf(seed, 2 * stream);
    this.#second = addressOf(seed, 2 * stream + 1);
  }

  /**
   * Hashes a pair of numbers, both below 2^32, to an index. The indexes after it belong to the same pair; collisions
   * are rare.
   */
  cell(row: number, column: number): number {
    return mix(mix(row ^ this.#first) ^ Math.imul(column + 1, 0x9e37_79b1)) | 0;
  }

  /** Uniform over (0, 1). Independent of the draws of the other methods. */
  uniform(index: number): number {
    return draw(this.#second, index);
  }

  /** Exponentially distributed with this mean. */
  exponential(mean: number, index: number): number {
    return -mean * Math.log(draw(this.#first, index));
  }

  /** A standard normal variate. */
  normal(index: number): number {
    return normalQuantile(draw(this.#first, index));
  }

  /**
   * Work that consists of many small independent steps: gamma distributed with this mean and a variance of mean ·
   * `step`, all in seconds.
   * Uses Wilson and Hilferty's cube, which is within 1 % for the shapes that occur here (mean much longer than step).
   */
  work(mean: number, step: number, index: number): number {
    if (step === 0 || mean === 0) return mean;
    // The inverse of the distribution's shape, over 9; finite even for a mean close to 0. One division and one root:
    // they take longer than all the rest.
    const spread = Math.min(Number.MAX_VALUE, step / (9 * mean));
    const root = Math.max(0, 1 - spread + this.normal(index) * Math.sqrt(spread));
    // Math.pow takes longer still, and its last bit differs between platforms.
    return mean * (root * root * root);
  }
}

/**
 * The quantile function of the standard normal distribution, within 1e-7 (Wichura, algorithm AS 241, Applied Statistics
 * 37:477, 1988). Most values need neither logarithm nor root, so it is several times as fast as Box and Muller's
 * method.
 */
function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    const above = 3.3871327179 + r * (50.434271938 + r * (159.29113202 + r * 59.10937472));
    return (q * above) / (1 + r * (17.895169469 + r * (78.757757664 + r * 67.1875636)));
  }
  const root = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  return q < 0 ? -tailQuantile(root) : tailQuantile(root);
}

/** The same in a tail. @param root √(−ln of the probability of lying farther out) */
function tailQuantile(root: number): number {
  if (root <= 5) {
    const r = root - 1.6;
    const above = 1.4234372777 + r * (2.75681539 + r * (1.3067284816 + r * 0.17023821103));
    return above / (1 + r * (0.7370016425 + r * 0.12021132975));
  }
  const r = root - 5;
  const above = 6.657905115 + r * (3.081222638 + r * (0.42868294337 + r * 0.017337203997));
  return above / (1 + r * (0.24197894225 + r * 0.012258202635));
}

function addressOf(seed: number, stream: number): number {
  const h = Math.imul(seed | 0, 0x9e37_79b1) ^ Math.imul(Math.floor(seed / 4_294_967_296) | 0, 0x27d4_eb2f);
  return mix(h ^ Math.imul(stream + 1, 0x85eb_ca6b)) | 0;
}

function draw(address: number, index: number): number {
  return ((mix(address ^ Math.imul(index + 1, 0xc2b2_ae35)) >>> 0) + 0.5) * UNIT;
}

/** The finaliser of MurmurHash3. */
function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85eb_ca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2_ae35);
  return h ^ (h >>> 16);
}
