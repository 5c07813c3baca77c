import type { Curve, LatencySummary } from '../../src/protocol/queries';
import type { LatencyRange, Whisker } from '../drawing/rangesDrawing';
import { type FinishedRun, type Measured, timeOf } from './comparison';
import type { DrawnRuns } from './useDrawn';

/** Recorded latencies of the cold starts of a replay: seconds. */
export type RecordedLatencies = Pick<LatencySummary, 'p50' | 'p90' | 'p99'> & Partial<LatencySummary>;

/** p50 to p99 of each run, the fastest at p99 first, then what the trace recorded. */
export function rangesOf(
  runs: readonly FinishedRun[],
  recorded: RecordedLatencies | null,
  drawn: DrawnRuns | null,
): readonly LatencyRange[] {
  const ranges = runs
    .map(({ runId, label, look, numbers }): LatencyRange => {
      const [p50, p90, p99] = (['p50', 'p90', 'p99'] as const).map((key) => timeOf(numbers, key));
      const possible = (share: number): Whisker | null => {
        const found = drawn?.get(runId)?.quantiles.find((one) => one.share === share);
        return found ? { low: found.lowSeconds, high: found.highSeconds } : null;
      };
      return {
        label,
        look,
        p50: p50.value,
        p90: p90.value,
        p99: p99.value,
        // Over draws there is more to be unsure of than over seeds.
        p50Whisker: possible(0.5) ?? whiskerOf(p50),
        p99Whisker: possible(0.99) ?? whiskerOf(p99),
      };
    })
    .toSorted((a, b) => a.p99 - b.p99);
  if (recorded?.p50 == null || recorded.p90 == null || recorded.p99 == null) return ranges;
  const { p50, p90, p99 } = recorded;
  return [...ranges, { label: 'Recorded', look: null, p50, p90, p99, p50Whisker: null, p99Whisker: null }];
}

function whiskerOf({ value, halfWidth95 }: Measured): Whisker | null {
  return halfWidth95 === null ? null : { low: value - halfWidth95, high: value + halfWidth95 };
}

/** Latencies read off a distribution; null if it has no points. */
export function latenciesOfCurve({ x, y }: Curve): RecordedLatencies | null {
  if (x.length === 0) return null;
  const at = (share: number) => {
    const found = y.findIndex((reached) => reached >= share - 1e-12);
    return x[found < 0 ? x.length - 1 : found];
  };
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}
