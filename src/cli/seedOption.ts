import type { Arguments, OptionSpec } from './command';
import { UsageError } from './errors';

const DEFAULT_SEED = 1;
const MAX_SEED = 0xffff_ffff;

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
