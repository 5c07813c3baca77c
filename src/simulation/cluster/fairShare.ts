import { grown } from '../columns';
import { FullLinks } from './fullLinks';

const NONE = -1;
const NOBODY: readonly number[] = [];
/** Links of one flow: the source's NIC outwards (or the registry), and the receiver's NIC inwards. */
const LINKS = 2;
/** Rates this close together, relatively, are the same. */
const EQUAL = 1e-12;

/**
 * Links and the flows on them. Shares the links' capacities max–min fairly among flows, by filling: all rates rise together, and a flow stays
 * where it is once one of its links is full or its own ceiling is reached (Bertsekas and Gallager, Data Networks, §6.5.2).
 */
export class FairShare {
  readonly #capacity: Float64Array;
  /** Sum of the caps of the flows on each link: while it fits, the link holds nobody back. */
  readonly #demand: Float64Array;
  readonly #first: Int32Array;
  /** The claiming in which all flows of each link were claimed last, and the one under way. */
  readonly #claimedIn: Float64Array;
  #claiming = 0;
  readonly #registry: number;

  /** By flow and link slot. */
  #link = new Int32Array(LINKS * 64);
  #next = new Int32Array(LINKS * 64);
  #previous = new Int32Array(LINKS * 64);
  #cap = new Float64Array(64);
  #rate = new Float64Array(64);
  #claimed = new Uint8Array(64);

  /** By flow, only while filling. */
  #ceiling = new Float64Array(64);
  #risen = new Uint8Array(64);

  /** By link, only while filling. */
  readonly #left: Float64Array;
  readonly #rising: Int32Array;
  readonly #full: FullLinks;
  readonly #links: number[] = [];

  constructor(vms: number, nicMBps: number, registryMBps: number) {
    this.#registry = 2 * vms;
    const links = 2 * vms + 1;
    this.#capacity = new Float64Array(links).fill(nicMBps);
    this.#capacity[this.#registry] = registryMBps;
    this.#demand = new Float64Array(links);
    this.#first = new Int32Array(links).fill(NONE);
    this.#claimedIn = new Float64Array(links);
    this.#left = new Float64Array(links);
    this.#rising = new Int32Array(links);
    this.#full = new FullLinks(this.#left, this.#rising);
  }

