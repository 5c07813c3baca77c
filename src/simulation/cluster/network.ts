import { grown } from '../columns';
import { FairShare } from './fairShare';
import { FeedState, Feeds } from './feeds';
import { Links, type Rates } from './links';
import type { Traffic } from './traffic';

/** In place of a VM as a source: the registry. */
export const REGISTRY = -1;
/** In place of a VM as a source: other VMs, none in particular. */
export const ANY_VM = -3;

const NONE = -1;
const NOBODY: readonly number[] = [];

/** MB; amounts below are rounding errors. A byte is 1e-6. */
const NOTHING = 1e-9;
/** A flow is as fast as its feeder if its rate is lower by at most this share: the difference amounts to far less than a byte. */
const AS_FAST = 1e-10;

export interface NetworkListener {
  /** All bytes of the flow have arrived. */
  flowDone(flow: number, now: number): void;
  /** Asks for a call of `wake` for the flow at this time. */
  flowDue(flow: number, time: number): void;
}

/**
 * Flows of blocks between VMs and from the registry, as fluid (MB, seconds). Rates are max–min fair over every VM's NIC, each
 * way, and the registry's bandwidth, and no flow exceeds its own cap. A flow whose source is still being fed cannot get more
 * than the source has. Ids of flows are small integers of the caller's choice. Rates are recomputed only around a change.
 */
export class Network {
  #open = new Uint8Array(64);
  #size = new Float64Array(64);
  #received = new Float64Array(64);
  #since = new Float64Array(64);
  /** By flow: when its next change is due, and when its next call of `wake` comes; NaN for never. */
  #due = new Float64Array(64);
  #asked = new Float64Array(64);
  #source = new Int32Array(64);
  readonly links: Links;
  readonly feeds = new Feeds();
  readonly #fairShare: FairShare;
  #unhindered = 0;

  constructor(
    vms: number,
    private readonly rates: Rates,
    private readonly listener: NetworkListener,
    private readonly traffic: Traffic,
  ) {
    this.links = new Links(vms, rates);
    this.#fairShare = new FairShare(this.links, this.feeds);
  }

  /** How many rates were computed so far: a measure of the work done. */
  get effort(): number {
    return this.#unhindered + this.#fairShare.effort;
  }

  /** Announces a flow: others may name it as their feeder from now on, and wait for it. */
  expect(flow: number): void {
    this.#reserve(flow);
    this.#received[flow] = 0;
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
    this.#due[flow] = Number.NaN;
    this.#asked[flow] = Number.NaN;
    this.#size[flow] = size;
    this.#received[flow] = 0;
    this.#since[flow] = now;
    this.#source[flow] = source;
    if (source === REGISTRY) this.traffic.pulled(now);
    this.links.add(flow, source, vm, cap);
    this.#feed(flow, feeder, now);
    this.#shareFrom(flow, now);
  }

  /** The flow continues from another source and keeps what has arrived. */
  redirect(flow: number, source: number, vm: number, feeder: number, now: number): void {
    this.#settle(flow, now);
    this.#setRate(flow, 0, now);
    if (source === REGISTRY) this.traffic.pulled(now);
    this.links.move(flow, source, vm);
    this.#source[flow] = source;
    this.#feed(flow, feeder, now);
    this.#share([flow], now);
  }

  /** Ends a flow before it is complete, or one that was only announced. Flows that it feeds get nothing until they are redirected. */
  stop(flow: number, now: number): void {
    if (this.isOpen(flow)) this.#settle(flow, now);
    this.#share(this.#close(flow, now), now);
  }

  /** A VM falls silent: flows into and out of it stop. */
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

  /** To be called at the time given to `flowDue`. */
  wake(flow: number, now: number): void {
    if (!this.isOpen(flow) || this.#asked[flow] !== now) return;
    this.#asked[flow] = Number.NaN;
    if (this.#due[flow] !== now) {
      this.#ask(flow, now);
      return;
    }
    this.#due[flow] = Number.NaN;
    this.#settle(flow, now);
    const feeder = this.feeds.feederOf(flow);
    if (this.#isComplete(flow, now)) {
      this.#finish(this.#firstComplete(flow, now), now);
    } else if (feeder !== NONE) {
      this.#settle(feeder, now);
      this.#received[flow] = this.#received[feeder];
      this.feeds.state[flow] = FeedState.level;
      this.#shareFrom(flow, now);
    } else {
      this.#schedule(flow, now);
    }
  }

  /**
   * Whether nothing is left, or so little that the clock cannot tell its end from now: weeks into a run, more than a byte
   * arrives between two neighbouring numbers of seconds.
   */
  #isComplete(flow: number, now: number): boolean {
    const left = this.#size[flow] - this.#received[flow];
    return left <= NOTHING || now + left / this.links.rate[flow] === now;
  }

