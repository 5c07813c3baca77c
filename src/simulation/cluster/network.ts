import { grown } from '../columns';
import { FairShare } from './fairShare';
import { Feeds } from './feeds';
import type { Traffic } from './traffic';

/** In place of a VM as a source: the registry. */
export const REGISTRY = -1;
/** In place of a VM as a source: other VMs, none in particular. */
export const ANY_VM = -3;

const NONE = -1;

/** How a flow stands to the one that feeds its source. */
const Lead = {
  /** The source holds everything, or more than this flow has taken. */
  behind: 0,
  /** This flow takes each block as the source gets it. */
  level: 1,
  /** This flow has more than its source does (which is new), and waits for it. */
  ahead: 2,
} as const;

/** Less than this, in MB, is nothing. A byte is a millionth. */
const NOTHING = 1e-9;

export interface NetworkListener {
  /** All bytes of the flow have arrived. */
  flowDone(flow: number, now: number): void;
  /** Something is to happen to the flow at this time; call `wake` then. */
  flowDue(flow: number, time: number): void;
}

/**
 * Flows of blocks between VMs and from the registry, as fluid (MB, seconds). Rates are max–min fair over every NIC, each way, and the
 * registry's bandwidth, and no flow exceeds its own cap. A flow whose source is itself still being fed cannot overtake what the source has.
 * At most one flow comes in per id; ids are small integers of the caller's choice.
 * Rates are worked out anew only for flows that a change can reach through a saturated link or from an upstream.
 */
export class Network {
  /** Flows whose rate was looked at: a measure of the work done. */
  effort = 0;

  #open = new Uint8Array(64);
  #size = new Float64Array(64);
  #received = new Float64Array(64);
  #rate = new Float64Array(64);
  #since = new Float64Array(64);
  #due = new Float64Array(64);
  #source = new Int32Array(64);
  #lead = new Uint8Array(64);
  readonly #links: FairShare;
  readonly #feeds = new Feeds();
  readonly #reached: number[] = [];

  constructor(
    vms: number,
    private readonly nicMBps: number,
    registryMBps: number,
    private readonly listener: NetworkListener,
    private readonly traffic: Traffic,
  ) {
    this.#links = new FairShare(vms, nicMBps, registryMBps);
  }

  /** The flow will begin some time: others may name it as their feeder from now on, and wait. */
  expect(flow: number): void {
    this.#reserve(flow);
    this.#received[flow] = 0;
    this.#rate[flow] = 0;
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
    this.#size[flow] = size;
    this.#received[flow] = 0;
    this.#rate[flow] = 0;
    this.#since[flow] = now;
    this.#source[flow] = source;
    if (source === REGISTRY) this.traffic.pulled(now);
    this.#links.add(flow, source, vm, cap);
    this.#feed(flow, feeder, now);
    this.#shareFrom(flow, now);
  }

  /** Goes on from another source with what has arrived. */
  redirect(flow: number, source: number, vm: number, feeder: number, now: number): void {
    this.#settle(flow, now);
    const freed = this.#links.neighbours(flow);
    this.#setRate(flow, 0, now);
    if (source === REGISTRY) this.traffic.pulled(now);
    this.#links.move(flow, source, vm);
    this.#source[flow] = source;
    this.#feed(flow, feeder, now);
    this.#share([...freed, flow], now);
  }

  /** Ends a flow before its time, or one that was only expected. Whoever it feeds gets nothing more until it is redirected. */
  stop(flow: number, now: number): void {
    if (this.isOpen(flow)) this.#settle(flow, now);
    this.#close(flow, now);
  }

  /** A VM falls silent: whatever goes in or out of it comes to a halt. */
  cut(vm: number, now: number): void {
    this.#share(this.#links.setCapacity(vm, 0), now);
  }

  /** The VM's NIC is as it was. */
  restore(vm: number): void {
    this.#links.setCapacity(vm, this.nicMBps);
  }

  /** Flows whose source is this VM. */
  flowsFrom(vm: number): number[] {
    return this.#links.flowsFrom(vm);
  }

