import { STATE, type StateChange } from './states';

/** Most moments that are listed. */
const MOST_MOMENTS = 8;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const isBusy = (state: number): boolean => state === STATE.fetching || state === STATE.starting;
const isAtRest = (state: number): boolean => state === STATE.ready || state === STATE.absent;

/**
 * The stretches of [from, to] in which every VM is ready or absent, and the moments at which most VMs fetch or start.
 * @param byVm changes of states, of each VM by time
 */
export function activityOf(byVm: readonly (readonly StateChange[])[], from: number, to: number) {
  const restless = byVm.flatMap((changes) => stretches(changes, to, (state) => !isAtRest(state)));
  const busy = byVm.flatMap((changes) => stretches(changes, to, isBusy));
  return { idle: gaps(restless, from, to), busiest: peaks(busy, from) };
}

/** When a VM is in a state that `counts`. */
function stretches(changes: readonly StateChange[], end: number, counts: (state: number) => boolean): Stretch[] {
  const found: Stretch[] = [];
  changes.forEach(({ time, state }, i) => {
    const to = changes[i + 1]?.time ?? end;
    if (counts(state) && to > time) found.push({ from: time, to });
  });
  return found;
}

/** The parts of [from, to] outside all of these. */
function gaps(covered: readonly Stretch[], from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  let end = from;
  for (const one of [...covered].sort((a, b) => a.from - b.from)) {
    if (one.from > end) found.push({ from: end, to: one.from });
    end = Math.max(end, one.to);
  }
  if (to > end) found.push({ from: end, to });
  return found;
}

/** In each stretch without a gap: the middle of the longest time in which the most are under way. */
function peaks(all: readonly Stretch[], from: number): { time: number; vms: number }[] {
  const changes = all.flatMap((one) => [
    { time: Math.max(from, one.from), by: 1 },
    { time: one.to, by: -1 },
  ]);
  changes.sort((a, b) => a.time - b.time || a.by - b.by);
  const found: { time: number; vms: number }[] = [];
  let best = { time: from, vms: 0, length: 0 };
  let vms = 0;
  changes.forEach(({ time, by }, i) => {
    vms += by;
    const next = changes[i + 1]?.time ?? Number.POSITIVE_INFINITY;
    const length = next - time;
    if (length === 0) return;
    if (vms > best.vms || (vms === best.vms && length > best.length)) best = { time: time + length / 2, vms, length };
    if (vms > 0) return;
    found.push({ time: best.time, vms: best.vms });
    best = { time, vms: 0, length: 0 };
  });
  return found.sort((a, b) => b.vms - a.vms || a.time - b.time).slice(0, MOST_MOMENTS);
}
