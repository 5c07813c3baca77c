import { grown } from '../columns';

const NONE = -1;

/** Which flow feeds the source of which others: each has one feeder at most, and a list of those that it feeds. */
export class Feeds {
  #feeder = new Int32Array(64).fill(NONE);
  #first = new Int32Array(64).fill(NONE);
  #next = new Int32Array(64);
  #previous = new Int32Array(64);

  reserve(flow: number): void {
    const before = this.#feeder.length;
    if (flow < before) return;
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
