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

/** Less than this, in MB, is nothing. A byte is a millionth. */
const NOTHING = 1e-9;
/** A flow whose rate is below its feeder's by no more than this share of it is as fast: it is level up to far less than a byte. */
const AS_FAST = 1e-10;

export interface NetworkListener {
  /** All bytes of the flow have arrived. */
  flowDone(flow: number, now: number): void;
  /** Something is to happen to the flow at this time; call `wake` then. */
  flowDue(flow: number, time: number): void;
}

/**
 * Flows of blocks between VMs and from the registry, as fluid (MB, seconds). Rates are max–min fair over what every VM takes in and sends
 * out and the registry's bandwidth, and no flow exceeds its own cap. A flow whose source is itself still being fed cannot overtake what the source has.
 * At most one flow comes in per id; ids are small integers of the caller's choice.
 * Rates are worked out anew only where something changed.
 */
export class Network {
  #open = new Uint8Array(64);
  #size = new Float64Array(64);
  #received = new Float64Array(64);
  #since = new Float64Array(64);
  /** By flow: when something is to happen to it, and when it is woken next; NaN for never. */
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

  /** Flows whose rate was looked at: a measure of the work done. */
  get effort(): number {
    return this.#unhindered + this.#fairShare.effort;
  }

  /** The flow will begin some time: others may name it as their feeder from now on, and wait. */
  expect(flow: number): void {
    this.#reserve(flow);
    this.#received[flow] = 0;
  }

  isOpen(flow: number): boolean {
    return flow < this.#open.length && this.#open[flow] === 1;
  }

  /**
   * Begins an expected flow: to send `size` MB from `source` (a VM or REGISTRY) to `vm`, at `cap` MB/s at the most.
   * `feeder` is the flow that brings the same blocks to the source, or -1 where the source has them all.
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

  /** Goes on from another source with what has arrived. */
  redirect(flow: number, source: number, vm: number, feeder: number, now: number): void {
    this.#settle(flow, now);
    this.#setRate(flow, 0, now);
    if (source === REGISTRY) this.traffic.pulled(now);
    this.links.move(flow, source, vm);
    this.#source[flow] = source;
    this.#feed(flow, feeder, now);
    this.#share([flow], now);
  }

  /** Ends a flow before its time, or one that was only expected. Whoever it feeds gets nothing more until it is redirected. */
  stop(flow: number, now: number): void {
    if (this.isOpen(flow)) this.#settle(flow, now);
    this.#share(this.#close(flow, now), now);
  }

  /** A VM falls silent: whatever goes in or out of it comes to a halt. */
  cut(vm: number, now: number): void {
    this.#share(this.links.setCapacity(vm, 0, 0), now);
  }

  /** The VM's NIC is as it was. */
  restore(vm: number): void {
    this.links.setCapacity(vm, this.rates.intakeMBps, this.rates.nicMBps);
  }

  /** Flows whose source is this VM. */
  flowsFrom(vm: number): number[] {
    return this.links.flowsFrom(vm);
  }

  /** To be called at the time told to `flowDue`. */
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

  /** Whether nothing is left, or so little that it takes no time: weeks into a run, the next moment that a number can tell comes after more than a byte. */
  #isComplete(flow: number, now: number): boolean {
    const left = this.#size[flow] - this.#received[flow];
    return left <= NOTHING || now + left / this.links.rate[flow] === now;
  }

  /** Rounding may let a flow be complete a moment before the one that feeds it; that one is complete as well, and comes first. */
  #firstComplete(flow: number, now: number): number {
    let first = flow;
    for (let at = this.feeds.feederOf(flow); at !== NONE; at = this.feeds.feederOf(at)) {
      this.#settle(at, now);
      if (!this.#isComplete(at, now)) break;
      first = at;
    }
    return first;
  }

  /** The flow is complete, and so are those that took each block as it came or have all, and so on down the tree, however deep. */
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

  /** Takes the flow off its links; returns the flows that have nobody to feed them any more. */
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

  /** Works out the rate of this flow and of whoever has another one for it; most flows meet nobody. */
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

  /** Works out the rates of these flows, and of whoever has another one for them or for those that left their links. */
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

  /** A flow that gets less than its feeder does not keep level with it. */
  #fallBehind(flow: number): void {
    const feeder = this.feeds.feederOf(flow);
    if (feeder === NONE || this.feeds.state[flow] !== FeedState.level) return;
    if (this.links.rate[flow] < this.links.rate[feeder] * (1 - AS_FAST)) this.feeds.state[flow] = FeedState.behind;
  }

  /** Schedules a flow, and those for which it matters how fast it is. */
  #reschedule(flow: number, now: number): void {
    this.#schedule(flow, now);
    for (let fed = this.feeds.firstFed(flow); fed !== NONE; fed = this.feeds.nextFed(fed)) {
      if (this.feeds.state[fed] !== FeedState.level) this.#schedule(fed, now);
    }
  }

  /** Tells when the flow ends, or is level with its feeder, whichever comes first. A flow that is level ends when its feeder does. */
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
      // Rounding may leave a gap of the wrong sign, which is none.
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
   * Asks to be woken when the flow is due, unless that is to happen before anyway. A flow whose rate changes often would be asked for each time; so one
   * that is slowed down is woken too soon once, and one that is sped up halfway, as it may be sped up many times before.
   */
  #ask(flow: number, now: number): void {
    const due = this.#due[flow];
    const asked = this.#asked[flow];
    if (Number.isNaN(due) || asked <= due) return;
    const time = Number.isNaN(asked) ? due : now + (due - now) / 2;
    this.#asked[flow] = time;
    this.listener.flowDue(flow, time);
  }

  /** Brings what has arrived up to date. */
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
