import type { Range } from '../terms';
import { union } from '../terms';
import type { Grip, Place, Ranges } from './hit';
import { type PlotModel, readable, snappedLatencies, snappedTimes } from './model';

/** A drag over the charts: from where, holding what, beginning with which ranges. */
export interface Drag {
  readonly start: Place;
  readonly grip: Grip;
  readonly ranges: Ranges;
  /** Whether what is dragged over is added to the ranges. */
  readonly adds: boolean;
}

/** Ranges that a drag sets; an axis that it leaves alone is absent. */
export type Change = Partial<Record<keyof Ranges, Range | null>>;

/** Shorter drags are clicks. */
const LEAST_PIXELS = 4;
/** A drag over the heat map that is this flat or steep is meant for one axis. */
const FLAT = 0.12;
const LEAST_SECOND_AXIS = 12;

export function isDrag(start: Place, now: Place): boolean {
  return Math.abs(now.x - start.x) >= LEAST_PIXELS || Math.abs(now.y - start.y) >= LEAST_PIXELS;
}

/** What the ranges are once the pointer is at `now`; null for a drag of the target. */
export function dragged(model: PlotModel, drag: Drag, now: Place): Change | null {
  switch (drag.grip.kind) {
    case 'target':
      return null;
    case 'edge':
      return resized(model, drag, drag.grip, now);
    case 'inside':
      return moved(model, drag, drag.grip.axes, now);
    case 'none':
      return drawn(model, drag, now);
  }
}

function drawn(model: PlotModel, { start, ranges, adds }: Drag, now: Place): Change {
  const [dx, dy] = [Math.abs(now.x - start.x), Math.abs(now.y - start.y)];
  const isMeant = (one: number, other: number) => one >= other || one >= Math.max(LEAST_SECOND_AXIS, FLAT * other);
  const hasTime = start.area === 'columns' || (start.area === 'heat' && isMeant(dx, dy));
  const hasLatency = start.area === 'histogram' || (start.area === 'heat' && isMeant(dy, dx));
  const times = snappedTimes(model, model.time.at(start.x), model.time.at(now.x));
  const latencies = snappedLatencies(model, start.y, now.y);
  return {
    ...(hasTime && { time: adds && ranges.time ? union(ranges.time, times) : times }),
    ...(hasLatency && { latency: adds && ranges.latency ? union(ranges.latency, latencies) : latencies }),
  };
}

function resized(
  model: PlotModel,
  { ranges }: Drag,
  { axis, edge }: Extract<Grip, { readonly kind: 'edge' }>,
  now: Place,
): Change {
  const range = ranges[axis];
  if (!range) return {};
  if (axis === 'latency') {
    const other = edge === 'from' ? range.to : range.from;
    const fixed = other === null ? (edge === 'from' ? 0 : model.latency.height) : model.latency.y(other);
    return { latency: snappedLatencies(model, fixed, now.y) };
  }
  const fixed = (edge === 'from' ? range.to : range.from) ?? (edge === 'from' ? model.time.to : model.time.from);
  return { time: snappedTimes(model, fixed, model.time.at(now.x)) };
}

function moved(model: PlotModel, { start, ranges }: Drag, axes: readonly (keyof Ranges)[], now: Place): Change {
  const { time, latency } = ranges;
  const change: Change = {};
  if (axes.includes('time') && time)
    change.time = movedTimes(model, time, model.time.at(now.x) - model.time.at(start.x));
  if (axes.includes('latency') && latency) change.latency = movedLatencies(model, latency, now.y - start.y);
  return change;
}

/** By whole columns, within the axis, as wide as it was. */
export function movedTimes({ answer: { time: axis }, time: scale }: PlotModel, range: Range, seconds: number): Range {
  const [from, to] = [range.from ?? scale.from, range.to ?? scale.to];
  const step = axis.binSeconds;
  const wanted = Math.round(seconds / step) * step;
  const [first, last] = [axis.x[0] ?? from, (axis.x[axis.x.length - 1] ?? from) + step];
  const by = Math.min(Math.max(wanted, Math.min(0, first - from)), Math.max(0, last - to));
  return { from: from + by, to: to + by };
}

/** By a factor, within the axis, as high as it was on the log axis. */
export function movedLatencies({ latency }: PlotModel, range: Range, pixels: number): Range {
  const [bottom, top] = [
    range.from === null ? latency.height : latency.y(range.from),
    range.to === null ? 0 : latency.y(range.to),
  ];
  const by = Math.min(Math.max(pixels, -top), latency.height - bottom);
  return {
    from: bottom + by >= latency.height - 0.5 ? null : readable(latency.at(bottom + by)),
    to: top + by <= 0.5 ? null : readable(latency.at(top + by)),
  };
}
