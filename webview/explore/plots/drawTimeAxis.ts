import type { TimeText } from '../../../src/text';
import type { DrawingContext } from '../../charts/export/drawingContext';
import { clockTicks } from '../../charts/ticks';
import type { Theme } from '../../theme';
import { axisFont, hairline } from './canvasText';
import type { TimeScale } from './scales';

const TICK_PIXELS = 84;
const LABEL_GAP = 8;

/** On whole hours and days of the clocks that the times are shown in. */
export function ticksOf(
  { from, to, width }: TimeScale,
  times: TimeText,
): { readonly ticks: readonly number[]; readonly step: number } {
  const ticks = to > from ? clockTicks(times, from, to, Math.max(2, Math.floor(width / TICK_PIXELS))) : [from];
  return { ticks, step: ticks.length > 1 ? ticks[1] - ticks[0] : 1 };
}

interface TimeAxisPlace {
  /** Left edge of the plot. */
  readonly x: number;
  /** The axis itself; labels are below it. */
  readonly y: number;
  readonly times: TimeText;
}

/** Ticks and labels of the time axis. Labels at the edges stay within the plot. */
export function drawTimeAxis(
  context: DrawingContext,
  theme: Theme,
  scale: TimeScale,
  { x: left, y, times }: TimeAxisPlace,
): void {
  const { ticks, step } = ticksOf(scale, times);
  context.font = axisFont(theme);
  context.fillStyle = theme.muted;
  context.strokeStyle = theme.muted;
  context.lineWidth = 1;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'start';
  let freeFrom = Number.NEGATIVE_INFINITY;
  for (const tick of ticks) {
    const x = scale.x(tick);
    hairline(context, left + x, y, left + x, y + 4);
    const label = times.tick(tick, step);
    const { width } = context.measureText(label);
    const start = Math.min(scale.width - width, Math.max(0, x - width / 2));
    if (start < freeFrom) continue;
    context.fillText(label, left + start, y + 15);
    freeFrom = start + width + LABEL_GAP;
  }
  hairline(context, left, y, left + scale.width - 1, y);
}
