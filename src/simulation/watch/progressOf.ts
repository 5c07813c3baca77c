import { endOf, type Stay } from './stay';
import type { Transfers } from './transfers';

/** A curve: linear between neighbouring points. */
interface Points {
  readonly time: number[];
  readonly share: number[];
}

/**
 * The share of its blocks that a VM has over [from, end]. A flow says when blocks leave their source; they are at
 * hand later, by the hops that they travel: the lag of the first block at the beginning, that of the last at the end,
 * and in proportion in between.
 */
export function progressOf(stay: Stay, transfers: Transfers, from: number, end: number): Points {
  const { since, beganAt, flowEnd, firstBlockAt, fetchedAt, size } = stay;
  const until = Math.min(endOf(stay), end);
  const points: Points = { time: [], share: [] };
  if (!(beganAt < until)) {
    const share = fetchedAt <= until ? 1 : 0;
    add(points, since, share);
    add(points, until, share);
    return within(points, from, until);
  }
  const firstLag = firstBlockAt >= beganAt ? firstBlockAt - beganAt : 0;
  const isOver = flowEnd <= end;
  const lastLag = isOver && firstBlockAt >= 0 ? fetchedAt - flowEnd : firstLag;
  const length = isOver ? flowEnd - beganAt : 0;
  const arrivesAt = (time: number) =>
    time + firstLag + (length > 0 ? (lastLag - firstLag) * Math.min(1, (time - beganAt) / length) : 0);
  add(points, since, 0);
  add(points, arrivesAt(beganAt), 0);
  let received = 0;
  for (let i = 0; i < transfers.from.length; i++) {
    const begin = arrivesAt(transfers.from[i]);
    const last = points.time.length - 1;
    if (begin > points.time[last]) add(points, begin, points.share[last]);
    received += transfers.rate[i] * (transfers.to[i] - transfers.from[i]);
    add(points, arrivesAt(transfers.to[i]), Math.min(1, received / size));
  }
  const last = points.time.length - 1;
  if (isOver) points.share[last] = 1;
  if (points.time[last] < until) add(points, until, points.share[last]);
  return within(points, from, until);
}

function add({ time, share }: Points, at: number, value: number): void {
  time.push(at);
  share.push(value);
}

/** The part of the curve over [from, to], with points at both ends if it goes on there. */
function within(points: Points, from: number, to: number): Points {
  const { time, share } = points;
  if (time[0] >= from && time[time.length - 1] <= to) return points;
  const part: Points = { time: [], share: [] };
  for (let i = 0; i < time.length; i++) {
    if (time[i] >= from && time[i] <= to) add(part, time[i], share[i]);
    if (i + 1 === time.length) break;
    if (time[i] < from && time[i + 1] > from) add(part, from, shareAt(points, i, from));
    if (time[i] < to && time[i + 1] > to) add(part, to, shareAt(points, i, to));
  }
  return part;
}

/** The share at `at`, which lies between point `i` and the next. */
function shareAt({ time, share }: Points, i: number, at: number): number {
  return share[i] + ((share[i + 1] - share[i]) * (at - time[i])) / (time[i + 1] - time[i]);
}
