import { HEADER } from './traces';

/** Of the day of the rows. */
const MIDNIGHT = 1_620_432_000;

/** A cold start, as the test knows it. */
export interface Row {
  readonly time: number;
  readonly fn: string;
  /** Seconds. */
  readonly latency: number;
  readonly runtime: string;
  readonly memory: number;
}

const RUNTIMES = ['python', 'nodejs', 'go', 'java'];

/** Cold starts of some hours, the same each time. */
export function exploredRows(count = 3000): Row[] {
  let state = 12_345;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const rows = Array.from({ length: count }, () => {
    const fn = Math.floor(30 * random() ** 2);
    return {
      time: MIDNIGHT + 6 * 3600 + Math.floor(random() * 4 * 3600),
      fn: `app-${String(fn).padStart(2, '0')}`,
      latency: Math.round(1000 * 0.3 * Math.exp(6 * random() ** 2)) / 1000,
      runtime: RUNTIMES[Math.min(3, Math.floor(fn / 8))],
      memory: [128, 256, 512][fn % 3],
    };
  });
  return rows.sort((a, b) => a.time - b.time);
}

export function csvOf(rows: readonly Row[]): string {
  return [
    HEADER,
    ...rows.map(
      ({ time, fn, latency, runtime, memory }) => `${time},${fn},${Math.round(latency * 1000)},${runtime},${memory}`,
    ),
    '',
  ].join('\n');
}

/** Linear interpolation between order statistics. */
export function quantileOf(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}

/** Most in any 60 s. */
export function peakPerMinute(rows: readonly Row[]): number {
  const times = rows.map(({ time }) => time).sort((a, b) => a - b);
  return times.reduce(
    (most, from) => Math.max(most, times.filter((time) => time >= from && time < from + 60).length),
    0,
  );
}

/** Seconds of "06:30", "06:30:15" on the trace's day. */
export function clock(text: string): number {
  const [hours, minutes, seconds = 0] = text.split(':').map(Number);
  return MIDNIGHT + hours * 3600 + minutes * 60 + seconds;
}

/** Seconds of "2s", "350ms", "2min". */
export function seconds(text: string): number {
  const [, number, unit] = /^([\d.]+)(ms|s|min)$/.exec(text)!;
  return Number(number) * { ms: 0.001, s: 1, min: 60 }[unit as 'ms' | 's' | 'min'];
}
