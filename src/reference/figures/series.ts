import type { DrawnLine, Line, Point, Series } from '../types';

/** Points of two parallel columns. */
export function pointsOf(x: readonly number[], y: readonly number[]): Point[] {
  return x.map((at, index) => ({ x: at, y: y[index] }));
}

/** Points that parameters were fitted to, where `isFitted`. */
export function fittedWhere(points: readonly Point[], isFitted: (point: Point) => boolean): Point[] {
  return points.map((point) => (isFitted(point) ? { ...point, fitted: true } : point));
}

/** The straight line through the fitted points of each series, which must be two. */
export function lineThroughFitted(series: readonly Series[]): Series[] {
  return series.map((one) => {
    const [first, last] = one.points.filter(({ fitted }) => fitted).map(({ x, y }) => ({ x: x ?? 0, y }));
    const slope = (last.y - first.y) / (last.x - first.x);
    return { ...one, points: one.points.map(({ x }) => ({ x, y: first.y + slope * ((x ?? 0) - first.x) })) };
  });
}

/** A single number that describes a whole figure. */
export const whole = (y: number): Point[] => [{ x: null, y }];

/** One line for each system of `bySystem`. */
export function linesOf(bySystem: Readonly<Record<string, Line>>, measure: string, unit: string): DrawnLine[] {
  return Object.entries(bySystem).map(([system, { x, y }]) => ({ system, measure, unit, x, y }));
}

/** One line for each quantity of each system, through its points that have an x. */
export function linesThrough(series: readonly Series[]): DrawnLine[] {
  const lines = new Map<string, DrawnLine & { x: number[]; y: number[] }>();
  for (const { system, measure, unit, points } of series) {
    const key = JSON.stringify([system, measure]);
    const line = lines.get(key) ?? { system, measure, unit, x: [], y: [] };
    for (const { x, y } of points) {
      if (x === null) continue;
      line.x.push(x);
      line.y.push(y);
    }
    lines.set(key, line);
  }
  return [...lines.values()].filter(({ x }) => x.length > 0);
}
