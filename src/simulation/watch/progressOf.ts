import type { ReadCurves } from './readCurves';
import { endOf, type Stay } from './stay';
import { transfersOf } from './transfers';

/** A point of a VM's progress. */
export interface Knot {
  readonly time: number;
  share: number;
}

/**
 * The share of its blocks that a VM has over [from, end]. A flow says when blocks leave their source; they are at
 * hand later, by the hops that they travel: the lag of the first block at the beginning, that of the last at the end,
 * and in proportion in between.
 */
export function progressOf(stay: Stay, curves: ReadCurves, from: number, end: number): Knot[] {
  const { since, beganAt, flowEnd, firstBlockAt, fetchedAt, size } = stay;
  const until = Math.min(endOf(stay), end);
  if (!(beganAt < until)) {
    const share = fetchedAt <= until ? 1 : 0;
    return within(
      [
        { time: since, share },
        { time: until, share },
      ],
      from,
      until,
    );
  }
  const firstLag = firstBlockAt >= beganAt ? firstBlockAt - beganAt : 0;
  const isOver = flowEnd <= end;
  const lastLag = isOver && firstBlockAt >= 0 ? fetchedAt - flowEnd : firstLag;
  const length = isOver ? flowEnd - beganAt : 0;
  const arrivesAt = (time: number) =>
    time + firstLag + (length > 0 ? (lastLag - firstLag) * Math.min(1, (time - beganAt) / length) : 0);
  const knots: Knot[] = [
    { time: since, share: 0 },
    { time: arrivesAt(beganAt), share: 0 },
  ];
  let received = 0;
  for (const { from, to, rate } of transfersOf(stay, curves, end)) {
    const last = knots[knots.length - 1];
    const begin = arrivesAt(from);
    if (begin > last.time) knots.push({ time: begin, share: last.share });
    received += rate * (to - from);
    knots.push({ time: arrivesAt(to), share: Math.min(1, received / size) });
  }
  const last = knots[knots.length - 1];
  if (isOver) last.share = 1;
  if (last.time < until) knots.push({ time: until, share: last.share });
  return within(knots, from, until);
}

/** The part of the curve over [from, to], with knots at both ends if it goes on there. */
function within(knots: readonly Knot[], from: number, to: number): Knot[] {
  const part = knots.filter(({ time }) => time >= from && time <= to);
  const before = knots.findLast(({ time }) => time < from);
  const after = knots.find(({ time }) => time > to);
  if (before && part[0]?.time !== from) part.unshift({ time: from, share: shareAt(before, part[0] ?? after, from) });
  if (after && part.length > 0 && part[part.length - 1].time < to) {
    part.push({ time: to, share: shareAt(part[part.length - 1], after, to) });
  }
  return part;
}

function shareAt(before: Knot, after: Knot | undefined, time: number): number {
  if (!after) return before.share;
  return before.share + ((after.share - before.share) * (time - before.time)) / (after.time - before.time);
}
