import FlatQueue from 'flatqueue';

/** Far above rounding errors, and far below what matters. */
const NEARLY = 1 + 1e-9;

/**
 * Finds the links that are full first while the rates of flows rise. A link's even share only grows as its flows stop,
 * so an outdated heap entry is too low: updating entries that reach the top is enough.
 */
export class FullLinks {
  readonly #byShare = new FlatQueue<number>();
  readonly #nearest: number[] = [];

  constructor(
    /** By link: capacity left, and flows that rise. */
    private readonly left: Float64Array,
    private readonly rising: Int32Array,
  ) {}

  /** Begins anew. */
  clear(): void {
    this.#byShare.clear();
    this.#nearest.length = 0;
  }

  add(link: number): void {
    this.#byShare.push(link, this.#shareOf(link));
  }

  /** The rate at which the next link is full, or `most` if that is less. */
  levelUpTo(most: number): number {
    const queue = this.#byShare;
    let level = most;
    while (queue.length > 0 && queue.peekValue()! <= level * NEARLY) {
      const known = queue.peekValue()!;
      const link = queue.pop()!;
      if (this.rising[link] === 0) continue;
      const share = this.#shareOf(link);
      if (share > known * NEARLY) {
        queue.push(link, share);
        continue;
      }
      this.#nearest.push(link);
      level = Math.min(level, share);
    }
    return level;
  }

  /** Calls `visit` with the links that may be full at the rate that `levelUpTo` returned last. */
  visitNearest(visit: (link: number) => void): void {
    for (const link of this.#nearest) visit(link);
    for (const link of this.#nearest) if (this.rising[link] > 0) this.add(link);
    this.#nearest.length = 0;
  }

  #shareOf(link: number): number {
    return Math.max(0, this.left[link]) / this.rising[link];
  }
}
