import { countUpTo, quantileAt } from '../numeric';
import type { LatencySummary } from '../statistics';
import { unitInForce } from '../statistics';
import { detectUnitOf, type LatencyUnitSetting, unitsPerSecond } from '../trace';

/**
 * The unit in force and the 99th percentile of latencies.
 * @param at the latency of each ascending rank, in the unit of the file
 */
export function liveLatency(
  count: number,
  at: (rank: number) => number,
  setting: LatencyUnitSetting,
): Pick<LatencySummary, 'unit' | 'setting' | 'reason' | 'doubt' | 'isGiven' | 'p99'> | null {
  if (count === 0) return null;
  const zeros = countUpTo(count, 0, at);
  const detected = detectUnitOf({ zeros, count: count - zeros, at: (rank) => at(zeros + rank) });
  const unit = unitInForce(detected, setting);
  return { ...unit, p99: quantileAt(count, 0.99, at) / unitsPerSecond(unit.unit) };
}
