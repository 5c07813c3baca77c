import { type Limit, SEED_LIMIT } from '../numeric';
import { PARAMETERS } from './parameterList';

/**
 * Range and default of every number of a run that is not a parameter of the model. The model, the guards, run files,
 * the command line, the dialogs and the settings read them here; the page receives them with the answer to `systems`.
 */
export const LIMITS = {
  /** Cold starts of a burst. A run of the maximum takes about half a gigabyte. */
  containers: { min: 1, max: 5_000_000, integer: true, unit: '', defaultValue: 128 },
  /** Functions that a burst is spread over: at most one for each container. */
  functions: { min: 1, max: 5_000_000, integer: true, unit: '', defaultValue: 1 },
  imageMB: ofParameter('imageMB'),
  memoryMB: ofParameter('memoryMB'),
  /** How long a request of a profile runs. */
  runSeconds: ofParameter('runSeconds'),
  leadInSeconds: { min: 0, max: 7 * 86_400, integer: false, unit: 's', defaultValue: 0 },
  seed: SEED_LIMIT,
  seeds: { min: 1, max: 1000, integer: true, unit: '', defaultValue: 1 },
  /** Listed failures of VMs, and the time of each. */
  failures: { min: 0, max: 10_000, integer: true, unit: '', defaultValue: 0 },
  failureSeconds: { min: 0, max: 1e9, integer: false, unit: 's', defaultValue: 0 },
  /** A day has 86,400 points, one each second. */
  profilePoints: { min: 2, max: 100_000, integer: true, unit: '', defaultValue: 2 },
  profileCharacters: { min: 0, max: 4_000_000, integer: true, unit: '', defaultValue: 0 },
  profileRequests: { min: 1, max: 20_000_000, integer: true, unit: '', defaultValue: 1 },
} as const satisfies Readonly<Record<string, Limit>>;

export type Limits = { readonly [name in keyof typeof LIMITS]: Limit };

/** A burst and a profile use these instead of the parameter of the same name. */
function ofParameter(name: 'imageMB' | 'memoryMB' | 'runSeconds'): Limit {
  const { min, max, integer, unit, defaultValue } = PARAMETERS.find((info) => info.name === name)!;
  return { min, max, integer, unit, defaultValue };
}

/** Characters. A profile takes most of them; JSON writes each line end of it with two. */
export const MAX_RUN_FILE_LENGTH = 2 * LIMITS.profileCharacters.max + 1_000_000;
