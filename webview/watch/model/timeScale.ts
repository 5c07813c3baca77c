import type { RunTimeline } from '../../../src/protocol/queries';

/** An idle stretch that is skipped takes this share of the slider. */
const GAP_SHARE = 0.02;
/** Idle stretches shorter than this share of the busy time are not worth skipping. */
const LEAST_SHARE = 0.02;

/** The slider's axis: simulated time. Places are shares, 0 to 1. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  /** Idle stretches that it cuts short. */
  readonly gaps: readonly Gap[];
  placeOf(time: number): number;
  timeAt(place: number): number;
  /** Where playing goes on at `time`: the end of the idle stretch that it is in. */
  afterGap(time: number): number;
}

/** The axis of one run, linear between the idle stretches. */
export class EvenScale implements TimeScale {
  /** Ends of the pieces between which the axis is linear. */
  readonly #times: number[];
  readonly #places: number[];

  constructor(
    readonly from: number,
    readonly to: number,
    readonly gaps: readonly Gap[],
  ) {
    const busy = to - from - gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0);
    const gapShare = gaps.length === 0 ? 0 : Math.min(GAP_SHARE, 0.4 / gaps.length);
    const perSecond = busy > 0 ? (1 - gapShare * gaps.length) / busy : 0;
    this.#times = [from];
    this.#places = [0];
    for (const gap of gaps) {
      this.#add(gap.from, (gap.from - this.#times[this.#times.length - 1]) * perSecond);
      this.#add(gap.to, gapShare);
    }
    this.#add(to, 1 - this.#places[this.#places.length - 1]);
  }

  #add(time: number, share: number): void {
    this.#places.push(this.#places[this.#places.length - 1] + share);
    this.#times.push(time);
  }

  placeOf(time: number): number {
    return along(this.#times, this.#places, time);
  }

  timeAt(place: number): number {
    return along(this.#places, this.#times, place);
  }

  afterGap(time: number): number {
    for (const gap of this.gaps) if (time > gap.from && time < gap.to) return gap.to;
    return time;
  }
}

/** The axis of several runs of which some take much longer: about linear up to `knee`, then logarithmic. */
export class BentScale implements TimeScale {
  readonly gaps: readonly Gap[] = [];

  constructor(
    readonly from: number,
    readonly to: number,
    private readonly knee: number,
  ) {}

  placeOf(time: number): number {
    const passed = Math.min(this.to, Math.max(this.from, time)) - this.from;
    return Math.log1p(passed / this.knee) / (Math.log1p((this.to - this.from) / this.knee) || 1);
  }

  timeAt(place: number): number {
    return this.from + this.knee * Math.expm1(place * Math.log1p((this.to - this.from) / this.knee));
  }

  afterGap(time: number): number {
    return time;
  }
}

/** The axis for runs whose last starts are at these times. */
export function scaleOfRuns(from: number, to: number, ends: readonly number[], gaps: readonly Gap[]): TimeScale {
  const last = Math.max(to, ...ends);
  const soonest = Math.min(last, ...ends.filter((end) => end > from)) - from;
  const isBent = ends.length > 1 && last - from > MOST_RATIO * soonest && soonest > 0;
  return isBent ? new BentScale(from, last, soonest / 2) : new EvenScale(from, last, gaps);
}

/** Runs whose ends are further apart than this share no linear axis. */
const MOST_RATIO = 6;

export interface Gap {
  readonly from: number;
  readonly to: number;
}

/**
 * The idle stretches of a timeline that are long beside what happens.
 * @param busyUntil until then something else is busy
 */
export function gapsOf({ idle, from, to }: RunTimeline, busyUntil = 0): readonly Gap[] {
  const gaps = Array.from(idle.from, (start, at) => ({
    from: Math.max(from, start, busyUntil),
    to: Math.min(to, idle.to[at]),
  })).filter((gap) => gap.to > gap.from);
  const busy = to - from - gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0);
  return gaps.filter((gap) => gap.to - gap.from > Math.max(0.2, busy * LEAST_SHARE));
}

/** Piecewise linear through ascending points. */
function along(xs: readonly number[], ys: readonly number[], x: number): number {
  const last = xs.length - 1;
  if (x <= xs[0]) return ys[0];
  if (x >= xs[last]) return ys[last];
  let at = 1;
  while (xs[at] < x) at++;
  const width = xs[at] - xs[at - 1];
  return width > 0 ? ys[at - 1] + ((ys[at] - ys[at - 1]) * (x - xs[at - 1])) / width : ys[at];
}
