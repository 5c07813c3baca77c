import type { LatencyBins } from '../../../src/protocol/queries';
import { percent } from '../../../src/text';
import type { DrawingContext, Size } from '../../charts/export/drawingContext';
import type { Theme } from '../../theme';
import { axisFont, hairline } from './canvasText';
import { drawLatencyAxis } from './drawLatencyAxis';
import { type LatencyScale, latencyScale } from './scales';
import { drawTargetLine } from './targetLine';

export interface HistogramDrawing {
  readonly bins: LatencyBins;
  /** Height of the axis below. */
  readonly axisHeight: number;
  /** Seconds; null for none. */
  readonly target: number | null;
  /** Width of a latency axis on the left; none beside the heat map, which has it. */
  readonly axis?: number;
}

/** Below this width the axis says only the number. */
const NARROW = 100;

/** Shares of all and of the selected cold starts by latency, each of its own total: the shapes are compared. */
export function drawHistogram(context: DrawingContext, size: Size, theme: Theme, drawing: HistogramDrawing): void {
  const { bins, axisHeight, target, axis = 0 } = drawing;
  const width = size.width - axis;
  const latency = latencyScale(bins.edges, size.height - axisHeight);
  const [all, selected] = [sharesOf(bins.all), sharesOf(bins.selected)];
  const most = [all, selected].reduce((highest, shares) => shares.reduce((a, b) => Math.max(a, b), highest), 0) || 1;
  const x = (share: number) => (share / most) * (width - 4);
  context.save();
  if (axis > 0) drawLatencyAxis(context, theme, latency, axis);
  context.translate(axis, 0);
  context.fillStyle = theme.series[0];
  context.globalAlpha = 0.8;
  outline(context, selected, latency, x);
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = theme.foreground;
  context.lineWidth = 1;
  outline(context, all, latency, x);
  context.stroke();
  context.strokeStyle = theme.muted;
  hairline(context, 0, 0, 0, latency.height);
  if (target !== null && target >= latency.least && target <= latency.most) {
    drawTargetLine(context, theme, 0, width, latency.y(target));
  }
  context.font = axisFont(theme);
  context.fillStyle = theme.muted;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'start';
  if (width > NARROW) context.fillText('0', 0, latency.height + 15);
  context.textAlign = 'end';
  context.fillText(width > NARROW ? `${percent(most)} of starts` : percent(most), width, latency.height + 15);
  context.restore();
}

export function sharesOf(counts: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(counts);
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  return values.map((value) => value / total);
}

/** Steps from the lowest latency up, closed along the axis. */
function outline(
  context: DrawingContext,
  shares: ArrayLike<number>,
  latency: LatencyScale,
  x: (share: number) => number,
): void {
  const rowHeight = latency.height / latency.rows;
  context.beginPath();
  context.moveTo(0, latency.height);
  for (let row = 0; row < shares.length; row++) {
    const right = x(shares[row]);
    context.lineTo(right, latency.height - row * rowHeight);
    context.lineTo(right, latency.height - (row + 1) * rowHeight);
  }
  context.lineTo(0, 0);
  context.closePath();
}
