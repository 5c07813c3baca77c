import { count, fixed, significant } from './numbers';

/** Durations as text. Every room uses `duration`, so that one duration reads the same everywhere. */

const DASH = '–';

/** Below this, seconds are easy to compare; from it on, minutes and hours are easier to grasp. */
const LONG_SECONDS = 600;

const UNITS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A duration in seconds as "0.42 ms", "850 ms", "34.2 s", "2 h 1 min" or "857 d 15 h"; a dash for null and NaN. */
export function duration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return DASH;
  // 599.5 and more would round up to 600 s.
  if (Math.abs(seconds) < LONG_SECONDS - 0.5 || Math.abs(seconds) >= 1e15) return inSeconds(seconds);
  return `${seconds < 0 ? '-' : ''}${twoLargestUnits(Math.round(Math.abs(seconds)))}`;
}

/** The length of a bin or of a step between ticks, which are round: "30 s", "5 min", "1 h 30 min". */
export function interval(seconds: number): string {
  return seconds >= 60 && Number.isInteger(seconds) ? twoLargestUnits(seconds) : inSeconds(seconds);
}

function twoLargestUnits(wholeSeconds: number): string {
  const first = UNITS.findIndex(([size]) => wholeSeconds >= size);
  const [size, unit] = UNITS[first];
  const largest = `${count(Math.floor(wholeSeconds / size))} ${unit}`;
  const next = UNITS[first + 1];
  const rest = next ? Math.floor((wholeSeconds % size) / next[0]) : 0;
  return rest === 0 ? largest : `${largest} ${rest} ${next[1]}`;
}

/**
 * A duration without minutes and hours, for axes and sentences that compare latencies: "0.4 ms", "850 ms", "34.2 s",
 * "7,300 s".
 */
export function inSeconds(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return DASH;
  const magnitude = Math.abs(seconds);
  // 0.9995 and more would round up to 1,000 ms.
  if (magnitude !== 0 && magnitude < 0.9995) return `${significant(seconds * 1000)} ms`;
  return `${magnitude >= 1000 && magnitude < 1e15 ? count(seconds) : significant(seconds)} s`;
}

/**
 * Seconds to the millisecond and without a unit, for columns of numbers that line up: "0.850", "7300.000". What is
 * shorter than a millisecond keeps two digits: only 0 reads as 0.
 */
export function alignedSeconds(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return DASH;
  if (seconds > 0 && seconds < 0.000995) return significant(seconds, 2);
  return Math.abs(seconds) < 1e9 ? fixed(seconds, 3) : seconds.toExponential(3);
}
