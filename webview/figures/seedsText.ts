import { count } from '../../src/text';

/** The seeds that simulated numbers come from. */
export function seedsText(seed: number, seeds: number): string {
  return seeds === 1 ? `seed ${seed}` : `means over ${count(seeds)} seeds from ${seed}`;
}