  /** To be called at the time told to `flowDue`. */
  wake(flow: number, now: number): void {
    if (!this.isOpen(flow) || this.#due[flow] !== now) return;
    this.#due[flow] = Number.NaN;
    this.#settle(flow, now);
    const feeder = this.#feeds.feederOf(flow);
    if (this.#isComplete(flow)) {
      this.#finish(this.#firstComplete(flow, now), now);
    } else if (feeder !== NONE) {
      this.#settle(feeder, now);
      this.#received[flow] = this.#received[feeder];
      this.#lead[flow] = Lead.level;
      this.#shareFrom(flow, now);
    } else {
      this.#schedule(flow, now);
    }
  }

  #isComplete(flow: number): boolean {
    return this.#received[flow] >= this.#size[flow] - NOTHING;
  }

  /** Rounding may let a flow be complete a moment before the one that feeds it; that one is complete as well, and comes first. */
  #firstComplete(flow: number, now: number): number {
    let first = flow;
    for (let at = this.#feeds.feederOf(flow); at !== NONE; at = this.#feeds.feederOf(at)) {
      this.#settle(at, now);
      if (!this.#isComplete(at)) break;
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
      for (let fed = this.#feeds.firstFed(flow); fed !== NONE; fed = this.#feeds.nextFed(fed)) {
        this.#settle(fed, now);
        if (this.#lead[fed] !== Lead.behind || this.#isComplete(fed)) complete.push(fed);
      }
      if (complete.length > fedFrom + 1) complete.push(...complete.splice(fedFrom).reverse());
      this.#close(flow, now);
      this.listener.flowDone(flow, now);
    }
  }

  /** Takes the flow off its links, and lets those that shared them have its part. */
  #close(flow: number, now: number): void {
    const open = this.isOpen(flow);
    const freed = open ? this.#links.neighbours(flow) : [];
    this.#feeds.remove(flow);
    for (let fed = this.#feeds.firstFed(flow); fed !== NONE; ) {
      const next = this.#feeds.nextFed(fed);
      this.#settle(fed, now);
      this.#feeds.remove(fed);
      if (this.#lead[fed] !== Lead.behind) this.#setRate(fed, 0, now);
      else this.#schedule(fed, now);
      fed = next;
    }
    if (open) {
      this.#setRate(flow, 0, now);
      this.#links.remove(flow);
    }
    this.#open[flow] = 0;
    this.#due[flow] = Number.NaN;
    if (freed.length > 0) this.#share(freed, now);
  }

  #feed(flow: number, feeder: number, now: number): void {
    this.#feeds.set(flow, feeder);
    this.#lead[flow] = Lead.behind;
    if (feeder === NONE) return;
    this.#settle(feeder, now);
    const behind = this.#received[feeder] - this.#received[flow];
    if (behind < -NOTHING) this.#lead[flow] = Lead.ahead;
    else if (behind <= NOTHING) this.#lead[flow] = Lead.level;
  }

