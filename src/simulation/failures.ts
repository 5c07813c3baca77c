import { valueText } from '../errors';
import { isWithin, rangeText } from '../numeric';
import { parseVmFailure } from '../text';
import { EventQueue } from './eventQueue';
import { LIMITS } from './limits';
import { ParameterError } from './parameters';
import type { RandomStream } from './random';
import type { Parameters, VmFailure } from './types';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Starts that a run may lose with their VMs: per start that succeeds, and per start of the most in progress at once.
 */
const MOST_LOST_PER_START = 20;
/** Starts that any run may lose: allows for runs with few starts. */
const MOST_LOST_ANYWAY = 1000;

/** Progress of a run. */
export interface Progress {
  /** Starts lost with their VMs, and arrivals served. */
  readonly lost: number;
  readonly served: number;
  /** The most containers that were starting at once. */
  readonly mostAtOnce: number;
  /** Cold starts or requests in all. */
  readonly rows: number;
}

/** Whether VMs can fail: drawn failures, or listed ones. */
export function vmsMayFail({ failuresPerVmHour }: Parameters, failures: readonly VmFailure[] = []): boolean {
  return failuresPerVmHour > 0 || failures.length > 0;
}

/** Throws a ParameterError for failures of VMs that do not exist or at invalid times, and for too many. */
export function requireFailures(failures: readonly VmFailure[], { vms }: Parameters): void {
  const refuse = (what: string, advice: string): never => {
    throw new ParameterError(what, 'failures', advice);
  };
  if (failures.length > LIMITS.failures.max) {
    refuse(`${failures.length} failures are listed.`, `At most ${LIMITS.failures.max} failures can be listed.`);
  }
  for (const { vm, time } of failures) {
    if (!Number.isInteger(vm) || vm < 0 || vm >= vms) {
      refuse(`There is no VM ${valueText(vm)}.`, `The ${vms} VMs are numbered from 0 to ${vms - 1}.`);
    }
    if (!isWithin(time, LIMITS.failureSeconds)) {
      const range = rangeText(LIMITS.failureSeconds);
      refuse(`VM ${vm} can't fail at ${valueText(time)} s.`, `A time is seconds since the start of the run: ${range}.`);
    }
  }
}

/** Reads `VM@SECONDS`, such as `12@3.5`. Throws a ParameterError for anything else. */
export function parseFailure(text: string): VmFailure {
  const failure = parseVmFailure(text);
  if (failure) return failure;
  throw new ParameterError(
    `"${text.slice(0, 80)}" is not a VM failure.`,
    'failures',
    'Write VM@SECONDS, such as 12@3.5: VM 12 fails after 3.5 s.',
  );
}

/**
 * When VMs fail: listed failures, and failures at a rate. Each VM number has its own failure times, which depend only
 * on the seed, so they are the same for every system. They are drawn only for VMs that become active: failures of
 * unused VMs cost nothing.
 */
export class Failures {
  /** When a VM fails next; Infinity for never. */
  nextTime = NEVER;
  readonly #listed: readonly VmFailure[];
  #nextListed = 0;
  readonly #drawn = new EventQueue();
  /** By VM: 1 while its next failure is in `#drawn`. */
  readonly #isDrawn: Uint8Array;

  constructor(
    list: readonly VmFailure[],
    private readonly parameters: Parameters,
    private readonly random: RandomStream,
  ) {
    this.#listed = [...list].sort((a, b) => a.time - b.time);
    this.#isDrawn = new Uint8Array(parameters.failuresPerVmHour > 0 ? parameters.vms : 0);
    this.#plan();
  }

  /** The VM is active from now on. It may return to the free pool before its next failure. */
  activated(vm: number, now: number): void {
    if (this.#isDrawn.length === 0 || this.#isDrawn[vm] === 1) return;
    this.#isDrawn[vm] = 1;
    this.#drawn.push(vm, nextFailure(this.random, vm, 3600 / this.parameters.failuresPerVmHour, now));
    this.#plan();
  }

  /** The VM that fails at `nextTime`, active or not. */
  take(): number {
    if (this.#listedTime <= this.#drawn.nextTime) {
      const { vm } = this.#listed[this.#nextListed++];
      this.#plan();
      return vm;
    }
    const vm = this.#drawn.pop();
    this.#isDrawn[vm] = 0;
    this.#plan();
    return vm;
  }

  /** When the scheduler notices a failure at `now`: at its next ping. Pings come at fixed intervals. */
  noticedAt(now: number): number {
    const { pingSeconds } = this.parameters;
    return Math.max(now, (Math.floor(now / pingSeconds) + 1) * pingSeconds);
  }

  /**
   * Throws a ParameterError for a run that would hardly ever end, because too many starts are lost with their VMs for
   * each that succeeds: where one try in n succeeds, a start is lost n - 1 times on average. Listed failures end by
   * themselves.
   */
  requireProgress({ lost, served, mostAtOnce, rows }: Progress, now: number): void {
    const { failuresPerVmHour, nicMBps, registryMBps } = this.parameters;
    const most = MOST_LOST_ANYWAY + MOST_LOST_PER_START * (served + mostAtOnce);
    if (failuresPerVmHour === 0 || lost <= most) return;
    throw new ParameterError(
      `VMs fail faster than images reach them: after ${Math.round(now)} simulated seconds, ${lost} starts were lost with their VMs, of a run of ${rows}. ` +
        `There are ${failuresPerVmHour} failures an hour on each VM (failuresPerVmHour), NICs of ${nicMBps} MB/s (nicMBps) and a registry of ${registryMBps} MB/s (registryMBps).`,
      'failuresPerVmHour',
      'Let VMs fail less often, or give them more bandwidth.',
    );
  }

  get #listedTime(): number {
    return this.#nextListed < this.#listed.length ? this.#listed[this.#nextListed].time : NEVER;
  }

  #plan(): void {
    this.nextTime = Math.min(this.#listedTime, this.#drawn.nextTime);
  }
}

/**
 * The first failure of a VM after `after`, with `mean` seconds between failures on average: a Poisson process with
 * random access. Time is cut into spans of length `mean`; the number of failures in a span and their times depend only
 * on the numbers of VM and span.
 */
function nextFailure(random: RandomStream, vm: number, mean: number, after: number): number {
  for (let span = Math.floor(after / mean); ; span++) {
    const cell = random.cell(vm, span);
    let first = NEVER;
    for (let left = poissonOfOne(random.uniform(cell)); left > 0; left--) {
      const time = (span + random.uniform(cell + left)) * mean;
      if (time > after && time <= first) first = time;
    }
    if (first < NEVER || mean * span === NEVER) return first;
  }
}

/** The quantile function of the Poisson distribution of mean 1. */
function poissonOfOne(p: number): number {
  let events = 0;
  let share = Math.exp(-1);
  for (let sum = share; sum < p && share > 0; sum += share) share /= ++events;
  return events;
}
