/** What limits a flow, in place of the number of a full link. */
export const Limit = {
  /** Its receiver works through the blocks no faster. */
  pace: -1,
  /** Its source does not have the blocks yet. */
  feeder: -2,
} as const;

/** The rates of a flow, from each time on until the next: columns run in parallel. */
export interface Rates {
  readonly time: number[];
  /** MB/s. */
  readonly rate: number[];
  /** A VM's number, or as in the network. */
  readonly source: number[];
  /** The link that holds the flow back, or a `Limit`. */
  readonly limit: number[];
}

/** A stretch of a read of the registry in which it is one of the reads with `onVm` on their VM. */
export interface Read {
  readonly onVm: number;
  /** MB for each MB that the group's rate brings. */
  readonly density: number;
  readonly from: number;
  /** Where the group's curve was then: see `ReadCurves`. */
  readonly mark: number;
  /** NaN while it lasts. */
  to: number;
}

/** What a VM does for the image of the watched function, from its order until it leaves. Times are NaN if never. */
export interface Stay {
  readonly vm: number;
  readonly since: number;
  /** Its stages of preparation: numbers in `System.preparation`. */
  readonly stages: { readonly stage: number; readonly from: number; readonly to: number }[];
  preparedAt: number;
  /** When its fetch begins and ends. Blocks may be at hand later than that: see `firstBlockAt` and `fetchedAt`. */
  beganAt: number;
  flowEnd: number;
  firstBlockAt: number;
  fetchedAt: number;
  /** When its first container has started. */
  startedAt: number;
  failedAt: number;
  leftAt: number;
  /** MB that it fetches. */
  size: number;
  readonly rates: Rates;
  readonly reads: Read[];
}

export function newStay(vm: number, since: number): Stay {
  return {
    vm,
    since,
    stages: [],
    preparedAt: Number.NaN,
    beganAt: Number.NaN,
    flowEnd: Number.NaN,
    firstBlockAt: Number.NaN,
    fetchedAt: Number.NaN,
    startedAt: Number.NaN,
    failedAt: Number.NaN,
    leftAt: Number.NaN,
    size: 0,
    rates: { time: [], rate: [], source: [], limit: [] },
    reads: [],
  };
}

/** From `time` on. Replaces an entry at the same time. */
export function addRate({ time, rate, source, limit }: Rates, now: number, mbps: number, from: number, by: number) {
  const last = time.length - 1;
  const at = last >= 0 && time[last] === now ? last : last + 1;
  time[at] = now;
  rate[at] = mbps;
  source[at] = from;
  limit[at] = by;
}

/** When the VM has nothing more to do with the image: it gave it up, or failed; Infinity for never. */
export function endOf({ failedAt, leftAt }: Stay): number {
  if (failedAt >= 0) return failedAt;
  return leftAt >= 0 ? leftAt : Number.POSITIVE_INFINITY;
}
