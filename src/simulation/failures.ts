import { isWithin, rangeText } from '../numeric';
import { LIMITS } from './limits';
import { ParameterError } from './parameters';
import type { Luck } from './random';
import type { Parameters, VmFailure } from './types';

/** Starts that a run may lose with their VMs, for each that it has to get done, and besides, which is for runs of a few. */
const MOST_LOST_PER_START = 20;
const MOST_LOST_BESIDES = 1000;

/** Throws a ParameterError for failures that cannot be: of VMs that there are not, or at no time. */
export function requireFailures(failures: readonly VmFailure[], { vms }: Parameters): void {
  const refuse = (what: string, advice: string): never => {
    throw new ParameterError(what, 'failures', advice);
  };
  if (failures.length > LIMITS.failures.max) {
    refuse(`${failures.length} failures are listed.`, `At most ${LIMITS.failures.max} failures can be listed.`);
  }
  for (const { vm, time } of failures) {
    if (!Number.isInteger(vm) || vm < 0 || vm >= vms) {
      refuse(`There is no VM ${vm}.`, `The ${vms} VMs are numbered from 0 to ${vms - 1}.`);
    }
    if (!isWithin(time, LIMITS.failureSeconds)) {
      const range = rangeText(LIMITS.failureSeconds);
      refuse(`VM ${vm} can't fail at ${time} s.`, `A time is seconds since the start of the run: ${range}.`);
    }
  }
}

/** Reads `VM@SECONDS`, such as `12@3.5`. Throws a ParameterError for anything else. */
export function parseFailure(text: string): VmFailure {
  const [, vm, time] = /^(\d{1,9})@(\d{1,9}(?:\.\d{1,9})?)$/.exec(text.trim()) ?? [];
  if (vm !== undefined) return { vm: Number(vm), time: Number(time) };
  throw new ParameterError(
    `"${text.slice(0, 80)}" is no failure of a VM.`,
    'failures',
    'Write VM@SECONDS, such as 12@3.5: VM 12 fails after 3.5 s.',
  );
}

/** VMs that fail: those listed, and others at a rate. Drawn over the whole pool, so that which VMs fail when is the same for every system. */
export class Failures {
  /** When a VM fails next; Infinity for never. */
  nextTime = Number.POSITIVE_INFINITY;
  #next: VmFailure = { time: Number.POSITIVE_INFINITY, vm: 0 };
  #drawn = 0;
  #drawnTime = 0;
  #listed = 0;
  readonly #list: readonly VmFailure[];

  constructor(
    list: readonly VmFailure[],
    private readonly parameters: Parameters,
    private readonly luck: Luck,
  ) {
    this.#list = [...list].sort((a, b) => a.time - b.time);
    this.#draw();
    this.#plan();
  }

  /** The VM that fails at `nextTime`. */
  take(): number {
    const listed = this.#list[this.#listed];
    const isListed = this.#listed < this.#list.length && listed.time <= this.#next.time;
    const { vm } = isListed ? listed : this.#next;
    if (isListed) this.#listed++;
    else this.#draw();
    this.#plan();
    return vm;
  }

  /** The scheduler asks every VM at fixed intervals whether it is there: the moment at which it notices a failure of now. */
  noticedAt(now: number): number {
    const { pingSeconds } = this.parameters;
    return (Math.floor(now / pingSeconds) + 1) * pingSeconds;
  }

  /**
   * Throws a ParameterError once a run of so many cold starts has lost so many with their VMs, before they were done, that it would hardly ever end: where
   * one try in n succeeds, a cold start is lost n - 1 times on average. A run of any size ends therefore. Failures that are listed end by themselves.
   */
  requireProgress(lost: number, starts: number, now: number): void {
    const { failuresPerVmHour, nicMBps, registryMBps } = this.parameters;
    if (failuresPerVmHour === 0 || lost <= MOST_LOST_BESIDES + MOST_LOST_PER_START * starts) return;
    throw new ParameterError(
      `VMs fail faster than images reach them: after ${Math.round(now)} simulated seconds, ${lost} starts were lost with their VMs, of a run of ${starts}. ` +
        `There are ${failuresPerVmHour} failures an hour on each VM (failuresPerVmHour), NICs of ${nicMBps} MB/s (nicMBps) and a registry of ${registryMBps} MB/s (registryMBps).`,
      'failuresPerVmHour',
      'Let VMs fail less often, or give them more bandwidth.',
    );
  }

  #plan(): void {
    const listed = this.#listed < this.#list.length ? this.#list[this.#listed].time : Number.POSITIVE_INFINITY;
    this.nextTime = Math.min(this.#next.time, listed);
  }

  #draw(): void {
    const { failuresPerVmHour, vms } = this.parameters;
    if (failuresPerVmHour === 0) return;
    const index = this.#drawn++;
    this.#drawnTime += this.luck.exponential(3600 / (failuresPerVmHour * vms), index);
    this.#next = { time: this.#drawnTime, vm: Math.floor(this.luck.uniform(index) * vms) };
  }
}
