import type { RunTimeline } from '../../../src/protocol/queries';
import { NOWHERE, STATE } from './codes';

/** How many of these ascending times are at most `time`. */
export function countUpTo(times: ArrayLike<number>, time: number, from = 0, to = times.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Positions in lists that are grouped by VM; they only move forward, until `rewind`. */
class Cursors {
  /** By group: how many of its entries have begun, as an index into the list. */
  protected readonly at: Uint32Array;

  constructor(
    protected readonly first: Uint32Array,
    protected readonly times: Float64Array,
  ) {
    this.at = first.slice(0, first.length - 1);
  }

  protected advance(group: number, time: number): number {
    const end = this.first[group + 1];
    let at = this.at[group];
    while (at < end && this.times[at] <= time) at++;
    this.at[group] = at;
    return at;
  }

  rewind(time: number): void {
    for (let group = 0; group < this.at.length; group++)
      this.at[group] = countUpTo(this.times, time, this.first[group], this.first[group + 1]);
  }
}

export class StatesOf extends Cursors {
  readonly #codes: Uint8Array;

  constructor({ first, time, state, kinds }: RunTimeline['states']) {
    super(first, time);
    this.#codes = Uint8Array.from(state, (kind) => STATE[kinds[kind]]);
  }

  goTo(time: number, states: Uint8Array): void {
    for (let vm = 0; vm < this.at.length; vm++) {
      const at = this.advance(vm, time);
      if (at > this.first[vm]) states[vm] = this.#codes[at - 1];
    }
  }
}

export class Progress extends Cursors {
  readonly #shares: Float64Array;

  constructor({ first, time, share }: RunTimeline['progress']) {
    super(first, time);
    this.#shares = share;
  }

  goTo(time: number, states: Uint8Array, shares: Float32Array): void {
    for (let vm = 0; vm < this.at.length; vm++) {
      const at = this.advance(vm, time);
      const begin = this.first[vm];
      const end = this.first[vm + 1];
      if (begin === end) shares[vm] = states[vm] === STATE.ready || states[vm] === STATE.starting ? 1 : 0;
      else if (at === begin) shares[vm] = this.#shares[begin];
      else if (at === end) shares[vm] = this.#shares[end - 1];
      else shares[vm] = this.#between(at, time);
    }
  }

  #between(next: number, time: number): number {
    const { times } = this;
    const passed = (time - times[next - 1]) / (times[next] - times[next - 1]);
    return this.#shares[next - 1] + (this.#shares[next] - this.#shares[next - 1]) * passed;
  }
}

/** Who sends to each VM, and how fast. */
export class SourcesOf extends Cursors {
  readonly #flows: RunTimeline['flows'];

  constructor(flows: RunTimeline['flows']) {
    super(flows.first, flows.start);
    this.#flows = flows;
  }

  goTo(time: number, sources: Int32Array, rates: Float64Array): void {
    const { from, end, rate } = this.#flows;
    for (let vm = 0; vm < this.at.length; vm++) {
      const at = this.advance(vm, time);
      const flows = at > this.first[vm] && time < end[at - 1];
      sources[vm] = flows ? from[at - 1] : NOWHERE;
      rates[vm] = flows ? rate[at - 1] : 0;
    }
  }
}
