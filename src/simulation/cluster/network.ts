import { grown } from '../columns';
import { FairShare } from './fairShare';
import { FeedState, Feeds } from './feeds';
import { FlowProgress, NOTHING } from './flowProgress';
import { Links, type Rates } from './links';
import type { Traffic } from './traffic';
import { WakeUps } from './wakeUps';

/** In place of a VM as a source: the registry. */
export const REGISTRY = -1;
/** In place of a VM as a source: other VMs in general. */
export const ANY_VM = -3;

const NONE = -1;
const NOBODY: readonly number[] = [];

/** Relative. A flow this much slower than its feeder counts as equally fast: the lag stays far below a byte. */
const AS_FAST = 1e-10;

export interface NetworkListener {
  /** All bytes of the flow have arrived. */
  flowDone(flow: number, now: number): void;
  /** Requests a call of `wake` for the flow at this time. */
  flowDue(flow: number, time: number): void;
}

/**
 * Flows of blocks between VMs and from the registry, as fluid (MB, seconds). Rates are max–min fair over every VM's
 * NIC, each way, and the registry's bandwidth; no flow exceeds its cap. A flow cannot receive more than its source has,
 * and the source itself may still be receiving. The caller chooses the ids of flows: small integers. Rates are
 * recomputed only around a change.
 */
export class Network {
  #open = new Uint8Array(64);
  readonly links: Links;
  readonly feeds = new Feeds();
  readonly #fairShare: FairShare;
  readonly #progress: FlowProgress;
  readonly #wakeUps: WakeUps;
  #unhindered = 0;

  constructor(
    vms: number,
    private readonly rates: Rates,
    private readonly listener: NetworkListener,
    private readonly traffic: Traffic,
  ) {
    this.links = new Links(vms, rates);
    this.#fairShare = new FairShare(this.links, this.feeds);
    this.#progress = new FlowProgress(this.links, traffic);
    this.#wakeUps = new WakeUps((flow, time) => listener.flowDue(flow, time));
  }

  /** Rates computed so far: a measure of the work done. */
  get effort(): number {
    return this.#unhindered + this.#fairShare.effort;
  }

  /** Announces a flow: others may name it as their feeder from now on, and wait for it. */
  expect(flow: number): void {
    this.#reserve(flow);
    this.#progress.received[flow] = 0;
  }

  isOpen(flow: number): boolean {
    return flow < this.#open.length && this.#open[flow] === 1;
  }

  /**
   * Begins an announced flow.
   * @param source a VM or REGISTRY
   * @param size MB
   * @param cap the most MB/s
   * @param feeder the flow that brings the same blocks to the source, or -1 where the source has them all
   */
  begin(flow: number, source: number, vm: number, size: number, cap: number, feeder: number, now: number): void {
    this.#open[flow] = 1;
    this.#wakeUps.reset(flow);
    this.#progress.begin(flow, source, size, now);
    this.traffic.began(flow, source, size, now);
    this.links.add(flow, source, vm, cap);
    this.#feed(flow, feeder, now);
    this.#shareFrom(flow, now);
  }

  /** The flow continues from another source and keeps what has arrived. */
  redirect(flow: number, source: number, vm: number, feeder: number, now: number): void {
    this.#progress.update(flow, now);
    this.#progress.setRate(flow, 0, now);
    this.traffic.began(flow, source, this.#progress.size[flow], now);
    this.links.move(flow, source, vm);
    this.#progress.source[flow] = source;
    this.#feed(flow, feeder, now);
    this.#share([flow], now);
  }

  /**
   * Ends a flow before it is complete, or one that was only announced. Flows that it feeds receive nothing until they
   * are redirected.
   */
  stop(flow: number, now: number): void {
    if (this.isOpen(flow)) this.#progress.update(flow, now);
    this.#share(this.#close(flow, now), now);
  }

  /** The VM fails: flows into and out of it stop. */
  cut(vm: number, now: number): void {
    this.#share(this.links.setCapacity(vm, 0, 0), now);
  }

  /** The VM's NIC works again. */
  restore(vm: number): void {
    this.links.setCapacity(vm, this.rates.intakeMBps, this.rates.nicMBps);
  }

  /** Flows whose source is this VM. */
  flowsFrom(vm: number): number[] {
    return this.links.flowsFrom(vm);
  }

  /** Call at the time given to `flowDue`. */
  wake(flow: number, now: number): void {
    if (!this.isOpen(flow) || !this.#wakeUps.isDue(flow, now)) return;
    this.#progress.update(flow, now);
    const feeder = this.feeds.feederOf(flow);
    if (this.#progress.isComplete(flow, now)) {
      this.#finish(this.#firstComplete(flow, now), now);
    } else if (feeder !== NONE) {
      this.#progress.update(feeder, now);
      this.#progress.received[flow] = this.#progress.received[feeder];
      this.feeds.state[flow] = FeedState.level;
      this.#shareFrom(flow, now);
    } else {
      this.#schedule(flow, now);
    }
  }

  /** Rounding may complete a flow just before its feeder. The feeder is complete too, and must be reported first. */
  #firstComplete(flow: number, now: number): number {
    let first = flow;
    for (let at = this.feeds.feederOf(flow); at !== NONE; at = this.feeds.feederOf(at)) {
      this.#progress.update(at, now);
      if (!this.#progress.isComplete(at, now)) break;
      first = at;
    }
    return first;
  }

  /** Completes the flow, the flows level with it or with nothing left, and so on down the tree. */
  #finish(first: number, now: number): void {
    const complete = [first];
    while (complete.length > 0) {
      const flow = complete.pop()!;
      if (!this.isOpen(flow)) continue;
      this.#progress.update(flow, now);
      this.#progress.received[flow] = this.#progress.size[flow];
      const fedFrom = complete.length;
      for (let fed = this.feeds.firstFed(flow); fed !== NONE; fed = this.feeds.nextFed(fed)) {
        this.#progress.update(fed, now);
        if (this.feeds.state[fed] !== FeedState.behind || this.#progress.isComplete(fed, now)) complete.push(fed);
      }
      if (complete.length > fedFrom + 1) complete.push(...complete.splice(fedFrom).reverse());
      this.#close(flow, now);
      this.listener.flowDone(flow, now);
    }
    this.#share(NOBODY, now);
  }

  /** Takes the flow off its links; returns the flows that cannot continue without it as their feeder. */
  #close(flow: number, now: number): number[] {
    const stalled: number[] = [];
    this.feeds.remove(flow);
    for (let fed = this.feeds.firstFed(flow); fed !== NONE; ) {
      const next = this.feeds.nextFed(fed);
      this.#progress.update(fed, now);
      this.feeds.remove(fed);
      if (this.feeds.state[fed] !== FeedState.behind) stalled.push(fed);
      else this.#schedule(fed, now);
      fed = next;
    }
    if (this.isOpen(flow)) {
      this.#progress.setRate(flow, 0, now);
      this.links.remove(flow);
    }
    this.#open[flow] = 0;
    return stalled;
  }

  #feed(flow: number, feeder: number, now: number): void {
    this.feeds.set(flow, feeder);
    this.feeds.state[flow] = FeedState.behind;
    if (feeder === NONE) return;
    this.#progress.update(feeder, now);
    const behind = this.#progress.received[feeder] - this.#progress.received[flow];
    if (behind < -NOTHING) this.feeds.state[flow] = FeedState.ahead;
    else if (behind <= NOTHING) this.feeds.state[flow] = FeedState.level;
  }