  /** Rounding may complete a flow just before its feeder, which is then complete as well and must be reported first. */
  #firstComplete(flow: number, now: number): number {
    let first = flow;
    for (let at = this.feeds.feederOf(flow); at !== NONE; at = this.feeds.feederOf(at)) {
      this.#settle(at, now);
      if (!this.#isComplete(at, now)) break;
      first = at;
    }
    return first;
  }

  /** The flow is complete, and with it those that are level with it or have everything, and so on down the tree. */
  #finish(first: number, now: number): void {
    const complete = [first];
    while (complete.length > 0) {
      const flow = complete.pop()!;
      if (!this.isOpen(flow)) continue;
      this.#settle(flow, now);
      this.#received[flow] = this.#size[flow];
      const fedFrom = complete.length;
      for (let fed = this.feeds.firstFed(flow); fed !== NONE; fed = this.feeds.nextFed(fed)) {
        this.#settle(fed, now);
        if (this.feeds.state[fed] !== FeedState.behind || this.#isComplete(fed, now)) complete.push(fed);
      }
      if (complete.length > fedFrom + 1) complete.push(...complete.splice(fedFrom).reverse());
      this.#close(flow, now);
      this.listener.flowDone(flow, now);
    }
    this.#share(NOBODY, now);
  }

  /** Takes the flow off its links; returns the flows that have lost their feeder and need it. */
  #close(flow: number, now: number): number[] {
    const stalled: number[] = [];
    this.feeds.remove(flow);
    for (let fed = this.feeds.firstFed(flow); fed !== NONE; ) {
      const next = this.feeds.nextFed(fed);
      this.#settle(fed, now);
      this.feeds.remove(fed);
      if (this.feeds.state[fed] !== FeedState.behind) stalled.push(fed);
      else this.#schedule(fed, now);
      fed = next;
    }
    if (this.isOpen(flow)) {
      this.#setRate(flow, 0, now);
      this.links.remove(flow);
    }
    this.#open[flow] = 0;
    return stalled;
  }

  #feed(flow: number, feeder: number, now: number): void {
    this.feeds.set(flow, feeder);
    this.feeds.state[flow] = FeedState.behind;
    if (feeder === NONE) return;
    this.#settle(feeder, now);
    const behind = this.#received[feeder] - this.#received[flow];
    if (behind < -NOTHING) this.feeds.state[flow] = FeedState.ahead;
    else if (behind <= NOTHING) this.feeds.state[flow] = FeedState.level;
  }

  /** Recomputes the rate of this flow and of those that change with it. Most flows share no full link, which is fast. */
  #shareFrom(flow: number, now: number): void {
    if (!this.links.isUnhindered(flow) || this.#feedsLevel(flow)) {
      this.#share([flow], now);
      return;
    }
    this.#unhindered++;
    this.#setRate(flow, this.#fairShare.ceilingOf(flow), now);
    this.#fallBehind(flow);
    this.#reschedule(flow, now);
  }

  #feedsLevel(flow: number): boolean {
    for (let fed = this.feeds.firstFed(flow); fed !== NONE; fed = this.feeds.nextFed(fed)) {
      if (this.feeds.state[fed] === FeedState.level) return true;
    }
    return false;
  }

  /** Recomputes the rates of these flows, and of those that change with them or with the flows that left links. */
  #share(seeds: readonly number[], now: number): void {
    if (seeds.length === 0 && this.links.left.length === 0) return;
    const changed = this.#fairShare.share(seeds);
    for (const flow of changed) this.#setRate(flow, this.#fairShare.rateOf(flow), now);
    for (const flow of seeds) this.#fallBehind(flow);
    for (const flow of changed) {
      this.#fallBehind(flow);
      for (let fed = this.feeds.firstFed(flow); fed !== NONE; fed = this.feeds.nextFed(fed)) this.#fallBehind(fed);
    }
    for (const flow of seeds) this.#reschedule(flow, now);
    for (const flow of changed) this.#reschedule(flow, now);
  }

  #setRate(flow: number, rate: number, now: number): void {
    this.#settle(flow, now);
    const change = rate - this.links.rate[flow];
    if (change === 0) return;
    this.links.setRate(flow, rate);
    this.traffic.rateChanged(this.#source[flow], this.links.receiverOf(flow), change, now);
  }

  /** A flow that is slower than its feeder is no longer level with it. */
  #fallBehind(flow: number): void {
    const feeder = this.feeds.feederOf(flow);
    if (feeder === NONE || this.feeds.state[flow] !== FeedState.level) return;
    if (this.links.rate[flow] < this.links.rate[feeder] * (1 - AS_FAST)) this.feeds.state[flow] = FeedState.behind;
  }

  /** Schedules a flow, and those that it feeds whose end depends on its rate. */
  #reschedule(flow: number, now: number): void {
    this.#schedule(flow, now);
    for (let fed = this.feeds.firstFed(flow); fed !== NONE; fed = this.feeds.nextFed(fed)) {
      if (this.feeds.state[fed] !== FeedState.level) this.#schedule(fed, now);
    }
  }

  /** Schedules the flow's end, or when it is level with its feeder, whichever is first. A level flow ends with its feeder. */
  #schedule(flow: number, now: number): void {
    const feeder = this.feeds.feederOf(flow);
    const state = this.feeds.state[flow];
    this.#settle(flow, now);
    let wait = Number.POSITIVE_INFINITY;
    if (state === FeedState.behind && this.links.rate[flow] > 0) {
      wait = (this.#size[flow] - this.#received[flow]) / this.links.rate[flow];
    }
    if (feeder !== NONE && state !== FeedState.level) {
      this.#settle(feeder, now);
      const gap = this.#received[feeder] - this.#received[flow];
      const closing = this.links.rate[flow] - this.links.rate[feeder];
      // Rounding may leave a gap of the wrong sign, which counts as 0.
      if (state === FeedState.behind ? closing > 0 : closing < 0) wait = Math.min(wait, Math.max(0, gap / closing));
    }
    if (wait === Number.POSITIVE_INFINITY) {
      this.#due[flow] = Number.NaN;
      return;
    }
    const due = now + Math.max(0, wait);
    this.#due[flow] = due;
    this.#ask(flow, now);
  }

  /**
   * Asks for a call of `wake` when the flow is due, unless one comes earlier anyway. Asking at every change of a rate would
   * fill the queue: a flow that slows down is woken once too early, and one that speeds up is asked for halfway, as it may
   * speed up many more times.
   */
  #ask(flow: number, now: number): void {
    const due = this.#due[flow];
    const asked = this.#asked[flow];
    if (Number.isNaN(due) || asked <= due) return;
    const time = Number.isNaN(asked) ? due : now + (due - now) / 2;
    this.#asked[flow] = time;
    this.listener.flowDue(flow, time);
  }

  /** Brings the amount received up to date. */
  #settle(flow: number, now: number): void {
    const since = this.#since[flow];
    this.#since[flow] = now;
    const amount = Math.min(this.links.rate[flow] * (now - since), this.#size[flow] - this.#received[flow]);
    if (amount <= 0) return;
    this.#received[flow] += amount;
    this.traffic.sent(flow, this.#source[flow], this.links.receiverOf(flow), since, now, amount);
  }

  #reserve(flow: number): void {
    this.links.reserve(flow);
    this.#fairShare.reserve(flow);
    this.feeds.reserve(flow);
    const length = flow + 1;
    if (length <= this.#open.length) return;
    this.#open = grown(this.#open, length);
    this.#size = grown(this.#size, length);
    this.#received = grown(this.#received, length);
    this.#since = grown(this.#since, length);
    this.#due = grown(this.#due, length);
    this.#asked = grown(this.#asked, length);
    this.#source = grown(this.#source, length);
  }
}
