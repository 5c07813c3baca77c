import { resolveParameters } from '../simulation';
import { iotRequests } from './figures/figure11';
import { synthesizedRequests } from './figures/figure12';
import type { Line } from './types';

/** The set-ups of the paper's tests, as the experiments simulate them and as the form offers them. */

/** Figure 16 looks at one VM of so many. */
export const TRAFFIC_BURST = 128;

/**
 * Figure 17. "Two or three functions per VM" takes more functions than one; how many is not stated, and between 5 and 100 it hardly matters. Spread
 * placement, as 1,000 VMs take part though 625 have the memory.
 */
export const LARGE_SCALE = {
  burst: { containers: 2500, functions: 25, imageMB: 428, memoryMB: 1024 },
  parameters: { vms: 1000, spread: 1 },
};

/** The placement test, whose numbers of VMs are between 4 and 1: each function has an image of its own. Spread placement, as all VMs take part. */
export const PLACEMENT_TEST = {
  vms: [4, 2, 1],
  burst: { containers: 8, functions: 8, imageMB: 75.4, memoryMB: 128 },
  parameters: { spread: 1 },
};

const SECONDS_PER_MINUTE = 60;
/**
 * The published curves begin with containers at hand. They get there slowly, before minute 0, so that few are started
 * in vain.
 */
export const WARM_UP_MINUTES = 15;

export interface ProfileSetUp {
  /** From the first point with a rate on: seconds since the warm-up's begin, and requests per second. */
  readonly time: readonly number[];
  readonly rps: readonly number[];
  /** The rate rises from nothing to that of the first point for so long. */
  readonly leadInSeconds: number;
  readonly runSeconds: number;
  /** Only those that differ from their defaults; none that describes a system. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** Figure 11: the pool that the text names, and the memory that is taken wherever a trace names none. */
export const IOT_REPLAY: ProfileSetUp = {
  ...afterWarmUp(iotRequests),
  runSeconds: 2,
  parameters: { vms: 500, memoryMB: resolveParameters().traceMemoryMB },
};

/** Figure 12. */
export const SPIKES: ProfileSetUp = { ...afterWarmUp(synthesizedRequests), runSeconds: 0.5, parameters: {} };

function afterWarmUp({ x, y }: Line): Pick<ProfileSetUp, 'time' | 'rps' | 'leadInSeconds'> {
  const start = y.findIndex((rps) => rps > 0);
  const time = x.slice(start).map((minute) => (minute + WARM_UP_MINUTES) * SECONDS_PER_MINUTE);
  return { time, rps: y.slice(start), leadInSeconds: time[0] };
}
