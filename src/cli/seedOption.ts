import type { Arguments, OptionSpec } from './command';
import { UsageError } from './errors';

const DEFAULT_SEED = 1;
const MAX_SEED = 0xffff_ffff;

const MOST_SEEDS = 1000;

/** The option of commands that simulate. */
export const SEED_OPTION: Readonly<Record<'seed', OptionSpec>> = {
  seed: { value: 'S', help: `whole number, 0 to ${MAX_SEED} (default ${DEFAULT_SEED})` },
};

/** Throws `UsageError` for what is no seed. */
export function seedOf(given: Arguments): number {
  const seed = given.number('seed') ?? DEFAULT_SEED;
  if (Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED) return seed;
  throw new UsageError(`--seed can't be ${seed}.`, `It is a whole number from 0 to ${MAX_SEED}.`);
}

/** The option of commands that simulate with several seeds. */
export function seedsOption(what: string, byDefault: number): Readonly<Record<'seeds', OptionSpec>> {
  const help = `seeds to simulate with, from the seed up: ${what} (default ${byDefault}, ${MOST_SEEDS} at most)`;
  return { seeds: { value: 'K', help } };
}

/** Throws `UsageError` for what is no number of seeds. */
export function seedsOf(given: Arguments, byDefault: number): number {
  const seeds = given.number('seeds') ?? byDefault;
  if (Number.isInteger(seeds) && seeds >= 1 && seeds <= MOST_SEEDS) return seeds;
  throw new UsageError(`--seeds can't be ${seeds}.`, `It is a whole number from 1 to ${MOST_SEEDS}.`);
}