  reserve(flow: number): void {
    if (flow < this.#cap.length) return;
    this.#link = grown(this.#link, LINKS * (flow + 1));
    this.#next = grown(this.#next, this.#link.length);
    this.#previous = grown(this.#previous, this.#link.length);
    this.#cap = grown(this.#cap, flow + 1);
    this.#rate = grown(this.#rate, flow + 1);
    this.#claimed = grown(this.#claimed, flow + 1);
    this.#ceiling = grown(this.#ceiling, flow + 1);
    this.#risen = grown(this.#risen, flow + 1);
  }

  /** `source` is a VM, or -1 for the registry. */
  add(flow: number, source: number, vm: number, cap: number): void {
    this.#cap[flow] = cap;
    this.#attach(LINKS * flow, source < 0 ? this.#registry : 2 * source + 1, cap);
    this.#attach(LINKS * flow + 1, 2 * vm, cap);
  }

  remove(flow: number): void {
    this.#detach(LINKS * flow, this.#cap[flow]);
    this.#detach(LINKS * flow + 1, this.#cap[flow]);
  }

  /** Leaves the links of one source for those of another. */
  move(flow: number, source: number, vm: number): void {
    this.remove(flow);
    this.add(flow, source, vm, this.#cap[flow]);
  }

  /** Sets both directions of a VM's NIC; returns the flows on it. */
  setCapacity(vm: number, nicMBps: number): number[] {
    this.#capacity[2 * vm] = nicMBps;
    this.#capacity[2 * vm + 1] = nicMBps;
    return [...this.#flowsOn(2 * vm), ...this.#flowsOn(2 * vm + 1)];
  }

  flowsFrom(vm: number): number[] {
    return this.#flowsOn(2 * vm + 1);
  }

  receiverOf(flow: number): number {
    return this.#link[LINKS * flow + 1] / 2;
  }

  #flowsOn(link: number): number[] {
    const flows: number[] = [];
    for (let slot = this.#first[link]; slot !== NONE; slot = this.#next[slot]) flows.push((slot / LINKS) | 0);
    return flows;
  }

  capOf(flow: number): number {
    return this.#cap[flow];
  }

  rateOf(flow: number): number {
    return this.#rate[flow];
  }

  isClaimed(flow: number): boolean {
    return this.#claimed[flow] === 1;
  }

  release(flow: number): void {
    this.#claimed[flow] = 0;
  }

  claim(flow: number, into: number[]): void {
    if (this.#claimed[flow] === 1) return;
    this.#claimed[flow] = 1;
    into.push(flow);
  }

  /** Claims are made anew from here on. */
  startClaiming(): void {
    this.#claiming++;
  }

  /** Claims all that share a saturated link with `flow`. Each link is gone through once, however many of its flows ask. */
  claimNeighbours(flow: number, into: number[]): void {
    for (let slot = LINKS * flow; slot < LINKS * (flow + 1); slot++) {
      const link = this.#link[slot];
      if (this.#claimedIn[link] === this.#claiming || !this.#saturated(link)) continue;
      this.#claimedIn[link] = this.#claiming;
      for (let at = this.#first[link]; at !== NONE; at = this.#next[at]) this.claim((at / LINKS) | 0, into);
    }
  }

  /** Whether no link of the flow is saturated. */
  isUnhindered(flow: number): boolean {
    return !this.#saturated(this.#link[LINKS * flow]) && !this.#saturated(this.#link[LINKS * flow + 1]);
  }

  /** The other flows on its saturated links: those whom it leaves something when it goes. */
  neighbours(flow: number): readonly number[] {
    if (this.isUnhindered(flow)) return NOBODY;
    const found: number[] = [];
    for (let slot = LINKS * flow; slot < LINKS * (flow + 1); slot++) {
      const link = this.#link[slot];
      if (!this.#saturated(link)) continue;
      for (let at = this.#first[link]; at !== NONE; at = this.#next[at]) {
        if (at !== slot) found.push((at / LINKS) | 0);
      }
    }
    return found;
  }

  /**
   * Sets the rates of the claimed flows, which must be closed under sharing a saturated link. `ceiling` bounds a flow;
   * `frozen` names the flows that cannot rise above one that has come to rest.
   */
  fill(
    flows: readonly number[],
    ceiling: (flow: number) => number,
    frozen: (flow: number, alsoFrozen: (fed: number) => void) => void,
  ): void {
    const full = this.#prepare(flows);
    for (const flow of flows) {
      this.#ceiling[flow] = ceiling(flow);
      this.#risen[flow] = 0;
    }
    const byCeiling = flows.length === 1 ? flows : [...flows].sort((a, b) => this.#ceiling[a] - this.#ceiling[b]);
    let level = 0;
    // Trees may be chains of any length, so this is no recursion.
    const stopped: number[] = [];
    const stop = (flow: number): void => {
      if (this.#risen[flow] === 1) return;
      this.#risen[flow] = 1;
      this.#rate[flow] = level;
      for (let slot = LINKS * flow; slot < LINKS * (flow + 1); slot++) {
        this.#left[this.#link[slot]] -= level;
        this.#rising[this.#link[slot]]--;
      }
      stopped.push(flow);
    };
    const freeze = (flow: number): void => {
      stop(flow);
      while (stopped.length > 0) frozen(stopped.pop()!, stop);
    };
    const fill = (link: number): void => {
      if (this.#rising[link] === 0 || this.#left[link] > level * this.#rising[link] * (1 + EQUAL)) return;
      for (let at = this.#first[link]; at !== NONE; at = this.#next[at]) freeze((at / LINKS) | 0);
    };
    for (let next = 0; next < byCeiling.length; ) {
      if (this.#risen[byCeiling[next]] === 1) {
        next++;
        continue;
      }
      level = full.levelUpTo(this.#ceiling[byCeiling[next]]);
      for (let at = next; at < byCeiling.length && this.#ceiling[byCeiling[at]] <= level * (1 + EQUAL); at++) {
        freeze(byCeiling[at]);
      }
      full.visitNearest(fill);
    }
  }

  /** The links that may hold one of the flows back, with their capacity left and the flows that share it. */
  #prepare(flows: readonly number[]): FullLinks {
    const links = this.#links;
    links.length = 0;
    const full = this.#full;
    full.clear();
    for (const flow of flows) {
      for (let slot = LINKS * flow; slot < LINKS * (flow + 1); slot++) this.#rising[this.#link[slot]] = 0;
    }
    for (const flow of flows) {
      for (let slot = LINKS * flow; slot < LINKS * (flow + 1); slot++) {
        const link = this.#link[slot];
        if (this.#rising[link]++ > 0) continue;
        this.#left[link] = this.#capacity[link];
        if (this.#saturated(link)) links.push(link);
      }
    }
    for (const link of links) full.add(link);
    return full;
  }

  #saturated(link: number): boolean {
    return this.#demand[link] > this.#capacity[link] * (1 + 1e-9);
  }

  #attach(slot: number, link: number, cap: number): void {
    const first = this.#first[link];
    this.#link[slot] = link;
    this.#next[slot] = first;
    this.#previous[slot] = NONE;
    if (first !== NONE) this.#previous[first] = slot;
    this.#first[link] = slot;
    this.#demand[link] += cap;
  }

  #detach(slot: number, cap: number): void {
    const link = this.#link[slot];
    const next = this.#next[slot];
    const previous = this.#previous[slot];
    if (next !== NONE) this.#previous[next] = previous;
    if (previous !== NONE) this.#next[previous] = next;
    else this.#first[link] = next;
    this.#demand[link] = this.#first[link] === NONE ? 0 : this.#demand[link] - cap;
  }
}