  /**
   * Recomputes the rate of this flow and of those that change with it.
   * Fast for flows that share no full link, as most.
   */
  #shareFrom(flow: number, now: number): void {
    if (!this.links.isUnhindered(flow) || this.#feedsLevel(flow)) {
      this.#share([flow], now);
      return;
    }
    this.#unhindered++;
    this.#progress.setRate(flow, this.#fairShare.ceilingOf(flow), now);
    this.#fallBehind(flow);
    this.#reschedule(flow, now);
  }

  #feedsLevel(flow: number): boolean {
    for (let fed = this.feeds.firstFed(flow); fed !== NONE; fed = this.feeds.nextFed(fed)) {
      if (this.feeds.state[fed] === FeedState.level) return true;
    }
    return false;
  }

  /** Recomputes the rates of these flows, and of those that change with them or with flows that left links. */
  #share(seeds: readonly number[], now: number): void {
    if (seeds.length === 0 && this.links.left.length === 0) return;
    const changed = this.#fairShare.share(seeds);
    for (const flow of changed) this.#progress.setRate(flow, this.#fairShare.rateOf(flow), now);
    for (const flow of seeds) this.#fallBehind(flow);
    for (const flow of changed) {
      this.#fallBehind(flow);
      for (let fed = this.feeds.firstFed(flow); fed !== NONE; fed = this.feeds.nextFed(fed)) this.#fallBehind(fed);
    }
    for (const flow of seeds) this.#reschedule(flow, now);
    for (const flow of changed) this.#reschedule(flow, now);
  }

  /** A flow that is slower than its feeder is no longer level with it. */
  #fallBehind(flow: number): void {
    const feeder = this.feeds.feederOf(flow);
    if (feeder === NONE || this.feeds.state[flow] !== FeedState.level) return;
    if (this.links.rate[flow] < this.links.rate[feeder] * (1 - AS_FAST)) this.feeds.state[flow] = FeedState.behind;
  }

  /** Schedules the flow, and the flows it feeds whose end depends on its rate. */
  #reschedule(flow: number, now: number): void {
    this.#schedule(flow, now);
    for (let fed = this.feeds.firstFed(flow); fed !== NONE; fed = this.feeds.nextFed(fed)) {
      if (this.feeds.state[fed] !== FeedState.level) this.#schedule(fed, now);
    }
  }

  /** Schedules the flow's end or when it draws level with its feeder, whichever is first. A level flow ends with it. */
  #schedule(flow: number, now: number): void {
    const feeder = this.feeds.feederOf(flow);
    const state = this.feeds.state[flow];
    this.#progress.update(flow, now);
    let wait = Number.POSITIVE_INFINITY;
    if (state === FeedState.behind && this.links.rate[flow] > 0) {
      wait = (this.#progress.size[flow] - this.#progress.received[flow]) / this.links.rate[flow];
    }
    if (feeder !== NONE && state !== FeedState.level) {
      this.#progress.update(feeder, now);
      const gap = this.#progress.received[feeder] - this.#progress.received[flow];
      const closing = this.links.rate[flow] - this.links.rate[feeder];
      // Rounding may leave a gap of the wrong sign, which counts as 0.
      if (state === FeedState.behind ? closing > 0 : closing < 0) wait = Math.min(wait, Math.max(0, gap / closing));
    }
    if (wait === Number.POSITIVE_INFINITY) {
      this.#wakeUps.clear(flow);
      return;
    }
    this.#wakeUps.set(flow, now + Math.max(0, wait), now);
  }

  #reserve(flow: number): void {
    this.links.reserve(flow);
    this.#fairShare.reserve(flow);
    this.feeds.reserve(flow);
    this.#progress.reserve(flow);
    this.#wakeUps.reserve(flow);
    if (flow >= this.#open.length) this.#open = grown(this.#open, flow + 1);
  }
}