  /** Works out the rate of this flow and of all that it reaches; most reach nobody. */
  #shareFrom(flow: number, now: number): void {
    if (!this.#links.isUnhindered(flow) || this.#feedsLevel(flow)) {
      this.#share([flow], now);
      return;
    }
    this.effort++;
    this.#setRate(flow, this.#ceiling(flow), now);
    this.#fallBehind(flow);
    this.#schedule(flow, now);
    this.#rescheduleFed(flow, now);
  }

  #feedsLevel(flow: number): boolean {
    for (let fed = this.#feeds.firstFed(flow); fed !== NONE; fed = this.#feeds.nextFed(fed)) {
      if (this.#lead[fed] === Lead.level) return true;
    }
    return false;
  }

  /** Works out the rates of these flows and of all that they reach. */
  #share(seeds: readonly number[], now: number): void {
    const reached = this.#reach(seeds);
    this.effort += reached.length;
    this.#links.fill(reached, this.#ceiling, this.#frozen);
    for (const flow of reached) this.#setRate(flow, this.#links.rateOf(flow), now);
    for (const flow of reached) {
      this.#fallBehind(flow);
      this.#links.release(flow);
    }
    for (const flow of reached) this.#schedule(flow, now);
    for (const flow of reached) this.#rescheduleFed(flow, now);
  }

  /** The flows that share a saturated link with one of these, or take blocks from one as they come; and so on. */
  #reach(seeds: readonly number[]): number[] {
    const reached = this.#reached;
    reached.length = 0;
    this.#links.startClaiming();
    for (const seed of seeds) this.#links.claim(seed, reached);
    for (let i = 0; i < reached.length; i++) {
      this.#links.claimNeighbours(reached[i], reached);
      for (let fed = this.#feeds.firstFed(reached[i]); fed !== NONE; fed = this.#feeds.nextFed(fed)) {
        if (this.#lead[fed] === Lead.level) this.#links.claim(fed, reached);
      }
    }
    return reached;
  }

  /** The most that a flow can get, whatever its links allow: given that its feeder, if it is being shared out too, is not settled yet. */
  readonly #ceiling = (flow: number): number => {
    const cap = this.#links.capOf(flow);
    const feeder = this.#feeds.feederOf(flow);
    if (this.#lead[flow] === Lead.behind) return cap;
    if (this.#lead[flow] === Lead.ahead || feeder === NONE) return 0;
    return this.#links.isClaimed(feeder) ? cap : Math.min(cap, this.#rate[feeder]);
  };

  /** Once a flow can get no more, neither can those that take its blocks as they come. */
  readonly #frozen = (flow: number, alsoFrozen: (fed: number) => void): void => {
    for (let fed = this.#feeds.firstFed(flow); fed !== NONE; fed = this.#feeds.nextFed(fed)) {
      if (this.#lead[fed] === Lead.level) alsoFrozen(fed);
    }
  };

  #setRate(flow: number, rate: number, now: number): void {
    this.#settle(flow, now);
    const change = rate - this.#rate[flow];
    if (change === 0) return;
    this.#rate[flow] = rate;
    this.traffic.rateChanged(this.#source[flow], this.#links.receiverOf(flow), change, now);
  }

  /** A flow that gets less than its feeder does not keep level with it. */
  #fallBehind(flow: number): void {
    const feeder = this.#feeds.feederOf(flow);
    if (feeder === NONE || this.#lead[flow] !== Lead.level) return;
    if (this.#rate[flow] < this.#rate[feeder] * (1 - 1e-12)) this.#lead[flow] = Lead.behind;
  }

  #rescheduleFed(flow: number, now: number): void {
    for (let fed = this.#feeds.firstFed(flow); fed !== NONE; fed = this.#feeds.nextFed(fed)) {
      if (this.#lead[fed] !== Lead.level) this.#schedule(fed, now);
    }
  }

  /** Tells when the flow ends, or is level with its feeder, whichever comes first. A flow that is level ends when its feeder does. */
  #schedule(flow: number, now: number): void {
    const feeder = this.#feeds.feederOf(flow);
    const lead = this.#lead[flow];
    this.#settle(flow, now);
    let wait = Number.POSITIVE_INFINITY;
    if (lead === Lead.behind && this.#rate[flow] > 0) {
      wait = (this.#size[flow] - this.#received[flow]) / this.#rate[flow];
    }
    if (feeder !== NONE && lead !== Lead.level) {
      this.#settle(feeder, now);
      const gap = this.#received[feeder] - this.#received[flow];
      const closing = this.#rate[flow] - this.#rate[feeder];
      // Rounding may leave a gap of the wrong sign, which is none.
      if (lead === Lead.behind ? closing > 0 : closing < 0) wait = Math.min(wait, Math.max(0, gap / closing));
    }
    if (wait === Number.POSITIVE_INFINITY) {
      this.#due[flow] = Number.NaN;
      return;
    }
    const due = now + Math.max(0, wait);
    if (this.#due[flow] === due) return;
    this.#due[flow] = due;
    this.listener.flowDue(flow, due);
  }

  /** Brings what has arrived up to date. */
  #settle(flow: number, now: number): void {
    const since = this.#since[flow];
    this.#since[flow] = now;
    const amount = Math.min(this.#rate[flow] * (now - since), this.#size[flow] - this.#received[flow]);
    if (amount <= 0) return;
    this.#received[flow] += amount;
    this.traffic.sent(flow, this.#source[flow], this.#links.receiverOf(flow), since, now, amount);
  }

  #reserve(flow: number): void {
    this.#links.reserve(flow);
    this.#feeds.reserve(flow);
    const length = flow + 1;
    if (length <= this.#open.length) return;
    this.#open = grown(this.#open, length);
    this.#size = grown(this.#size, length);
    this.#received = grown(this.#received, length);
    this.#rate = grown(this.#rate, length);
    this.#since = grown(this.#since, length);
    this.#due = grown(this.#due, length);
    this.#source = grown(this.#source, length);
    this.#lead = grown(this.#lead, length);
  }
}
