import { plainNumber } from '../../../src/text';
import { logSecondsAxis } from '../../charts/axes';
import type { DrawingContext } from '../../charts/export/drawingContext';
import type { Theme } from '../../theme';
import { axisFont, hairline } from './canvasText';
import type { LatencyScale } from './scales';

const LABEL_PIXELS = 22;

/** Ticks and labels left of `axis`. */
export function drawLatencyAxis(context: DrawingContext, theme: Theme, latency: LatencyScale, axis: number): void {
  context.font = axisFont(theme);
  context.textAlign = 'end';
  context.textBaseline = 'middle';
  context.fillStyle = theme.muted;
  context.strokeStyle = theme.muted;
  context.lineWidth = 1;
  for (const { y, text } of latencyTicks(latency)) {
    hairline(context, axis - 4, y, axis - 1, y);
    context.fillText(text, axis - 6, Math.min(latency.height - 5, Math.max(6, y)));
  }
}

function latencyTicks(latency: LatencyScale): { readonly y: number; readonly text: string }[] {
  const room = Math.max(2, Math.floor(latency.height / LABEL_PIXELS));
  const ticks = logSecondsAxis.ticks(latency.least, latency.most, room);
  const labelled = ticks.map((value) => ({ y: latency.y(value), text: latencyLabel(value) }));
  return latency.hasShort ? [{ y: latency.height - 1, text: '0' }, ...labelled] : labelled;
}

/** "500 ms" is too wide for the axis in some fonts. */
function latencyLabel(seconds: number): string {
  const isTenths = seconds >= 0.1 - 1e-12 && seconds < 1 - 1e-12;
  return isTenths ? `${plainNumber(seconds)} s` : logSecondsAxis.tickLabel(seconds, 1);
}
