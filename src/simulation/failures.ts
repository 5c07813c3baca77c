import { ParameterError } from './parameters';
import type { Luck } from './random';
import type { Parameters, VmFailure } from './types';

const MOST_FAILURES = 10_000;

/** Throws a ParameterError for failures that cannot be: of VMs that there are not, or at no time. */
export function requireFailures(failures: readonly VmFailure[], { vms }: Parameters): void {
  const refuse = (what: string, advice: string): never => {
    throw new ParameterError(what, 'failures', advice);
  };
  if (failures.length > MOST_FAILURES) {
    refuse(`${failures.length} VMs are to fail.`, `At most ${MOST_FAILURES} failures can be listed.`);
  }
  for (const { vm, time } of failures) {
    if (!Number.isInteger(vm) || vm < 0 || vm >= vms) {
      refuse(`VM ${vm} is to fail; there is none.`, `The ${vms} VMs are numbered from 0 to ${vms - 1}.`);
    }
    if (!(time >= 0 && Number.isFinite(time))) {
      refuse(`VM ${vm} is to fail at ${time} s.`, 'Times are seconds since the start of the run, 0 or more.');
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
