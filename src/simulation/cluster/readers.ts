import type { Timeline } from '../results/timeline';
import { Herd } from './herd';

export interface ReadersListener {
  readDone(flow: number, now: number): void;
  /** `wake` is to be called at this time. */
  readersDue(time: number): void;
}

/**
 * VMs that read the registry directly. They share its bandwidth evenly, and the more there are, the slower each request is answered, so each reads at
 * `pace(readers)` MB/s at the most. A VM that reads for several functions at once divides its NIC among them.
 */
export class RegistryReaders {
  /** MB read so far. */
  totalMB = 0;
  /** VMs that are at the registry for something other than blocks, and keep it as busy as a reader does. */
  #others = 0;
  #due = Number.NaN;
  /** By number of reads on one VM, which decides their share of its NIC: those flows. */
  readonly #herds: Herd[] = [];
  readonly #readsOn: Int32Array;
  readonly #flowsOn = new Map<number, Set<number>>();
  #readers = 0;

  constructor(
    vms: number,
    private readonly nicMBps: number,
    private readonly registryMBps: number,
    private readonly pace: (readers: number) => number,
    private readonly listener: ReadersListener,
    private readonly traffic: Timeline,
  ) {
    this.#readsOn = new Int32Array(vms);
  }

  begin(flow: number, vm: number, megabytes: number, now: number): void {
    this.#settle(now);
    this.#crowd(vm, 1);
    const flows = this.#flowsOn.get(vm);
    if (flows) flows.add(flow);
    else this.#flowsOn.set(vm, new Set([flow]));
    this.#herd(this.#readsOn[vm]).add(flow, megabytes);
    this.#readers++;
    this.#share(now);
  }

  stop(flow: number, vm: number, now: number): void {
    this.#settle(now);
    this.#leave(flow, vm);
    this.#share(now);
  }

  /** So many more VMs (or fewer) are at the registry for something other than blocks. */
  addOthers(count: number, now: number): void {
    this.#settle(now);
    this.#others += count;
    this.#share(now);
  }

  /** To be called at the time told to `readersDue`; `vmOf` tells where a flow goes. */
  wake(now: number, vmOf: (flow: number) => number): void {
    if (this.#due !== now) return;
    this.#due = Number.NaN;
    this.#settle(now);
    const done: number[] = [];
    for (const herd of this.#herds) {
      while (herd.nextTime <= now + 1e-9) {
        const flow = herd.next;
        this.#leave(flow, vmOf(flow));
        done.push(flow);
      }
    }
    this.#share(now);
    for (const flow of done) this.listener.readDone(flow, now);
  }

  #leave(flow: number, vm: number): void {
    this.#herd(this.#readsOn[vm]).remove(flow);
    const flows = this.#flowsOn.get(vm)!;
    flows.delete(flow);
    if (flows.size === 0) this.#flowsOn.delete(vm);
    this.#readers--;
    this.#crowd(vm, -1);
  }

  /** The VM's reads move to the herd of their new number. */
  #crowd(vm: number, change: number): void {
    const before = this.#readsOn[vm];
    this.#readsOn[vm] = before + change;
    for (const flow of this.#flowsOn.get(vm) ?? []) {
      const left = this.#herd(before).remove(flow);
      this.#herd(before + change).add(flow, left);
    }
  }

  #herd(reads: number): Herd {
    while (this.#herds.length < reads) this.#herds.push(new Herd());
    return this.#herds[reads - 1];
  }

  #settle(now: number): void {
    for (const herd of this.#herds) {
      const { amount, since } = herd.settle(now);
      if (amount === 0) continue;
      this.totalMB += amount;
      this.traffic.add(since, now, amount);
    }
  }

  /** Max–min: herds in order of their ceiling, the most crowded VMs first; what one cannot use is left to the next. */
  #share(now: number): void {
    const pace = this.pace(Math.max(1, this.#readers + this.#others));
    let capacity = this.registryMBps;
    let readers = this.#readers;
    let due = Number.POSITIVE_INFINITY;
    for (let reads = this.#herds.length; reads >= 1; reads--) {
      const herd = this.#herds[reads - 1];
      if (herd.size === 0) continue;
      herd.rate = Math.min(pace, this.nicMBps / reads, capacity / readers);
      capacity -= herd.rate * herd.size;
      readers -= herd.size;
      due = Math.min(due, herd.nextTime);
    }
    if (due === Number.POSITIVE_INFINITY || due === this.#due) return;
    this.#due = Math.max(due, now);
    this.listener.readersDue(this.#due);
  }
}
