import type { Series } from './answers';
import { type Bins, niceBins } from './bins';

/** Bins kept: many times those drawn, so that every nice width for drawing is a multiple of the kept one. */
const KEPT = 1 << 15;

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Widths of kept bins in seconds, each a multiple of the one before. Beyond the last, its doublings. */
const WIDTHS = [1, 10, 60, 600, HOUR, 6 * HOUR, DAY, 7 * DAY];

/** Counts times, in any order and of any span, in bins that widen and move as needed. */
export class TimeCounts {
  #counts = new Uint32Array(KEPT);
  #width = WIDTHS[0];
  /** Start of the first kept bin, in widths since the epoch. */
  #first = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  /** Earliest and latest time; null before the first. */
  get range(): { readonly from: number; readonly to: number } | null {
    return this.#from <= this.#to ? { from: this.#from, to: this.#to } : null;
  }

  /** Counts `times[from, to)`, epoch seconds ≥ 0. */
  add(times: Float64Array, from: number, to: number): void {
    let earliest = this.#from;
    let latest = this.#to;
    for (let row = from; row < to; row++) {
      const time = times[row];
      if (time < earliest) earliest = time;
      if (time > latest) latest = time;
    }
    if (from < to) this.#cover(earliest, latest);
    const counts = this.#counts;
    const width = this.#width;
    const first = this.#first;
    // The difference is exact and not negative, so truncating rounds down, and is faster.
    for (let row = from; row < to; row++) counts[(times[row] / width - first) | 0]++;
  }

  /** The counts in at most `most` bins of a nice width. */
  series(most: number): Series {
    const { range } = this;
    if (!range) return { from: 0, to: 0, binSeconds: 1, x: new Float64Array(0), y: new Float64Array(0) };
    const bins = niceBins(range.from, range.to, most, true);
    const x = Float64Array.from({ length: bins.count }, (_, bin) => (bins.first + bin) * bins.seconds);
    return {
      from: x[0],
      to: (bins.first + bins.count) * bins.seconds,
      binSeconds: bins.seconds,
      x,
      y: this.#countsIn(bins),
    };
  }

  #countsIn({ seconds, first, count }: Bins): Float64Array {
    const y = new Float64Array(count);
    const perBin = seconds / this.#width;
    const last = Math.floor(this.#to / this.#width);
    for (let kept = Math.floor(this.#from / this.#width); kept <= last; kept++) {
      const bin = Math.floor(kept / perBin) - first;
      y[Math.min(Math.max(bin, 0), count - 1)] += this.#counts[kept - this.#first];
      // Beyond 2 ** 53 no next integer exists, but then there is only one bin.
      if (kept + 1 === kept) break;
    }
    return y;
  }

  /** Makes the bins span both times. */
  #cover(from: number, to: number): void {
    const before = this.range;
    const width = widthFor(from, to, this.#width);
    const start = Math.floor(from / width);
    const end = Math.floor(to / width);
    const isInside = width === this.#width && start >= this.#first && end < this.#first + KEPT;
    if (!before || !isInside) {
      // Leaves room in the direction of growth: earlier times are likely to be followed by still earlier ones.
      const room = KEPT - 1 - (end - start);
      const first = before && from < before.from ? start - (room >> 1) : start;
      if (before) this.#move(width, Math.max(0, first), before);
      else this.#first = start;
      this.#width = width;
    }
    this.#from = from;
    this.#to = to;
  }

  #move(width: number, first: number, { from, to }: { readonly from: number; readonly to: number }): void {
    const counts = new Uint32Array(KEPT);
    const ratio = width / this.#width;
    const last = Math.floor(to / this.#width);
    for (let kept = Math.floor(from / this.#width); kept <= last; kept++) {
      counts[Math.floor(kept / ratio) - first] += this.#counts[kept - this.#first];
      if (kept + 1 === kept) break;
    }
    this.#counts = counts;
    this.#first = first;
  }
}

/** The narrowest width, at least `width`, with which `KEPT` bins span both times. */
function widthFor(from: number, to: number, width: number): number {
  const fits = (seconds: number) => Math.floor(to / seconds) - Math.floor(from / seconds) < KEPT;
  let seconds = WIDTHS.find((candidate) => candidate >= width && fits(candidate)) ?? Math.max(width, WIDTHS[7]);
  while (!fits(seconds)) seconds *= 2;
  return seconds;
}
