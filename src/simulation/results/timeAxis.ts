/** Bins before their width doubles. At the first width they span four minutes; a day has bins of half a minute. */
const MOST_BINS = 4096;
const FIRST_WIDTH = 1 / 16;

/** A series in bins. */
interface Binned {
  /** Merges bins in pairs. */
  halve(): void;
}

/**
 * Bins of equal width that several series share, so that one can be divided by another. The width doubles when time
 * outgrows them, so memory is bounded and short runs have fine bins.
 */
export class TimeAxis {
  /** Width of a bin, seconds; a power of two. */
  width = FIRST_WIDTH;
  perSecond = 1 / FIRST_WIDTH;
  readonly #series: Binned[] = [];

  add(series: Binned): void {
    this.#series.push(series);
  }

  /** The bin in which `time` lies. */
  binOf(time: number): number {
    while (time >= this.width * MOST_BINS) this.#widen();
    return Math.floor(time * this.perSecond);
  }

  #widen(): void {
    this.width *= 2;
    this.perSecond /= 2;
    for (const series of this.#series) series.halve();
  }
}
