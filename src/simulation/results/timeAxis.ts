/** Bins before their width doubles: of the first width they span four minutes; a day has bins of half a minute. */
const MOST_BINS = 4096;
const FIRST_WIDTH = 1 / 16;

/** Something in bins. */
interface Binned {
  /** Two bins become one. */
  halve(): void;
}

/**
 * Bins of equal width that several series share, so that one can be divided by another. The width doubles whenever time outgrows them: memory is
 * bounded and short runs are seen finely, whatever the length of the run.
 */
export class TimeAxis {
  /** Of a bin, seconds; a power of two. */
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
