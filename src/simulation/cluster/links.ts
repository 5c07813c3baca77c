import { grown } from '../columns';

const NONE = -1;
/**
 * Links of one flow: the source's NIC outwards (or the registry), and the receiver's NIC inwards. Its slots are
 * `LINKS * flow` and the next.
 */
export const LINKS = 2;

/** Capacities of links, MB/s. */
export interface Rates {
  /** A VM's NIC, each way. */
  readonly nicMBps: number;
  /** The most that a VM takes in: as much as its NIC, or less. */
  readonly intakeMBps: number;
  readonly registryMBps: number;
}

/** Links and the flows on them: into and out of each VM, and the registry's bandwidth. MB/s. */
export class Links {
  /** By link. */
  readonly capacity: Float64Array;
  /** By link: the first slot of a flow on it, or -1; `next` continues the list. */
  readonly first: Int32Array;
  /** By link: how many flows it holds back, and at which rate. No flow on such a link is faster. */
  readonly held: Int32Array;
  readonly level: Float64Array;
  /** By slot. */
  link = new Int32Array(LINKS * 64);
  next = new Int32Array(LINKS * 64);
  /** By flow. */
  cap = new Float64Array(64);
  rate = new Float64Array(64);
  /** By flow: the full link that holds it back; -1 where its cap or its feeder limits it. */
  heldBy = new Int32Array(64).fill(NONE);
  /** Called when another link, or none, holds the flow back from now on; its rate may stay the same. */
  onHeldBack: ((flow: number) => void) | null = null;
  /** Links that hold flows back and that a flow has left since this list was last emptied. */
  readonly left: number[] = [];

  /** By link: sum of the caps of its flows. While that is within its capacity, the link holds no flow back. */
  readonly #demand: Float64Array;
  /** By saturated link: sum of the rates on it, and its rounding error (Neumaier's compensated sum). */
  readonly #used: Float64Array;
  readonly #lost: Float64Array;
  #previous = new Int32Array(LINKS * 64);
  readonly #registry: number;

  constructor(vms: number, rates: Rates) {
    this.#registry = 2 * vms;
    const links = 2 * vms + 1;
    this.capacity = new Float64Array(links);
    for (let vm = 0; vm < vms; vm++) {
      this.capacity[2 * vm] = rates.intakeMBps;
      this.capacity[2 * vm + 1] = rates.nicMBps;
    }
    this.capacity[this.#registry] = rates.registryMBps;
    this.first = new Int32Array(links).fill(NONE);
    this.held = new Int32Array(links);
    this.level = new Float64Array(links);
    this.#demand = new Float64Array(links);
    this.#used = new Float64Array(links);
    this.#lost = new Float64Array(links);
  }

  reserve(flow: number): void {
    const before = this.cap.length;
    if (flow < before) return;
    this.link = grown(this.link, LINKS * (flow + 1));
    this.next = grown(this.next, this.link.length);
    this.#previous = grown(this.#previous, this.link.length);
    this.cap = grown(this.cap, flow + 1);
    this.rate = grown(this.rate, flow + 1);
    this.heldBy = grown(this.heldBy, flow + 1).fill(NONE, before);
  }

  /** `source` is a VM, or -1 for the registry. The flow has no rate yet. */
  add(flow: number, source: number, vm: number, cap: number): void {
    this.cap[flow] = cap;
    this.#attach(LINKS * flow, source < 0 ? this.#registry : 2 * source + 1, cap);
    this.#attach(LINKS * flow + 1, 2 * vm, cap);
  }

  remove(flow: number): void {
    this.setRate(flow, 0);
    this.holdBack(flow, NONE);
    this.#detach(LINKS * flow, this.cap[flow]);
    this.#detach(LINKS * flow + 1, this.cap[flow]);
  }

  /** The flow moves to the links of another source. */
  move(flow: number, source: number, vm: number): void {
    this.remove(flow);
    this.add(flow, source, vm, this.cap[flow]);
  }

  /** Sets the capacity of a VM's NIC each way; returns the flows on it. */
  setCapacity(vm: number, inMBps: number, outMBps: number): number[] {
    const flows: number[] = [];
    this.capacity[2 * vm] = inMBps;
    this.capacity[2 * vm + 1] = outMBps;
    for (let link = 2 * vm; link < 2 * vm + 2; link++) {
      this.#recount(link);
      this.#listFlows(link, flows);
    }
    return flows;
  }

  /** Flows whose source is this VM. */
  flowsFrom(vm: number): number[] {
    const flows: number[] = [];
    this.#listFlows(2 * vm + 1, flows);
    return flows;
  }

  receiverOf(flow: number): number {
    return this.link[LINKS * flow + 1] / 2;
  }

  setRate(flow: number, rate: number): void {
    const change = rate - this.rate[flow];
    if (change === 0) return;
    this.rate[flow] = rate;
    const source = this.link[LINKS * flow];
    if (this.isSaturated(source)) this.#use(source, change);
    const receiver = this.link[LINKS * flow + 1];
    if (this.isSaturated(receiver)) this.#use(receiver, change);
  }

  /** @param link the link that holds the flow back; -1 for none */
  holdBack(flow: number, link: number): void {
    const before = this.heldBy[flow];
    if (before === link) return;
    if (before !== NONE) this.held[before]--;
    if (link !== NONE) this.held[link]++;
    this.heldBy[flow] = link;
    this.onHeldBack?.(flow);
  }

  /** The sum of the rates on a saturated link. */
  usedOf(link: number): number {
    return this.#used[link] + this.#lost[link];
  }

  /** Whether the flows on the link could use more than its capacity. */
  isSaturated(link: number): boolean {
    return this.#demand[link] > this.capacity[link] * (1 + 1e-9);
  }

  /** Whether no link of the flow is saturated. */
  isUnhindered(flow: number): boolean {
    return !this.isSaturated(this.link[LINKS * flow]) && !this.isSaturated(this.link[LINKS * flow + 1]);
  }

  #listFlows(link: number, into: number[]): void {
    for (let slot = this.first[link]; slot !== NONE; slot = this.next[slot]) into.push((slot / LINKS) | 0);
  }

  #use(link: number, change: number): void {
    const before = this.#used[link];
    const after = before + change;
    this.#lost[link] += Math.abs(before) >= Math.abs(change) ? before - after + change : change - after + before;
    this.#used[link] = after;
  }

  /** Sums the rates on a link anew. The sum is kept only while the link is saturated, which few links ever are. */
  #recount(link: number): void {
    this.#used[link] = 0;
    this.#lost[link] = 0;
    if (!this.isSaturated(link)) return;
    for (let slot = this.first[link]; slot !== NONE; slot = this.next[slot]) {
      this.#use(link, this.rate[(slot / LINKS) | 0]);
    }
  }

  #attach(slot: number, link: number, cap: number): void {
    const first = this.first[link];
    this.link[slot] = link;
    this.next[slot] = first;
    this.#previous[slot] = NONE;
    if (first !== NONE) this.#previous[first] = slot;
    this.first[link] = slot;
    const before = this.isSaturated(link);
    this.#demand[link] += cap;
    if (!before && this.isSaturated(link)) this.#recount(link);
  }

  #detach(slot: number, cap: number): void {
    const link = this.link[slot];
    const next = this.next[slot];
    const previous = this.#previous[slot];
    if (next !== NONE) this.#previous[next] = previous;
    if (previous !== NONE) this.next[previous] = next;
    else this.first[link] = next;
    this.#demand[link] = this.first[link] === NONE ? 0 : this.#demand[link] - cap;
    if (this.held[link] > 0) this.left.push(link);
  }
}
