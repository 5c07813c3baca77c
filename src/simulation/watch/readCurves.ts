import { countUpTo } from '../../numeric';
import type { ReadsObserver } from '../cluster/readers';
import type { Read, Stay } from './stay';

/** Most pieces into which the rates of a read are cut. */
const MOST_KNOTS = 64;
/** Relative: within a piece, rates differ by less, if the pieces suffice. */
const FINEST = 0.05;

/** The rate that all reads of a group have, from each time on: columns run in parallel. */
interface Curve {
  readonly time: number[];
  /** MB/s. */
  readonly rate: number[];
  /** MB that it has brought until that time. */
  readonly mark: number[];
  /** Reads of the registry in all. */
  readonly readers: number[];
  /** A `ReadLimit`. */
  readonly limit: number[];
  /** Reads of the watched function that have this rate now. */
  reads: number;
  /** Whether no read of the function had the last rate, so that it need not be kept. */
  isIdle: boolean;
  knots: number[] | null;
}

/** What limits the reads of a group. */
export const ReadLimit = { pace: 0, intake: 1, bandwidth: 2 } as const;

/** A stretch of a read with one rate, MB/s, and what it is limited by. */
export interface ReadPart {
  readonly from: number;
  readonly to: number;
  readonly readers: number;
  readonly limit: number;
}

/**
 * Reads of the registry by the watched function. Their rates change whenever any read begins or ends, but are the same
 * for all with as many reads on their VM: so one curve serves all. Rates that no read of the function had are not kept.
 */
export class ReadCurves implements ReadsObserver {
  /** By number of reads on a VM, less 1. */
  readonly #curves: Curve[] = [];

  /**
   * @param stayOf the stay that a flow belongs to; null for one of another function
   * @param from earlier rates are not kept
   */
  constructor(
    private readonly stayOf: (flow: number) => Stay | null,
    private readonly from: number,
  ) {}

  joined(flow: number, onVm: number, density: number, now: number): void {
    const stay = this.stayOf(flow);
    if (!stay) return;
    this.#end(stay, now);
    const curve = this.#curve(onVm);
    curve.reads++;
    curve.isIdle = false;
    stay.reads.push({ onVm, density, from: now, mark: markAt(curve, now), to: Number.NaN });
  }

  left(flow: number, now: number): void {
    const stay = this.stayOf(flow);
    if (stay) this.#end(stay, now);
  }

  rated(onVm: number, readers: number, rate: number, pace: number, intake: number, now: number): void {
    const curve = this.#curve(onVm);
    const last = curve.time.length - 1;
    const mark = last < 0 ? 0 : curve.mark[last] + curve.rate[last] * (now - curve.time[last]);
    const replaced = last >= 0 && (curve.time[last] === now || curve.isIdle || now < this.from);
    const at = replaced ? last : last + 1;
    if (!replaced || curve.time[last] !== now) curve.isIdle = curve.reads === 0;
    curve.time[at] = now;
    curve.rate[at] = rate;
    curve.mark[at] = mark;
    curve.readers[at] = readers;
    curve.limit[at] = rate === pace ? ReadLimit.pace : rate === intake ? ReadLimit.intake : ReadLimit.bandwidth;
  }

  /** MB that a read has brought until `time`. */
  amount({ onVm, density, mark }: Read, time: number): number {
    return density * (markAt(this.#curve(onVm), time) - mark);
  }

  /** Times within (from, to) at which the rate of the read has changed much. The same for all reads of its group. */
  knots({ onVm }: Read, from: number, to: number): readonly number[] {
    const curve = this.#curve(onVm);
    curve.knots ??= knotsOf(curve);
    return curve.knots.filter((time) => time > from && time < to);
  }

  /** What limited a read over [from, to], in order of time. */
  *parts({ onVm }: Read, from: number, to: number): IterableIterator<ReadPart> {
    const curve = this.#curve(onVm);
    for (let at = Math.max(0, entryAt(curve, from)); at < curve.time.length && curve.time[at] < to; at++) {
      const end = Math.min(to, curve.time[at + 1] ?? to);
      const begin = Math.max(from, curve.time[at]);
      if (end > begin) yield { from: begin, to: end, readers: curve.readers[at], limit: curve.limit[at] };
    }
  }

  #curve(onVm: number): Curve {
    while (this.#curves.length < onVm) {
      this.#curves.push({ time: [], rate: [], mark: [], readers: [], limit: [], reads: 0, isIdle: false, knots: null });
    }
    return this.#curves[onVm - 1];
  }

  #end(stay: Stay, now: number): void {
    const last = stay.reads.at(-1);
    if (!last || !Number.isNaN(last.to)) return;
    last.to = now;
    this.#curve(last.onVm).reads--;
  }
}

/** The last entry at or before `time`; -1 for none. */
function entryAt({ time }: Curve, at: number): number {
  return countUpTo(time.length, at, (entry) => time[entry]) - 1;
}

function markAt(curve: Curve, time: number): number {
  const at = entryAt(curve, time);
  return at < 0 ? 0 : curve.mark[at] + curve.rate[at] * (time - curve.time[at]);
}

/** Times at which the rate has changed by a share since the last of them: the least share that makes few enough. */
function knotsOf({ time, rate }: Curve): number[] {
  for (let share = FINEST; ; share *= 2) {
    const knots: number[] = [];
    let since = rate[0];
    for (let at = 1; at < time.length && knots.length <= MOST_KNOTS; at++) {
      if (Math.abs(rate[at] - since) <= share * Math.max(rate[at], since)) continue;
      knots.push(time[at]);
      since = rate[at];
    }
    if (knots.length <= MOST_KNOTS) return knots;
  }
}
