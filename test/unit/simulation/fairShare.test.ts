import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairShare } from '../../../src/simulation/cluster/fairShare';
import { FeedState, Feeds } from '../../../src/simulation/cluster/feeds';
import { Links, type Rates } from '../../../src/simulation/cluster/links';
import { runs } from '../../depth';
import { type FairFlow, maxMinRates } from '../../oracle/maxMin';

const VMS = 6;
const FLOWS = 40;
const ROUNDING = 1e-9;

/** Numbers are taken modulo the number of candidates. */
type Change =
  | { kind: 'begin'; flow: number; source: number; vm: number; cap: number; feeder: number; state: number }
  | { kind: 'end'; flow: number }
  | { kind: 'move'; flow: number; source: number; vm: number }
  | { kind: 'state'; flow: number; state: number }
  | { kind: 'nic'; vm: number; inMBps: number; outMBps: number };

const flow = fc.nat(FLOWS - 1);
const source = fc.integer({ min: -1, max: VMS - 1 });
const vm = fc.nat(VMS - 1);
/** Mostly level, because the rates of level flows depend on each other. */
const state = fc.constantFrom(FeedState.level, FeedState.level, FeedState.level, FeedState.behind, FeedState.ahead);
/** Often equal, as for the flows of one image. */
const cap = fc.oneof(fc.constantFrom(10, 18, 18.04), fc.double({ min: 1, max: 100, noNaN: true }));
const bandwidth = fc.constantFrom(0, 20, 125);
const begin = fc.record({ kind: fc.constant('begin' as const), flow, source, vm, cap, feeder: fc.nat(), state });
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: begin },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('end' as const), flow }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), flow, source, vm }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('state' as const), flow, state }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('nic' as const), vm, inMBps: bandwidth, outMBps: bandwidth }) },
);

/** Flows that begin and end. Rates are recomputed around each change only. */
class Changing {
  readonly capacity: number[];
  readonly #links: Links;
  readonly #feeds = new Feeds();
  readonly #fairShare: FairShare;
  readonly #open = new Map<number, FairFlow['links']>();

  constructor(rates: Rates) {
    const { nicMBps, intakeMBps, registryMBps } = rates;
    this.capacity = [...Array.from({ length: VMS }, () => [intakeMBps, nicMBps]).flat(), registryMBps];
    this.#links = new Links(VMS, rates);
    this.#fairShare = new FairShare(this.#links, this.#feeds);
    this.#links.reserve(FLOWS);
    this.#feeds.reserve(FLOWS);
    this.#fairShare.reserve(FLOWS);
  }

  /** Applies these changes together. */
  apply(changes: readonly Change[]): void {
    const seeds = changes
      .flatMap((change) => (change.kind === 'nic' ? this.#setNic(change) : this.#changeFlow(change)))
      .filter((flow) => this.#open.has(flow));
    for (const flow of this.#fairShare.share(seeds)) this.#links.setRate(flow, this.#fairShare.rateOf(flow));
  }

  /** By flow: the incremental rate, and the rate computed from scratch. */
  rates(): { kept: number[]; exact: number[] } {
    const open = [...this.#open];
    const flows = open.map(([flow, links]) => {
      const state = this.#feeds.state[flow];
      const feeder = this.#feeds.feederOf(flow);
      const waits = state === FeedState.ahead || (state === FeedState.level && feeder < 0);
      const leader = state === FeedState.level ? open.findIndex(([other]) => other === feeder) : -1;
      return { links, cap: waits ? 0 : this.#links.cap[flow], leader };
    });
    return { kept: open.map(([flow]) => this.#links.rate[flow]), exact: maxMinRates(flows, this.capacity) };
  }

  #changeFlow(change: Exclude<Change, { kind: 'nic' }>): number[] {
    const { flow } = change;
    if (this.#open.has(flow) !== (change.kind !== 'begin')) return [];
    if (change.kind === 'end') return this.#end(flow);
    if (change.kind === 'begin') this.#begin(change);
    else if (change.kind === 'state') this.#feeds.state[flow] = change.state;
    else {
      this.#links.move(flow, change.source, change.vm);
      this.#place(flow, change);
    }
    return [flow];
  }

  /** A flow's feeder has a lower number, so that no flow feeds itself. */
  #begin({ flow, source, vm, cap, feeder, state }: Change & { kind: 'begin' }): void {
    const feeders = [-1, ...[...this.#open.keys()].filter((other) => other < flow)];
    this.#links.add(flow, source, vm, cap);
    this.#feeds.set(flow, feeders[feeder % feeders.length]);
    this.#feeds.state[flow] = state;
    this.#place(flow, { source, vm });
  }

  #place(flow: number, { source, vm }: { source: number; vm: number }): void {
    this.#open.set(flow, [source < 0 ? 2 * VMS : 2 * source + 1, 2 * vm]);
  }

  #end(flow: number): number[] {
    const stalled: number[] = [];
    this.#feeds.remove(flow);
    for (let fed = this.#feeds.firstFed(flow); fed >= 0; fed = this.#feeds.firstFed(flow)) {
      this.#feeds.remove(fed);
      stalled.push(fed);
    }
    this.#links.remove(flow);
    this.#open.delete(flow);
    return stalled;
  }

  #setNic({ vm, inMBps, outMBps }: Change & { kind: 'nic' }): number[] {
    this.capacity[2 * vm] = inMBps;
    this.capacity[2 * vm + 1] = outMBps;
    return this.#links.setCapacity(vm, inMBps, outMBps);
  }
}

describe('rates recomputed around a change only', () => {
  it('equal rates computed from scratch, after any sequence of changes', () => {
    const run = fc.record({
      steps: fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 100, size: 'max' }),
      nicMBps: fc.constantFrom(20, 50, 125),
      intakeMBps: fc.constantFrom(15, 50, 125),
      registryMBps: fc.constantFrom(30, 100, 1000),
    });
    fc.assert(
      fc.property(run, ({ steps, ...rates }) => {
        const changing = new Changing(rates);
        for (const step of steps) {
          changing.apply(step);
          const { kept, exact } = changing.rates();
          const wrong = kept.filter((rate, i) => Math.abs(rate - exact[i]) > ROUNDING * Math.max(1, exact[i]));
          expect(wrong).toEqual([]);
        }
      }),
      { numRuns: runs(400), seed: 1, endOnFailure: true },
    );
  });
});
