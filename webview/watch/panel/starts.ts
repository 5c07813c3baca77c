import type { Watching } from '../watching';

/** A cold start on a VM. */
export interface Start {
  /** By this number `criticalPath` knows it. */
  readonly row: number;
  readonly arrival: number;
  readonly started: number;
}

/** More starts than this are not told apart in a list. */
const MOST_LISTED = 100;

/** The starts on a VM, the first first. */
export function startsOn({ timeline }: Watching, vm: number): readonly Start[] {
  const { row, arrival, started, vm: on } = timeline.starts;
  const found: Start[] = [];
  for (let at = 0; vm >= 0 && at < on.length && found.length < MOST_LISTED; at++)
    if (on[at] === vm) found.push({ row: row[at], arrival: arrival[at], started: started[at] });
  return found;
}

/** The start that is under way at `time`, or the last one before, or the first. */
export function startAt(starts: readonly Start[], time: number): Start | undefined {
  return starts.findLast(({ arrival }) => arrival <= time) ?? starts[0];
}

/** The start that took longest, and its VM's index; null without any. */
export function slowestStart({ timeline }: Watching): { readonly vm: number; readonly start: Start } | null {
  const { row, arrival, started, vm } = timeline.starts;
  let slowest = -1;
  for (let at = 0; at < vm.length; at++)
    if (vm[at] >= 0 && (slowest < 0 || started[at] - arrival[at] > started[slowest] - arrival[slowest])) slowest = at;
  if (slowest < 0) return null;
  return { vm: vm[slowest], start: { row: row[slowest], arrival: arrival[slowest], started: started[slowest] } };
}

/** A moment at which a start can be seen at work. */
export function momentOf({ arrival, started }: Start): number {
  return arrival + (started - arrival) * 0.6;
}
