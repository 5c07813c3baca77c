import { type SideRows, type SideSummary, summarizeSide } from '../../../src/comparison';
import { rowsByAscending } from '../../../src/statistics';
import { randomFrom } from '../../../src/synthetic/random';

/** A cold start: its function, and its seconds. */
export type Start = readonly [name: string, seconds: number];

export async function sideOf(starts: readonly Start[], more: Partial<SideRows> = {}): Promise<SideRows> {
  const functionNames = [...new Set(starts.map(([name]) => name))];
  const latency = Float64Array.from(starts, ([, seconds]) => 1000 * seconds);
  return {
    rows: await rowsByAscending(latency),
    latency,
    unitsPerSecond: 1000,
    functionId: Uint32Array.from(starts, ([name]) => functionNames.indexOf(name)),
    functionNames,
    stages: [],
    seconds: null,
    warm: null,
    ...more,
  };
}

export async function summaryOf(
  starts: readonly Start[],
  place: 0 | 1,
  more: Partial<SideRows> = {},
): Promise<SideSummary> {
  return summarizeSide(await sideOf(starts, more), place, 1000);
}

/** Log-normal seconds. */
export function scattered(count: number, median: number, spread: number, seed: number): number[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return median * Math.exp(spread * normal);
  });
}

export const ofOne = (seconds: readonly number[], name = 'f'): Start[] => seconds.map((value) => [name, value]);

/** numpy's default quantile. */
export function naiveQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  return sorted[below] + ((sorted[below + 1] ?? sorted[below]) - sorted[below]) * (at - below);
}
