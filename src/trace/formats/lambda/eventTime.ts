import { detectTimeUnit, timesPerSecond } from '../../timeUnit';
import { scaledNumber } from './decimals';
import { isoTime } from './isoTime';

/**
 * Epoch seconds of a time as CloudWatch writes it: a count of milliseconds, or `2025-05-08 04:11:31.234`, which is UTC.
 * NaN for anything else.
 */
export function eventTime(value: unknown): number {
  const count = scaledNumber(value, 0);
  if (!Number.isNaN(count)) return count / timesPerSecond(detectTimeUnit(count));
  return typeof value === 'string' ? isoTime(value.trim()) : Number.NaN;
}
