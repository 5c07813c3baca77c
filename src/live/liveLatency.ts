import type { LatencySummary } from '../statistics';
import { quantileAt, unitInForce } from '../statistics';
import { detectUnitByMedian, type LatencyUnitSetting, unitsPerSecond } from '../trace';

/** The unit in force among latencies that `at` names by ascending rank, as the file writes them, and their 99th percentile. */
export function liveLatency(
  count: number,
  at: (rank: number) => number,
  setting: LatencyUnitSetting,
): Pick<LatencySummary, 'unit' | 'setting' | 'reason' | 'p99'> | null {
  if (count === 0) return null;
  const lower = at((count - 1) >> 1);
  // Rounded as the reading rounds it, so that the reason names the same number.
  const median = lower + (at(count >> 1) - lower) / 2;
  const unit = unitInForce(detectUnitByMedian(median), setting);
  return { ...unit, p99: quantileAt(count, 0.99, at) / unitsPerSecond(unit.unit) };
}
