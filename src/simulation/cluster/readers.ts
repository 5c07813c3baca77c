import { grown } from '../columns';
import { Herd } from './herd';
import type { Rates } from './links';
import type { Traffic } from './traffic';

export interface ReadersListener {
  /** MB/s of a read at the most, when there are so many in all and so many on its VM; the more, the less. */
  readPace(readers: number, onVm: number): number;
  readDone(flow: number, now: number): void;
  /** `wake` is to be called at this time. */
  readersDue(time: number): void;
}

/**
 * VMs that read the registry directly. They share its bandwidth evenly, and the more there are, the slower each request is answered, so each reads at
 * its pace at the most. A VM that reads for several functions at once divides what it takes in among them.
 */
export class RegistryReaders {
  #due = Number.NaN;
  /** By number of reads on one VM, which decides their share of what it takes in: those flows. */
  readonly herds: Herd[] = [];
  /** By VM: how many flows it reads. */
  readonly readsOn: Int32Array;
  readonly #flowsOn = new Map<number, Set<number>>();
  #readers = 0;
  /** By flow: MB it asked for. */
  #size = new Float64Array(64);

  constructor(
    vms: number,
    private readonly rates: Rates,
    private readonly listener: ReadersListener,
    private readonly traffic: Traffic,
  ) {
    this.readsOn = new Int32Array(vms);
  }

  has(flow: number): boolean {
    return this.herds.some((herd) => herd.has(flow));
  }

  begin(flow: number, vm: number, megabytes: number, now: number): void {
    this.#settle(now);
    this.#crowd(vm, 1, now);
    const flows = this.#flowsOn.get(vm);
    if (flows) flows.add(flow);
    else this.#flowsOn.set(vm, new Set([flow]));
    this.#herd(this.readsOn[vm], now).add(flow, megabytes);
    if (flow >= this.#size.length) this.#size = grown(this.#size, flow + 1);
    this.#size[flow] = megabytes;
    this.#readers++;
    this.traffic.pulled(now);
    this.#share(now);
  }

  stop(flow: number, vm: number, now: number): void {
    this.#settle(now);
    this.#leave(flow, vm, now);
    this.#share(now);
  }

  /** To be called at the time told to `readersDue`; `vmOf` tells the VM of each flow. */
  wake(now: number, vmOf: Int32Array): void {
    if (this.#due !== now) return;
    this.#due = Number.NaN;
    this.#settle(now);
    const done: number[] = [];
    for (const herd of this.herds) {
      while (herd.nextTime <= now + 1e-9) {
        const flow = herd.next;
        this.#leave(flow, vmOf[flow], now);
        done.push(flow);
      }
    }
    this.#share(now);
    for (const flow of done) this.listener.readDone(flow, now);
  }

  #leave(flow: number, vm: number, now: number): void {
    const left = this.#herd(this.readsOn[vm], now).remove(flow);
    this.traffic.brought(flow, this.#size[flow] - left);
    const flows = this.#flowsOn.get(vm)!;
    flows.delete(flow);
    if (flows.size === 0) this.#flowsOn.delete(vm);
    this.#readers--;
    this.#crowd(vm, -1, now);
  }

  /** The VM's reads move to the herd of their new number. */
  #crowd(vm: number, change: number, now: number): void {
    const before = this.readsOn[vm];
    this.readsOn[vm] = before + change;
    for (const flow of this.#flowsOn.get(vm) ?? []) {
      const left = this.#herd(before, now).remove(flow);
      this.#herd(before + change, now).add(flow, left);
    }
  }

  #herd(reads: number, now: number): Herd {
    while (this.herds.length < reads) this.herds.push(new Herd(now));
    return this.herds[reads - 1];
  }

  #settle(now: number): void {
    const { watchedVm } = this.traffic;
    const watched = watchedVm >= 0 && watchedVm < this.readsOn.length ? this.readsOn[watchedVm] : 0;
    let from = now;
    let total = 0;
    let peak = 0;
    let watchedRate = 0;
    for (let reads = 1; reads <= this.herds.length; reads++) {
      const herd = this.herds[reads - 1];
      // One that is new has brought nothing; the others were settled together before.
      const { amount, since } = herd.settle(now);
      if (amount === 0) continue;
      from = since;
      total += amount;
      peak = Math.max(peak, reads * herd.rate);
      if (reads === watched) watchedRate = reads * herd.rate;
    }
    if (total > 0) this.traffic.read(from, now, total, peak, watchedRate);
  }

  /** Max–min: herds in order of their ceiling, the most crowded VMs first; what one cannot use is left to the next. */
  #share(now: number): void {
    const all = this.#readers;
    let capacity = this.rates.registryMBps;
    let readers = all;
    let due = Number.POSITIVE_INFINITY;
    for (let reads = this.herds.length; reads >= 1; reads--) {
      const herd = this.herds[reads - 1];
      if (herd.size === 0) continue;
      herd.rate = Math.min(this.listener.readPace(all, reads), this.rates.intakeMBps / reads, capacity / readers);
      capacity -= herd.rate * herd.size;
      readers -= herd.size;
      due = Math.min(due, herd.nextTime);
    }
    if (due === Number.POSITIVE_INFINITY || due === this.#due) return;
    this.#due = Math.max(due, now);
    this.listener.readersDue(this.#due);
  }
}
