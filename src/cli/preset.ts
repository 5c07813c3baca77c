import { PRESETS, type Preset } from '../reference';
import { type Parameters, requestedWorkload, type Workload } from '../simulation';
import type { Arguments } from './command';
import { UsageError } from './errors';
import { asUsage, WORKLOAD_OPTIONS } from './simulateWorkload';

export const PRESET_OPTION = {
  preset: { value: 'NAME', help: 'a set-up of the paper: its workload, systems and parameters, as the form has them' },
} as const;

/** The set-up of that name. Throws `UsageError` for an unknown one, and for options that it would contradict. */
export function presetOf(given: Arguments<typeof WORKLOAD_OPTIONS>, name: string): Preset {
  const preset = PRESETS.find(({ id }) => id === name);
  if (!preset) {
    const known = PRESETS.map(({ id }) => id).join(', ');
    throw new UsageError(`There is no set-up "${name.slice(0, 40)}".`, `The set-ups are: ${known}.`);
  }
  const misplaced = Object.keys(WORKLOAD_OPTIONS).find((option) => given.has(option as keyof typeof WORKLOAD_OPTIONS));
  const other = misplaced === undefined ? given.positionals[0] : `--${misplaced}`;
  if (other === undefined) return preset;
  throw new UsageError(
    `${other} can't be given with --preset: the set-up has its own workload.`,
    'Change its parameters with --set, and its systems with --system.',
  );
}

/** The cold starts or requests of a set-up. Throws `UsageError` if the parameters do not allow them. */
export function presetWorkload({ workload }: Preset, parameters: Parameters): Promise<Workload> {
  return asUsage(() => requestedWorkload(workload, parameters));
}

/** Lines of `--help` that list the set-ups. */
export function presetLines(): string[] {
  const width = Math.max(...PRESETS.map(({ id }) => id.length));
  return PRESETS.map(({ id, label }) => `  ${id.padEnd(width)}  ${label}`);
}
