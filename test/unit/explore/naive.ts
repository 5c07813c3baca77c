import type { RichRow } from '../statistics/extras';
import { naiveQuantile } from '../statistics/tables';

/** A cold start of a test: latencies in seconds. */
export type Start = RichRow;

/** A word of a filter, and what it means. */
export interface Condition {
  readonly field: string;
  readonly text: string;
  holds(start: Start): boolean;
}

/** The starts for which all conditions hold, but for those on the ignored fields. */
export function passing(
  starts: readonly Start[],
  conditions: readonly Condition[],
  ignored: readonly string[] = [],
): Start[] {
  const heeded = conditions.filter(({ field }) => !ignored.includes(field));
  return starts.filter((start) => heeded.every(({ holds }) => holds(start)));
}

/** Straight from the words on screen. */
export function headline(starts: readonly Start[], target: number | null) {
  const latencies = starts.map(({ latency }) => latency);
  const times = starts.map(({ time }) => time);
  return {
    coldStarts: starts.length,
    functions: new Set(starts.map(({ functionName }) => functionName)).size,
    p50: naiveQuantile(latencies, 0.5),
    p90: naiveQuantile(latencies, 0.9),
    p99: naiveQuantile(latencies, 0.99),
    aboveTarget: target === null ? null : latencies.filter((latency) => latency > target).length,
    peakPerMinute: Math.max(0, ...times.map((end) => times.filter((time) => time > end - 60 && time <= end).length)),
  };
}

/** How many values are in each [edge, next edge). */
export function histogram(values: readonly number[], edges: ArrayLike<number>): number[] {
  return Array.from({ length: edges.length - 1 }, (_, at) => {
    return values.filter((value) => value >= edges[at] && value < edges[at + 1]).length;
  });
}
