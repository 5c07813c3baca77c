import { grown } from '../columns';
import { EqualRateGroup } from './equalRateGroup';
import type { Rates } from './links';
import { REGISTRY } from './network';
import type { Traffic } from './traffic';

/** Follows rates of reads, which `Traffic` gets summed up. */
export interface ReadsObserver {
  /** From now on, the read is one of a group with the same rate, of which it brings `density` times as much. */
  joined(flow: number, onVm: number, density: number, now: number): void;
  left(flow: number, now: number): void;
  /** From now on, reads with `onVm` on their VM have this rate, MB/s. It is the least of what limits it. */
  rated(onVm: number, readers: number, rate: number, pace: number, intake: number, now: number): void;
}

export interface ReadersListener {
  /** The most MB/s of one read, with `readers` reads in all and `onVm` on its VM. Must not grow with either. */
  readPace(readers: number, onVm: number): number;
  readDone(flow: number, now: number): void;
  /** Requests a call of `wake` at this time. */
  readersDue(time: number): void;
}

/**
 * VMs that read the registry directly. They share its bandwidth evenly, and the more there are, the slower each request
 * is answered. A VM that reads for several functions at once divides its intake among them.
 */
export class RegistryReaders {
  #due = Number.NaN;
  /** `groups[n - 1]`: the flows of VMs with n reads each, which all get the same share of their VM's intake. */
  readonly groups: EqualRateGroup[] = [];
  /** By VM: how many flows it reads. */
  readonly readsOn: Int32Array;
  readonly #flowsOn = new Map<number, Set<number>>();
  #readers = 0;
  /** By flow: MB that it reads. */
  #size = new Float64Array(64);
  /** By flow: MB for each MB that it would read in the same time at the group's rate. */
  #density = new Float64Array(64);
  /** By group: the sum over its flows. */
  readonly densities: number[] = [];
  /** The highest density so far, and 1. */
  #densest = 1;

  constructor(
    vms: number,
    private readonly rates: Rates,
    private readonly listener: ReadersListener,
    private readonly traffic: Traffic,
    private readonly observer: ReadsObserver | null = null,
  ) {
    this.readsOn = new Int32Array(vms);
  }

  has(flow: number): boolean {
    return this.groups.some((group) => group.has(flow));
  }

  /** @param work MB that the common rate would bring in the same time: more than `megabytes` for a slow read */
  begin(flow: number, vm: number, megabytes: number, now: number, work = megabytes): void {
    this.#settle(now);
    this.#regroup(vm, 1, now);
    const flows = this.#flowsOn.get(vm);
    if (flows) flows.add(flow);
    else this.#flowsOn.set(vm, new Set([flow]));
    if (flow >= this.#size.length) {
      this.#size = grown(this.#size, flow + 1);
      this.#density = grown(this.#density, flow + 1);
    }
    this.#size[flow] = megabytes;
    this.#density[flow] = this.#densityOf(megabytes, work);
    this.#densest = Math.max(this.#densest, this.#density[flow]);
    this.#add(flow, this.readsOn[vm], megabytes / this.#density[flow], now);
    this.#readers++;
    this.traffic.began(flow, REGISTRY, megabytes, now);
    this.#share(now);
  }

  stop(flow: number, vm: number, now: number): void {
    this.#settle(now);
    this.#leave(flow, vm, now);
    this.#share(now);
  }

