/**
 * Randomness by address: the same (seed, stream, index) gives the same number whatever was drawn before.
 * So two systems that provision the same workload meet the same luck, and the order of events changes nothing.
 */
export function uniform(seed: number, stream: number, index: number): number {
  let h = Math.imul(seed | 0, 0x9e37_79b1) ^ Math.imul(Math.floor(seed / 4_294_967_296) | 0, 0x27d4_eb2f);
  h = mix(h ^ Math.imul(stream + 1, 0x85eb_ca6b));
  h = mix(h ^ Math.imul(index + 1, 0xc2b2_ae35));
  return (h + 0.5) / 4_294_967_296;
}

/** The finaliser of MurmurHash3, to an unsigned 32-bit integer. */
function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85eb_ca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A standard normal variate (Box and Muller). */
export function normal(seed: number, stream: number, index: number): number {
  const radius = Math.sqrt(-2 * Math.log(uniform(seed, 2 * stream, index)));
  return radius * Math.cos(2 * Math.PI * uniform(seed, 2 * stream + 1, index));
}

/**
 * Work that consists of many small independent steps: gamma distributed with this mean and a variance of mean · `step`, all in seconds.
 * By Wilson and Hilferty's cube, which is within a per cent for the shapes that occur here (mean much longer than step).
 */
export function work(mean: number, step: number, seed: number, stream: number, index: number): number {
  if (step === 0 || mean === 0) return mean;
  const shape = mean / step;
  const cube = 1 - 1 / (9 * shape) + normal(seed, stream, index) / (3 * Math.sqrt(shape));
  return mean * Math.max(0, cube) ** 3;
}

/** A wait without memory, of this mean. */
export function exponential(mean: number, seed: number, stream: number, index: number): number {
  return -mean * Math.log(uniform(seed, 2 * stream, index));
}
