import type { AxisValue } from './axes';
import { SweepError } from './errors';
import type { Interval } from './intervals';
import type { Measure, PointSummary } from './merge';

/**
 * The points with fixed values of the axes that are not drawn. Throws `SweepError` if an axis that is neither drawn nor
 * fixed has several values; `system` may have.
 * @param drawn axes with all their values
 */
export function chosenPoints(
  points: readonly PointSummary[],
  drawn: readonly string[],
  fixed: Readonly<Record<string, string>>,
): readonly PointSummary[] {
  const isFixed = Object.entries(fixed);
  const chosen = points.filter(({ values }) => isFixed.every(([name, value]) => String(values[name]) === value));
  if (chosen.length === 0) throw new SweepError('The sweep has no result here.', 'Run it, or choose other values.');
  const axes = Object.keys(chosen[0].values);
  for (const name of [...drawn, ...Object.keys(fixed)]) {
    if (!axes.includes(name))
      throw new SweepError(`The sweep has no axis "${name}".`, `Its axes are ${axes.join(', ')}.`);
  }
  for (const name of axes) {
    if (drawn.includes(name) || name === 'system') continue;
    const found = distinctValues(chosen, name);
    if (found.length < 2) continue;
    throw new SweepError(
      `The axis ${name} has ${found.length} values.`,
      `Choose one, such as --at ${name}=${found[0]}.`,
    );
  }
  return chosen;
}

/** Values of an axis that have a point; numbers ascending. */
export function distinctValues(points: readonly PointSummary[], name: string): AxisValue[] {
  const values = [...new Set(points.map((point) => point.values[name]))];
  return values.every((value) => typeof value === 'number') ? values.sort((a, b) => a - b) : values;
}

/** Of quantiles, the median over replicas; of all else, the mean. With the interval of what is shown. */
export function shown(
  { measures }: PointSummary,
  measure: Measure,
): { readonly value: number; readonly interval: Interval | null } {
  const { value, median, meanInterval, medianInterval } = measures[measure];
  return isQuantile(measure) ? { value: median, interval: medianInterval } : { value, interval: meanInterval };
}

function isQuantile(measure: Measure): boolean {
  return /^(p\d+|max|last)$/.test(measure);
}
