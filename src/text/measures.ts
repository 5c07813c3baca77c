import { duration } from './durations';
import { bytes, count, significant } from './numbers';

/** Words for each unit of a measure. MB are 10⁶ bytes; `bytes` are scaled to kB, MB, …. */
const WORDS = {
  s: duration,
  MB: (value: number) => `${count(value)} MB`,
  bytes,
  millicores: (value: number) => `${significant(value / 1000)} CPU`,
  count,
} as const satisfies Record<string, (value: number) => string>;

/** What a number in a trace is counted in. */
export type MeasureUnit = keyof typeof WORDS;

/** A measure with its unit: "256 MB", "45.3 MB" for bytes, "0.5 CPU"; a dash for null and NaN. */
export function measureText(value: number | null, unit: MeasureUnit): string {
  return value === null || !Number.isFinite(value) ? '–' : WORDS[unit](value);
}
