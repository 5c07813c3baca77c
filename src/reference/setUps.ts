import { type MadeWorkload, resolveParameters } from '../simulation';
import { iotRequests } from './figures/figure11';
import { synthesizedRequests } from './figures/figure12';
import type { Line } from './types';

/** The set-ups of the paper's tests, for the experiments and for the presets of the form. */

/** A burst of one function with the image and memory of the paper's evaluation. */
export function burst(containers: number): Extract<MadeWorkload, { kind: 'burst' }> {
  return { kind: 'burst', containers, functions: 1, imageMB: null, memoryMB: null };
}

/** Number of VMs in the burst of Figure 16, which shows one of them. */
export const TRAFFIC_BURST = 128;

/**
 * Figure 17. "Two or three functions per VM" needs several functions. The paper does not state how many, and it
 * matters: fewer functions have deeper trees. Placement spreads, because 1,000 VMs take part although 625 have enough
 * memory.
 */
export const LARGE_SCALE = {
  workload: { kind: 'burst', containers: 2500, functions: 25, imageMB: 428, memoryMB: 1024 },
  parameters: { vms: 1000, spread: 1 },
} as const;

/**
 * The placement test on 4, 2 and 1 VMs, and with a VM for each function to compare with. Each function has its own
 * image. Placement spreads, because all VMs take part.
 */
export const PLACEMENT_TEST = {
  vms: [8, 4, 2, 1],
  workload: { kind: 'burst', containers: 8, functions: 8, imageMB: 75.4, memoryMB: 128 },
  parameters: { spread: 1 },
} as const;

const SECONDS_PER_MINUTE = 60;
/**
 * The published curves start with warm containers. They start before minute 0, slowly enough that few are superfluous.
 */
export const WARM_UP_MINUTES = 15;

/**
 * How both tests with requests scale. One order for each waiting request: the spike of Figure 12 gets 82 VMs, and the
 * offered load would need 50; and in the second burst of Figure 11, on-demand is ready for the step from 100 to 390
 * requests a second two minutes later. Idle for eight minutes: in Figure 12 the tree shrinks that long after the spike,
 * and in Figure 11 the containers of the first burst are gone 13 minutes after it.
 */
const SCALING = { scaleOut: 0, idleSeconds: 480 };

export interface ProfileSetUp {
  readonly workload: Extract<MadeWorkload, { kind: 'profile' }>;
  /** Only values that differ from the defaults; no parameter of a system. */
  readonly parameters: Readonly<Record<string, number>>;
}

/** Figure 11: the pool size of the text, and the memory assumed for traces without memory. */
export const IOT_REPLAY: ProfileSetUp = {
  workload: afterWarmUp('figure-11.csv', iotRequests, 2),
  parameters: { ...SCALING, vms: 500, memoryMB: resolveParameters().traceMemoryMB },
};

/** Figure 12. */
export const SPIKES: ProfileSetUp = {
  workload: afterWarmUp('figure-12.csv', synthesizedRequests, 0.5),
  parameters: SCALING,
};

/** The profile from its first point with a rate, to which the rate rises from 0 during the warm-up and until then. */
function afterWarmUp(name: string, { x, y }: Line, runSeconds: number): ProfileSetUp['workload'] {
  const start = y.findIndex((rps) => rps > 0);
  const time = x.slice(start).map((minute) => (minute + WARM_UP_MINUTES) * SECONDS_PER_MINUTE);
  const rps = y.slice(start);
  const csv = ['sec,rps', ...time.map((seconds, at) => `${seconds},${rps[at]}`), ''].join('\n');
  return { kind: 'profile', name, csv, leadInSeconds: time[0], runSeconds, imageMB: null, memoryMB: null };
}
