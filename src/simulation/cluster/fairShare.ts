import { grown } from '../columns';
import { FeedState, type Feeds } from './feeds';
import { Filling } from './filling';
import { LINKS, type Links } from './links';

const NONE = -1;
/** Relative; rates this close are equal. Far above rounding errors, and far below what matters. */
const EQUAL = 1e-11;
/** Relative; a recomputed rate this close to the old one has not changed. */
const UNCHANGED = 1e-12;

/**
 * Keeps the rates of all flows max–min fair. Rates are max–min fair exactly if each flow has its cap, or the rate of
 * the feeder with which it is level, or is held back by a link that is full and on which no flow is faster. So rates
 * are recomputed only in a region around a change, given the rates outside. Then the region takes in the flows outside
 * that could now rise, or that must yield to a flow inside, until there are none. The result is the same as from
 * scratch.
 */
export class FairShare {
  /** Rates computed so far. */
  effort = 0;
  readonly #filling: Filling;
  readonly #region: number[] = [];
  readonly #changed: number[] = [];
  readonly #faster: number[] = [];
  /** By flow in the region: its rate when the flows that are level with it were last examined. */
  #looked = new Float64Array(64);
  /** By link: the last sharing that took in all flows that the link holds back. `#sharing` is the current one. */
  readonly #heldIn: Float64Array;
  #sharing = 0;

  constructor(
    private readonly links: Links,
    private readonly feeds: Feeds,
  ) {
    this.#filling = new Filling(links, feeds);
    this.#heldIn = new Float64Array(links.capacity.length);
  }

  reserve(flow: number): void {
    this.#filling.reserve(flow);
    if (flow >= this.#looked.length) this.#looked = grown(this.#looked, flow + 1);
  }

  /** The most that a flow can get if its links do not hold it back. */
  ceilingOf(flow: number): number {
    return this.#filling.ceilingOf(flow);
  }

  /** The new rate of a flow that `share` returned. */
  rateOf(flow: number): number {
    return this.#filling.rate[flow];
  }

  /**
   * Recomputes rates after a change of the flows in `seeds`, and after flows left links; returns the flows whose rate
   * changes. The caller sets the new rates on the links.
   */
  share(seeds: readonly number[]): readonly number[] {
    const { links } = this;
    const filling = this.#filling;
    const region = this.#region;
    region.length = 0;
    this.#sharing++;
    for (const flow of seeds) this.#takeIn(flow);
    for (const link of links.left) this.#takeInHeld(link);
    links.left.length = 0;
    for (let before = 0; before < region.length; ) {
      const known = before;
      before = region.length;
      this.effort += before;
      filling.fill(region);
      for (const link of filling.touched) this.#lookAround(link);
      for (let i = 0; i < before; i++) {
        const flow = region[i];
        if (i < known && filling.rate[flow] === this.#looked[flow]) continue;
        this.#looked[flow] = filling.rate[flow];
        this.#lookDownstream(flow);
      }
      for (let i = before; i < region.length; i++) this.#spread(region[i]);
    }
    for (const link of filling.touched) {
      if (filling.level[link] !== Number.POSITIVE_INFINITY) links.level[link] = filling.level[link];
    }
    const changed = this.#changed;
    changed.length = 0;
    for (const flow of region) {
      filling.inside[flow] = 0;
      links.holdBack(flow, filling.heldBy[flow]);
      if (!isSame(filling.rate[flow], links.rate[flow], UNCHANGED)) changed.push(flow);
    }
    return changed;
  }

  #takeIn(flow: number): void {
    if (this.#filling.inside[flow] === 1) return;
    this.#filling.inside[flow] = 1;
    this.#region.push(flow);
  }

  #takeInHeld(link: number): void {
    if (this.#heldIn[link] === this.#sharing) return;
    this.#heldIn[link] = this.#sharing;
    const { first, next, heldBy, held } = this.links;
    let left = held[link];
    for (let slot = first[link]; slot !== NONE && left > 0; slot = next[slot]) {
      const flow = (slot / LINKS) | 0;
      if (heldBy[flow] !== link) continue;
      left--;
      this.#takeIn(flow);
    }
  }

  /** Takes in the flows outside that this link no longer holds back, and those that use too much of it. */
  #lookAround(link: number): void {
    const { links } = this;
    const filling = this.#filling;
    let heldOutside = links.held[link];
    const highest = links.level[link];
    if (heldOutside > 0) {
      let fastest = 0;
      for (let slot = filling.first[link]; slot !== NONE; slot = filling.next[slot]) {
        const flow = (slot / LINKS) | 0;
        if (links.heldBy[flow] === link) heldOutside--;
        if (filling.rate[flow] > fastest) fastest = filling.rate[flow];
      }
      if (heldOutside > 0) {
        const full = filling.left[link] <= links.capacity[link] * EQUAL;
        if (!full || fastest > highest * (1 + EQUAL)) this.#takeInHeld(link);
      }
    }
    const level = filling.level[link];
    if (level === Number.POSITIVE_INFINITY) return;
    if (links.held[link] > 0 && level >= highest * (1 - EQUAL)) return;
    this.#takeInFaster(link, level);
  }

  /**
   * Takes in the flows outside that must yield, the fastest first: those with more than an even share of the link.
   */
  #takeInFaster(link: number, level: number): void {
    const { first, next, rate } = this.links;
    const filling = this.#filling;
    const faster = this.#faster;
    faster.length = 0;
    for (let slot = first[link]; slot !== NONE; slot = next[slot]) {
      const flow = (slot / LINKS) | 0;
      if (filling.inside[flow] === 0 && rate[flow] > level * (1 + EQUAL)) faster.push(flow);
    }
    if (faster.length === 0) return;
    let sharing = 0;
    for (let slot = filling.first[link]; slot !== NONE; slot = filling.next[slot]) {
      if (filling.heldBy[(slot / LINKS) | 0] === link) sharing++;
    }
    faster.sort((a, b) => rate[b] - rate[a]);
    let toShare = sharing * level;
    for (const flow of faster) {
      if (rate[flow] <= (toShare / sharing) * (1 + EQUAL)) break;
      toShare += rate[flow];
      sharing++;
      this.#takeIn(flow);
    }
  }

