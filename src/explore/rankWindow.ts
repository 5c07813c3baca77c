import type { Term } from '../filter';
import { termInterval } from '../matching';
import { type Checkpoint, countBelow } from '../numeric';
import type { ExploredTrace } from './explored';
import { type Audience, type RowMask, SLICE } from './rowMask';

/** Ranks [from, to). */
export interface Ranks {
  readonly from: number;
  readonly to: number;
}

/** The ranks of the rows that pass a field's terms, in the order of its values; null if they are not side by side. */
export function ranksOf(
  { table, unitsPerSecond }: ExploredTrace,
  values: Float64Array,
  order: Uint32Array,
  terms: readonly Term[],
): Ranks | null {
  let from = 0;
  let to = order.length;
  for (const term of terms) {
    const interval = termInterval(term, table, unitsPerSecond);
    if (!interval) return null;
    const below = (bound: number) => countBelow(order.length, bound, (rank) => values[order[rank]]);
    from = Math.max(from, below(interval.from));
    to = Math.min(to, below(interval.to));
  }
  return { from, to: Math.max(from, to) };
}

/** The window of ranks whose rows have not a field's bit: moving it touches only the rows between old and new ends. */
export class RankWindow {
  #ranks: Ranks;

  constructor(
    readonly order: Uint32Array,
    readonly bit: number,
    ranks: Ranks,
  ) {
    this.#ranks = ranks;
  }

  /** Rows that come or go on the way. */
  distance(target: Ranks): number {
    const { from, to } = this.#ranks;
    if (isApart(this.#ranks, target)) return to - from + target.to - target.from;
    return Math.abs(target.from - from) + Math.abs(target.to - to);
  }

  /** The window is where the mask says, wherever the checkpoint ends this. */
  async moveTo(target: Ranks, mask: RowMask, audiences: readonly Audience[], checkpoint?: Checkpoint): Promise<void> {
    const step = async () => {
      if (checkpoint) await checkpoint();
    };
    const take = (from: number, to: number) => mask.flip(this.order.subarray(from, to), this.bit, audiences);
    if (isApart(this.#ranks, target)) {
      for (; this.#ranks.from < this.#ranks.to; await step()) {
        const { from, to } = this.#ranks;
        const next = Math.min(from + SLICE, to);
        take(from, next);
        this.#ranks = { from: next, to };
      }
      this.#ranks = { from: target.from, to: target.from };
    }
    for (; this.#ranks.from !== target.from; await step()) {
      const { from, to } = this.#ranks;
      const next = from < target.from ? Math.min(from + SLICE, target.from) : Math.max(from - SLICE, target.from);
      take(Math.min(from, next), Math.max(from, next));
      this.#ranks = { from: next, to };
    }
    for (; this.#ranks.to !== target.to; await step()) {
      const { from, to } = this.#ranks;
      const next = to < target.to ? Math.min(to + SLICE, target.to) : Math.max(to - SLICE, target.to);
      take(Math.min(to, next), Math.max(to, next));
      this.#ranks = { from, to: next };
    }
  }
}

function isApart(one: Ranks, other: Ranks): boolean {
  return one.to <= other.from || other.to <= one.from;
}
