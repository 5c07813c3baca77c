import { type Limit, rangeText } from '../numeric';
import { LIMITS } from '../simulation';
import type { Arguments, OptionSpecs } from './command';

/** The option of commands that simulate. */
export const SEED_OPTION = {
  seed: { value: 'S', help: `${rangeText(LIMITS.seed)} (default ${LIMITS.seed.defaultValue})` },
} as const satisfies OptionSpecs;

/** Throws `UsageError` for a seed out of range. */
export function seedOf(given: Arguments<typeof SEED_OPTION>): number {
  return given.limited('seed', LIMITS.seed) ?? LIMITS.seed.defaultValue;
}

/** The option of commands that simulate with several seeds. @param purpose what the seeds do to the results */
export function seedsOption(purpose: string, { max, defaultValue }: Limit) {
  const help = `seeds to simulate with, from the seed up: ${purpose} (default ${defaultValue}, ${max} at most)`;
  return { seeds: { value: 'K', help } } as const satisfies OptionSpecs;
}

/** Throws `UsageError` for a number of seeds out of range. */
export function seedsOf(given: Arguments<ReturnType<typeof seedsOption>>, limit: Limit): number {
  return given.limited('seeds', limit) ?? limit.defaultValue;
}
