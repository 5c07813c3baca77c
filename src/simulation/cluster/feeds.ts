import { grown } from '../columns';

const NONE = -1;

/** How a flow stands to the one that feeds its source. */
export const FeedState = {
  /** The source holds everything, or more than this flow has taken. */
  behind: 0,
  /** This flow takes each block as the source gets it. */
  level: 1,
  /** This flow has more than its source does (which is new), and waits for it. */
  ahead: 2,
} as const;

/** Which flow feeds the source of which others: each has one feeder at most, and a list of those that it feeds. */
export class Feeds {
  /** By flow: one of `FeedState`. */
  state = new Uint8Array(64);
  #feeder = new Int32Array(64).fill(NONE);
  #first = new Int32Array(64).fill(NONE);
  #next = new Int32Array(64);
  #previous = new Int32Array(64);

  reserve(flow: number): void {
    const before = this.#feeder.length;
    if (flow < before) return;
    this.state = grown(this.state, flow + 1);
    this.#feeder = grown(this.#feeder, flow + 1).fill(NONE, before);
    this.#first = grown(this.#first, flow + 1).fill(NONE, before);
    this.#next = grown(this.#next, flow + 1);
    this.#previous = grown(this.#previous, flow + 1);
  }

  /** The flow that brings the same blocks to this one's source, or -1. */
  feederOf(flow: number): number {
    return this.#feeder[flow];
  }

  /** The first flow that this one feeds, or -1; `nextFed` goes on from there. */
  firstFed(flow: number): number {
    return this.#first[flow];
  }

  nextFed(flow: number): number {
    return this.#next[flow];
  }

  /** `feeder` is -1 for none. */
  set(flow: number, feeder: number): void {
    this.remove(flow);
    this.#feeder[flow] = feeder;
    if (feeder === NONE) return;
    const first = this.#first[feeder];
    this.#next[flow] = first;
    this.#previous[flow] = NONE;
    if (first !== NONE) this.#previous[first] = flow;
    this.#first[feeder] = flow;
  }

  remove(flow: number): void {
    const feeder = this.#feeder[flow];
    if (feeder === NONE) return;
    const next = this.#next[flow];
    const previous = this.#previous[flow];
    if (next !== NONE) this.#previous[next] = previous;
    if (previous !== NONE) this.#next[previous] = next;
    else this.#first[feeder] = next;
    this.#feeder[flow] = NONE;
  }
}
