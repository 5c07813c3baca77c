import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws the next number, uniform on [0, 1). */
export type Random = () => number;

/** The same seed gives the same draws on every machine. */
export function randomFrom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/** The whole numbers below `count` in random order. */
export function shuffledIndices(count: number, random: Random): Uint32Array {
  const indices = Uint32Array.from({ length: count }, (_, index) => index);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [indices[i], indices[j]] = [indices[j], indices[i]];
  }
  return indices;
}

/** Splits `total` items in proportion to `weights`. The parts add up exactly, and each is off by less than 1. */
export function apportion(total: number, weights: ArrayLike<number>): Uint32Array {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i];
  const parts = new Uint32Array(weights.length);
  let cumulative = 0;
  let assigned = 0;
  for (let i = 0; i < weights.length; i++) {
    cumulative += weights[i];
    const upTo = i === weights.length - 1 ? total : Math.min(total, Math.round((total * cumulative) / sum));
    parts[i] = upTo - assigned;
    assigned = upTo;
  }
  return parts;
}
