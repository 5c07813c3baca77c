import { inSeconds } from './durations';
import { significant } from './numbers';

/** How much longer or shorter durations of B are than those of A, in words, for the page and the command line. */

/** B minus A in seconds, with its interval, and B divided by A; null where that is not known. */
interface DurationChange {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly ratio: number | null;
}

/** Whether chance explains a change. */
export function isWithinChance({ low, high }: Pick<DurationChange, 'low' | 'high'>): boolean {
  return low <= 0 && high >= 0;
}

/** "12 s (9 to 15 s) longer, 1.6 ×", "no clear difference (-20 to 30 ms)". */
export function changeText({ difference, low, high, ratio }: DurationChange): string {
  if (isWithinChance({ low, high })) return `no clear difference (${secondsRange(low, high)})`;
  const [least, most] = difference < 0 ? [-high, -low] : [low, high];
  const times = ratio === null ? '' : `, ${timesText(ratio)}`;
  return `${inSeconds(Math.abs(difference))} (${secondsRange(least, most)}) ${difference < 0 ? 'shorter' : 'longer'}${times}`;
}

/** "+12 s", "-850 ms", "0 s". */
export function signedSeconds(seconds: number): string {
  return seconds > 0 ? `+${inSeconds(seconds)}` : inSeconds(seconds);
}

/** "9 to 15 s", "850 ms to 1.2 s". */
export function secondsRange(low: number, high: number): string {
  const [from, to] = [inSeconds(low), inSeconds(high)];
  const unit = to.slice(to.lastIndexOf(' '));
  return from.endsWith(unit) ? `${from.slice(0, -unit.length)} to ${to}` : `${from} to ${to}`;
}

/** "1.6 ×"; a dash for none. */
export function timesText(ratio: number | null): string {
  return ratio === null || !Number.isFinite(ratio) ? '–' : `${significant(ratio)} ×`;
}
