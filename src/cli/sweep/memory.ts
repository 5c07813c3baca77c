import type { Run } from '../../simulation';
import type { Arguments, OptionSpecs } from '../command';

/** How much memory units that are simulated at once may take. */
export const MEMORY_OPTION = {
  memory: {
    value: 'MB',
    help: 'memory of the units that are simulated at once (default 2,000); a larger unit runs alone',
  },
} as const satisfies OptionSpecs;

/** Much less than most machines have, and enough for any unit of 1,000,000 containers. */
const LIMIT = { min: 1, max: 10_000_000, integer: true, unit: 'MB', defaultValue: 2000 } as const;

/** Throws `UsageError` for an amount out of range. */
export function memoryMB(given: Arguments<typeof MEMORY_OPTION>): number {
  return given.limited('memory', LIMIT) ?? LIMIT.defaultValue;
}

/** Bursts of 1,000,000 took 130 to 145 each: workload, run and result of faasnet, dadi-p2p, kraken and baseline. */
const BYTES_PER_CONTAINER = 160;
/** A pool of 1,000,000 took 72 each. */
const BYTES_PER_VM = 100;

/** What simulating a run takes at most, MB, beside the thread that does it. */
export function megabytesOf({ workload, parameters }: Run): number {
  return (workload.arrival.length * BYTES_PER_CONTAINER + parameters.vms * BYTES_PER_VM) / 1e6;
}

/** Lets work begin while all that goes on takes no more than a budget. What is larger than the budget goes on alone. */
export class Budget {
  #used = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly most: number) {}

  async spend<T>(amount: number, work: () => Promise<T>): Promise<T> {
    while (this.#used > 0 && this.#used + amount > this.most)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#used += amount;
    try {
      return await work();
    } finally {
      this.#used -= amount;
      for (const resume of this.#waiting.splice(0)) resume();
    }
  }
}