  /**
   * Takes in flows level with this one if their rate can rise with its rate, or exceeds its rate.
   */
  #lookDownstream(flow: number): void {
    const { links, feeds } = this;
    const rate = this.#filling.rate[flow];
    for (let fed = feeds.firstFed(flow); fed !== NONE; fed = feeds.nextFed(fed)) {
      if (feeds.state[fed] !== FeedState.level || this.#filling.inside[fed] === 1) continue;
      const has = links.rate[fed];
      const couldRise = links.heldBy[fed] === NONE && has < Math.min(rate, links.cap[fed]) * (1 - EQUAL);
      if (couldRise || has > rate * (1 + EQUAL)) this.#takeIn(fed);
    }
  }

  /**
   * Adds flows that will almost certainly change too: those level with this one at the same rate, and those held back
   * by the same full links. The loop would find them one link per round; this saves the rounds.
   */
  #spread(flow: number): void {
    const { links, feeds } = this;
    for (let slot = LINKS * flow; slot < LINKS * (flow + 1); slot++) {
      const link = links.link[slot];
      if (links.held[link] > 0) this.#takeInHeld(link);
    }
    for (let fed = feeds.firstFed(flow); fed !== NONE; fed = feeds.nextFed(fed)) {
      if (feeds.state[fed] !== FeedState.level || links.heldBy[fed] !== NONE) continue;
      if (isSame(links.rate[fed], links.rate[flow], EQUAL)) this.#takeIn(fed);
    }
  }
}

function isSame(a: number, b: number, within: number): boolean {
  return Math.abs(a - b) <= within * Math.max(a, b);
}
