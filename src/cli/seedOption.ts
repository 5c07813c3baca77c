import { type Limit, rangeText } from '../numeric';
import { LIMITS } from '../simulation';
import type { Arguments, OptionSpec } from './command';

/** The option of commands that simulate. */
export const SEED_OPTION: Readonly<Record<'seed', OptionSpec>> = {
  seed: { value: 'S', help: `${rangeText(LIMITS.seed)} (default ${LIMITS.seed.defaultValue})` },
};

/** Throws `UsageError` for a seed out of range. */
export function seedOf(given: Arguments): number {
  return given.limited('seed', LIMITS.seed) ?? LIMITS.seed.defaultValue;
}

/** The option of commands that simulate with several seeds. */
export function seedsOption(what: string, { max, defaultValue }: Limit): Readonly<Record<'seeds', OptionSpec>> {
  const help = `seeds to simulate with, from the seed up: ${what} (default ${defaultValue}, ${max} at most)`;
  return { seeds: { value: 'K', help } };
}

/** Throws `UsageError` for a number of seeds out of range. */
export function seedsOf(given: Arguments, limit: Limit): number {
  return given.limited('seeds', limit) ?? limit.defaultValue;
}
