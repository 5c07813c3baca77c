import { valueText } from '../errors';
import type { AxisValue } from './axes';
import { SweepError } from './errors';
import { type Interval, overlap } from './intervals';
import { MEASURES, type Measure, type PointSummary } from './merge';
import { chosenPoints, distinctValues, shown } from './points';

/** One place of a crossover map: which system has the least of a measure. */
export interface Cell {
  readonly x: AxisValue;
  readonly y: AxisValue;
  /** Systems that were simulated here, the best first. */
  readonly ranked: readonly { readonly system: string; readonly value: number; readonly interval: Interval | null }[];
  /** How many times the value of the best the next one has; null without a next one, or if the best is 0. */
  readonly factor: number | null;
  /** Whether the two have intervals: a few seeds give none. */
  readonly hasIntervals: boolean;
  /** Whether the intervals of the two do not overlap. */
  readonly isClear: boolean;
}

export interface CrossoverMap {
  readonly xName: string;
  readonly yName: string;
  readonly measure: Measure;
  readonly xs: readonly AxisValue[];
  readonly ys: readonly AxisValue[];
  /** Row by row from the first y. */
  readonly cells: readonly Cell[];
}

/** Axes with several values, besides the systems, in the order of the sweep. */
export function variedAxes(points: readonly PointSummary[]): string[] {
  const names = Object.keys(points[0]?.values ?? {});
  return names.filter((name) => name !== 'system' && distinctValues(points, name).length > 1);
}

/** Throws `SweepError`. */
export function measureNamed(name: string): Measure {
  const measure = MEASURES.find((one) => one === name);
  if (measure) return measure;
  throw new SweepError(`There is no measure ${valueText(name)}.`, `The measures are ${MEASURES.join(', ')}.`);
}

/**
 * The map of two axes. Throws `SweepError` if another axis has several values.
 * @param fixed values of other axes, by name: only their points count
 */
export function crossoverMap(
  points: readonly PointSummary[],
  { x, y, measure }: { readonly x: string; readonly y: string; readonly measure: Measure },
  fixed: Readonly<Record<string, string>> = {},
): CrossoverMap {
  const chosen = chosenPoints(points, [x, y], fixed);
  const [xs, ys] = [distinctValues(chosen, x), distinctValues(chosen, y)];
  const key = (along: AxisValue, at: AxisValue) => JSON.stringify([along, at]);
  const byPlace = new Map<string, PointSummary[]>();
  for (const point of chosen) {
    const place = key(point.values[x], point.values[y]);
    const there = byPlace.get(place);
    if (there) there.push(point);
    else byPlace.set(place, [point]);
  }
  const cells = ys.flatMap((at) => xs.map((along) => cell(along, at, byPlace.get(key(along, at)) ?? [], measure)));
  return { xName: x, yName: y, measure, xs, ys, cells };
}

function cell(x: AxisValue, y: AxisValue, points: readonly PointSummary[], measure: Measure): Cell {
  const ranked = points
    .map((point) => ({ system: String(point.values.system), ...shown(point, measure) }))
    .sort((a, b) => a.value - b.value);
  const [best, next] = ranked;
  const factor = best && next && best.value > 0 ? next.value / best.value : null;
  const hasIntervals = ranked.slice(0, 2).every(({ interval }) => interval !== null);
  const isClear = next !== undefined && !overlap(best.interval, next.interval);
  return { x, y, ranked, factor, hasIntervals, isClear };
}
