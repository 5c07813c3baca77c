import { grown } from '../columns';
import { FeedState, type Feeds } from './feeds';
import { FullLinks } from './fullLinks';
import { LINKS, type Links } from './links';

const NONE = -1;
/** Relative; rates this close are equal. */
const EQUAL = 1e-12;
/** As a share of a link's capacity; rates below are rounding errors. */
const NOTHING = 1e-13;

/**
 * Progressive filling (Bertsekas and Gallager, Data Networks, §6.5.2): shares the capacity that flows outside leave on
 * the links among the flows inside. All rates rise together; a flow stops once one of its links is full or it reaches
 * its own ceiling. Does not change the links.
 */
export class Filling {
  /** By flow: 1 where it is inside. */
  inside = new Uint8Array(64);
  /** By flow inside, after `fill`: its rate, and the link that holds it back, or -1. */
  rate = new Float64Array(64);
  heldBy = new Int32Array(64);
  /** The saturated links of the flows inside. */
  readonly touched: number[] = [];
  /** By link touched: its first slot of a flow inside; `next` continues the list. */
  readonly first: Int32Array;
  /** By slot of a flow inside. */
  next = new Int32Array(LINKS * 64);
  /**
   * By link touched: capacity left, and the rate at which it holds back flows inside; Infinity if it holds none back.
   */
  readonly left: Float64Array;
  readonly level: Float64Array;

  /** By ceiling: the first flow that has it; `#nextAlike` continues the list. */
  readonly #byCeiling = new Map<number, number>();
  #nextAlike = new Int32Array(64);
  readonly #ceilings: number[] = [];
  #risen = new Uint8Array(64);
  readonly #rising: Int32Array;
  /** By link: the last filling that touched it. `#filling` is the current one. */
  readonly #touchedIn: Float64Array;
  #filling = 0;
  readonly #full: FullLinks;
  readonly #stopped: number[] = [];

  constructor(
    private readonly links: Links,
    private readonly feeds: Feeds,
  ) {
    const { length } = links.capacity;
    this.first = new Int32Array(length);
    this.left = new Float64Array(length);
    this.level = new Float64Array(length);
    this.#rising = new Int32Array(length);
    this.#touchedIn = new Float64Array(length);
    this.#full = new FullLinks(this.left, this.#rising);
  }

  reserve(flow: number): void {
    if (flow < this.inside.length) return;
    this.inside = grown(this.inside, flow + 1);
    this.rate = grown(this.rate, flow + 1);
    this.heldBy = grown(this.heldBy, flow + 1);
    this.next = grown(this.next, LINKS * (flow + 1));
    this.#nextAlike = grown(this.#nextAlike, flow + 1);
    this.#risen = grown(this.#risen, flow + 1);
  }

  /** Sets `rate` and `heldBy` of these flows, which must be the flows inside. */
  fill(flows: readonly number[]): void {
    const full = this.#prepare(flows);
    const ceilings = this.#group(flows);
    const { length } = ceilings;
    for (let next = 0; next < length; ) {
      const flow = this.#firstRising(ceilings[next]);
      if (flow === NONE) {
        next++;
        continue;
      }
      const level = full.levelUpTo(ceilings[next]);
      for (let at = next; at < length && ceilings[at] <= level * (1 + EQUAL); at++) {
        for (let one = this.#firstRising(ceilings[at]); one !== NONE; one = this.#nextAlike[one]) {
          this.#freeze(one, level, NONE);
        }
      }
      full.visitNearest((link) => this.#fillLink(link, level));
    }
  }

  /** Groups flows by ceiling, of which there are few. Returns the ceilings in ascending order. */
  #group(flows: readonly number[]): readonly number[] {
    const byCeiling = this.#byCeiling;
    byCeiling.clear();
    let last = Number.NaN;
    let first = NONE;
    for (const flow of flows) {
      if (this.#stopsWithFeeder(flow)) continue;
      const ceiling = this.ceilingOf(flow);
      if (ceiling !== last) {
        if (first !== NONE) byCeiling.set(last, first);
        last = ceiling;
        first = byCeiling.get(ceiling) ?? NONE;
      }
      this.#nextAlike[flow] = first;
      first = flow;
    }
    if (first !== NONE) byCeiling.set(last, first);
    const ceilings = this.#ceilings;
    ceilings.length = 0;
    for (const ceiling of byCeiling.keys()) ceilings.push(ceiling);
    return ceilings.length > 1 ? ceilings.sort((a, b) => a - b) : ceilings;
  }

  /** The first flow with this ceiling whose rate still rises, or -1. */
  #firstRising(ceiling: number): number {
    let flow = this.#byCeiling.get(ceiling)!;
    while (flow !== NONE && this.#risen[flow] === 1) flow = this.#nextAlike[flow];
    this.#byCeiling.set(ceiling, flow);
    return flow;
  }

  /** Whether the flow is level with a feeder inside that stops before this flow reaches its own cap. */
  #stopsWithFeeder(flow: number): boolean {
    const { feeds, links } = this;
    const feeder = feeds.feederOf(flow);
    if (feeder === NONE || feeds.state[flow] !== FeedState.level || this.inside[feeder] === 0) return false;
    return links.cap[flow] >= links.cap[feeder];
  }

