import { BINS, binOf as binOfWord, type Checkpoint, firstAfter, forSlices, leastUpperWord, wordsOf } from '../numeric';

/** Bins to a factor of ten: each is 0.96 % wide, so its middle is within 0.5 % of every value in it. */
const PER_DECADE = 240;
/** Latencies this many factors of ten below the longest are too short for the axis. */
const MOST_DECADES = 16;
/** Shorter ones count as 0: powers of ten would lose digits. */
const SHORTEST = 1e-300;

/**
 * Narrow bins of latencies, equally wide on a log axis. Bin 0 holds those that are too short for the axis, such as 0;
 * bin k ≥ 1 holds [edges[k - 1], edges[k]).
 */
export class LatencyBins {
  /** In seconds, ascending. */
  readonly edges: Float64Array;

  /**
   * @param shortest the shortest latency above 0, seconds
   * @param longest 0 if none is above 0
   */
  constructor(shortest: number, longest: number) {
    const [least, most] = longest >= SHORTEST ? [Math.max(shortest, SHORTEST), longest] : [1, 1];
    // A bin more on either side allows for the rounding of logarithms and powers.
    const top = Math.floor(Math.log10(most) * PER_DECADE) + 2;
    const bottom = Math.max(Math.floor(Math.log10(least) * PER_DECADE) - 1, top - MOST_DECADES * PER_DECADE);
    const all = Float64Array.from({ length: top - bottom + 1 }, (_, at) =>
      Math.min(10 ** ((bottom + at) / PER_DECADE), Number.MAX_VALUE),
    );
    const first = Math.max(0, firstAfter(0, all.length, (at) => all[at] <= least) - 1);
    const last = Math.min(
      firstAfter(0, all.length, (at) => all[at] <= most),
      all.length - 1,
    );
    this.edges = all.slice(first, last + 1);
  }

  /** Of bins, with bin 0. */
  get count(): number {
    return this.edges.length;
  }

  /** A latency within 0.5 % of each in the bin; 0 for those too short for the axis. */
  middleOf(bin: number): number {
    return bin === 0 ? 0 : this.edges[bin - 1] + (this.edges[bin] - this.edges[bin - 1]) / 2;
  }

  /** The edge at a place, also beyond the last one. */
  edgeAt(place: number): number {
    const { edges } = this;
    if (place < edges.length) return edges[place];
    return Math.min(edges[0] * 10 ** (place / PER_DECADE), Number.MAX_VALUE);
  }

  /** The bin of each latency. @param latency all ≥ 0 */
  async binsOf(latency: Float64Array, unitsPerSecond: number, checkpoint?: Checkpoint): Promise<Uint16Array> {
    const bins = new Uint16Array(latency.length);
    const table = this.#lookUp();
    await forSlices(latency.length, checkpoint, (from, to) => {
      const seconds = new Float64Array(to - from);
      for (let row = from; row < to; row++) seconds[row - from] = latency[row] / unitsPerSecond;
      place(seconds, table, this.edges, bins, from);
    });
    return bins;
  }

  /** By the upper bits of a double, the bin of the least value with these bits. */
  #lookUp(): Uint16Array {
    const table = new Uint16Array(BINS);
    const words = new Uint32Array(2);
    const [value] = [new Float64Array(words.buffer)];
    for (let at = 0, bin = 0; at < BINS; at++) {
      words[1] = leastUpperWord(at);
      while (bin < this.count - 1 && this.edges[bin] <= value[0]) bin++;
      table[at] = bin;
    }
    return table;
  }
}

/** A bin of upper bits is less than 0.8 % wide, so the search from its first bin takes at most two steps. */
function place(seconds: Float64Array, table: Uint16Array, edges: Float64Array, bins: Uint16Array, first: number): void {
  const words = wordsOf(seconds);
  const last = edges.length - 1;
  for (let i = 0; i < seconds.length; i++) {
    let bin = table[binOfWord(words[2 * i + 1])];
    while (bin < last && edges[bin] <= seconds[i]) bin++;
    bins[first + i] = bin;
  }
}