  /** Call at the time given to `readersDue`. @param vmOf the VM of each flow */
  wake(now: number, vmOf: Int32Array): void {
    if (this.#due !== now) return;
    this.#due = Number.NaN;
    this.#settle(now);
    const done: number[] = [];
    for (const group of this.groups) {
      while (group.nextTime <= now + 1e-9) {
        const flow = group.next;
        this.#leave(flow, vmOf[flow], now);
        done.push(flow);
      }
    }
    this.#share(now);
    for (const flow of done) this.listener.readDone(flow, now);
  }

  #leave(flow: number, vm: number, now: number): void {
    const left = this.#remove(flow, this.readsOn[vm], now) * this.#density[flow];
    this.observer?.left(flow, now);
    this.traffic.brought(flow, this.#size[flow] - left);
    const flows = this.#flowsOn.get(vm)!;
    flows.delete(flow);
    if (flows.size === 0) this.#flowsOn.delete(vm);
    this.#readers--;
    this.#regroup(vm, -1, now);
  }

  /** Moves the VM's reads to the group of their new number. */
  #regroup(vm: number, change: number, now: number): void {
    const before = this.readsOn[vm];
    this.readsOn[vm] = before + change;
    for (const flow of this.#flowsOn.get(vm) ?? []) {
      this.#add(flow, before + change, this.#remove(flow, before, now), now);
    }
  }

  /** At most so much that a VM with two reads can bring their bytes through its NIC. */
  #densityOf(megabytes: number, work: number): number {
    if (work >= megabytes) return work === megabytes ? 1 : megabytes / work;
    const pace = Math.min(this.rates.intakeMBps, 2 * this.listener.readPace(1, 1));
    return Math.min(megabytes / work, Math.max(1, this.rates.nicMBps / pace));
  }

  #add(flow: number, reads: number, work: number, now: number): void {
    this.#groupOf(reads, now).add(flow, work);
    this.densities[reads - 1] += this.#density[flow];
    this.observer?.joined(flow, reads, this.#density[flow], now);
  }

  /** Returns the work that was left. */
  #remove(flow: number, reads: number, now: number): number {
    const group = this.#groupOf(reads, now);
    const left = group.remove(flow);
    this.densities[reads - 1] = group.size > 0 ? this.densities[reads - 1] - this.#density[flow] : 0;
    return left;
  }

  #groupOf(reads: number, now: number): EqualRateGroup {
    while (this.groups.length < reads) {
      this.groups.push(new EqualRateGroup(now));
      this.densities.push(0);
    }
    return this.groups[reads - 1];
  }

  #settle(now: number): void {
    const { watchedVm } = this.traffic;
    const watched = watchedVm >= 0 && watchedVm < this.readsOn.length ? this.readsOn[watchedVm] : 0;
    let from = now;
    let total = 0;
    let peak = 0;
    let watchedRate = 0;
    for (let reads = 1; reads <= this.groups.length; reads++) {
      const group = this.groups[reads - 1];
      // A new group has delivered nothing; the others were settled together.
      const { amount, since } = group.settle(now);
      if (amount === 0) continue;
      // 1 exactly where no read is slow or fast.
      const density = this.densities[reads - 1] / group.size;
      from = since;
      total += amount * density;
      peak = Math.max(peak, reads * group.rate * density);
      if (reads === watched) watchedRate = reads * group.rate * density;
    }
    if (total > 0) this.traffic.read(from, now, total, peak, watchedRate);
  }

  /**
   * Max–min fair, as long as no read is slow or fast: groups by ascending ceiling, so those of the most reads a VM
   * first; the next share what one cannot use.
   */
  #share(now: number): void {
    const all = this.#readers;
    let capacity = this.rates.registryMBps;
    let densities = this.densities.reduce((sum, density) => sum + density, 0);
    let due = Number.POSITIVE_INFINITY;
    for (let reads = this.groups.length; reads >= 1; reads--) {
      const group = this.groups[reads - 1];
      if (group.size === 0) continue;
      const { intakeMBps, nicMBps } = this.rates;
      const intake = Math.min(intakeMBps, nicMBps / this.#densest) / reads;
      const pace = this.listener.readPace(all, reads);
      group.rate = Math.min(pace, intake, capacity / densities);
      this.observer?.rated(reads, all, group.rate, pace, intake, now);
      capacity -= group.rate * this.densities[reads - 1];
      densities -= this.densities[reads - 1];
      due = Math.min(due, group.nextTime);
    }
    if (due === Number.POSITIVE_INFINITY || due === this.#due) return;
    this.#due = Math.max(due, now);
    this.listener.readersDue(this.#due);
  }
}