  /**
   * The most that a flow can get if its links do not hold it back. A feeder inside sets no limit: its rate is not known
   * yet.
   */
  ceilingOf(flow: number): number {
    const { feeds, links } = this;
    const cap = links.cap[flow];
    const state = feeds.state[flow];
    if (state === FeedState.behind) return cap;
    const feeder = feeds.feederOf(flow);
    if (state === FeedState.ahead || feeder === NONE) return 0;
    return this.inside[feeder] === 1 ? cap : Math.min(cap, links.rate[feeder]);
  }

  #fillLink(link: number, level: number): void {
    if (this.#rising[link] === 0 || this.left[link] > level * this.#rising[link] * (1 + EQUAL)) return;
    this.level[link] = level;
    for (let slot = this.first[link]; slot !== NONE; slot = this.next[slot]) {
      this.#freeze((slot / LINKS) | 0, level, link);
    }
  }

  /**
   * Stops the rise of a flow, of the flows level with it, and so on. Not recursive: a tree may be a long chain.
   */
  #freeze(flow: number, level: number, link: number): void {
    const { feeds } = this;
    const stopped = this.#stopped;
    this.#stop(flow, level, link);
    while (stopped.length > 0) {
      const feeder = stopped.pop()!;
      for (let fed = feeds.firstFed(feeder); fed !== NONE; fed = feeds.nextFed(fed)) {
        if (this.inside[fed] === 1 && feeds.state[fed] === FeedState.level) this.#stop(fed, level, NONE);
      }
    }
  }

  #stop(flow: number, level: number, link: number): void {
    if (this.#risen[flow] === 1) return;
    this.#risen[flow] = 1;
    this.rate[flow] = level;
    this.heldBy[flow] = link;
    for (let slot = LINKS * flow; slot < LINKS * (flow + 1); slot++) {
      const on = this.links.link[slot];
      this.left[on] -= level;
      this.#rising[on]--;
    }
    this.#stopped.push(flow);
  }

  /** Finds the links that may hold a flow back, and the capacity that flows outside leave on them. */
  #prepare(flows: readonly number[]): FullLinks {
    const { links, touched } = this;
    const filling = ++this.#filling;
    touched.length = 0;
    for (const flow of flows) {
      this.#risen[flow] = 0;
      for (let slot = LINKS * flow; slot < LINKS * (flow + 1); slot++) {
        const link = links.link[slot];
        if (this.#touchedIn[link] !== filling) {
          this.#touchedIn[link] = filling;
          this.first[link] = NONE;
          this.left[link] = links.isSaturated(link) ? links.usedOf(link) : 0;
          this.level[link] = Number.POSITIVE_INFINITY;
          this.#rising[link] = 0;
          if (links.isSaturated(link)) touched.push(link);
        }
        this.left[link] -= links.rate[flow];
        this.#rising[link]++;
        this.next[slot] = this.first[link];
        this.first[link] = slot;
      }
    }
    const full = this.#full;
    full.clear();
    for (const link of touched) {
      const capacity = links.capacity[link];
      const outside = this.left[link];
      this.left[link] = outside > capacity * NOTHING ? Math.max(0, capacity - outside) : capacity;
      full.add(link);
    }
    return full;
  }
}
