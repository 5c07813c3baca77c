import { logSecondsAxis } from '../charts/axes';
import { type LogRange, logRange, placeOn } from '../charts/logRange';

/** Pixels between ticks. */
const PIXELS_PER_TICK = 64;

/** A logarithmic axis of seconds across `from` to `to`, in pixels. */
export interface LogScale {
  place(seconds: number): number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

/** Shows all of `seconds`; those that are not above 0 share a place at its start. */
export function logScale(seconds: Iterable<number>, from: number, to: number): LogScale {
  const range = logRange(seconds);
  const [low, high] = [Math.log(range.min), Math.log(range.max)];
  const at = (value: number) => from + ((Math.log(value) - low) / (high - low)) * (to - from);
  return { place: (value) => rounded(at(placeOn(range, value))), ticks: ticksOf(range, to - from, at) };
}

function ticksOf(range: LogRange, pixels: number, at: (value: number) => number): LogScale['ticks'] {
  const room = Math.max(2, Math.floor(pixels / PIXELS_PER_TICK));
  const values = logSecondsAxis.ticks(range.from, range.max, room);
  const ticks = values.map((value) => ({ at: rounded(at(value)), text: logSecondsAxis.tickLabel(value, 1) }));
  return range.hasZero ? [{ at: rounded(at(range.min)), text: '0' }, ...ticks] : ticks;
}

/** To a tenth of a pixel: shorter files. */
export const rounded = (pixels: number) => Math.round(10 * pixels) / 10;
