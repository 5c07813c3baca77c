import { valueText } from '../errors';
import type { AxisValue } from './axes';
import { SweepError } from './errors';
import { type Interval, overlap } from './intervals';
import { MEASURES, type Measure, type PointSummary } from './merge';

/** One place of a crossover map: which system has the least of a measure. */
export interface Cell {
  readonly x: AxisValue;
  readonly y: AxisValue;
  /** Systems that were simulated here, the best first. */
  readonly ranked: readonly { readonly system: string; readonly value: number; readonly interval: Interval | null }[];
  /** How many times the value of the best the next one has; null without a next one, or if the best is 0. */
  readonly factor: number | null;
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
  const chosen = points.filter(({ values }) =>
    Object.entries(fixed).every(([name, value]) => String(values[name]) === value),
  );
  if (chosen.length === 0) throw new SweepError('The sweep has no result here.', 'Run it, or choose other values.');
  for (const name of [x, y, ...Object.keys(fixed)]) requireAxis(chosen[0], name);
  for (const name of Object.keys(chosen[0].values)) {
    if (name === x || name === y || name === 'system') continue;
    const found = distinct(chosen, name);
    if (found.length > 1) {
      throw new SweepError(
        `The axis ${name} has ${found.length} values.`,
        `Choose one, such as --at ${name}=${found[0]}.`,
      );
    }
  }
  const [xs, ys] = [distinct(chosen, x), distinct(chosen, y)];
  const byPlace = new Map<string, PointSummary[]>();
  for (const point of chosen) {
    const place = JSON.stringify([point.values[x], point.values[y]]);
    byPlace.set(place, [...(byPlace.get(place) ?? []), point]);
  }
  const cells = ys.flatMap((at) =>
    xs.map((along) => cell(along, at, byPlace.get(JSON.stringify([along, at])) ?? [], measure)),
  );
  return { xName: x, yName: y, measure, xs, ys, cells };
}

function requireAxis({ values }: PointSummary, name: string): void {
  if (Object.hasOwn(values, name)) return;
  throw new SweepError(`The sweep has no axis "${name}".`, `Its axes are ${Object.keys(values).join(', ')}.`);
}

function distinct(points: readonly PointSummary[], name: string): AxisValue[] {
  const values = [...new Set(points.map((point) => point.values[name]))];
  return values.every((value) => typeof value === 'number') ? values.sort((a, b) => a - b) : values;
}

function cell(x: AxisValue, y: AxisValue, points: readonly PointSummary[], measure: Measure): Cell {
  const ranked = points
    .map(({ values, measures }) => {
      const { value, median, meanInterval, medianInterval } = measures[measure];
      const isQuantile = measure !== 'mean' && /^p\d+$|^max$|^last$/.test(measure);
      return {
        system: String(values.system),
        value: isQuantile ? median : value,
        interval: isQuantile ? medianInterval : meanInterval,
      };
    })
    .sort((a, b) => a.value - b.value);
  const [best, next] = ranked;
  const factor = best && next && best.value > 0 ? next.value / best.value : null;
  return { x, y, ranked, factor, isClear: next !== undefined && !overlap(best.interval, next.interval) };
}
