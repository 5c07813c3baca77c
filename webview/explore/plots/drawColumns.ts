import { count, type TimeText } from '../../../src/text';
import { countAxis } from '../../charts/axes';
import type { DrawingContext, Size } from '../../charts/export/drawingContext';
import type { Theme } from '../../theme';
import { axisFont, hairline } from './canvasText';
import { drawTimeAxis, ticksOf } from './drawTimeAxis';
import { type TimeScale, timeScale } from './scales';

/** Cold starts by column of time, the parts of each on top of each other. */
export interface ColumnsDrawing {
  /** Width of the axis. */
  readonly axis: number;
  /** Height of a time axis below; none if absent. */
  readonly axisHeight?: number;
  readonly from: number;
  readonly to: number;
  /** Start of each column. */
  readonly x: ArrayLike<number>;
  readonly binSeconds: number;
  readonly all: ArrayLike<number>;
  readonly parts: readonly { readonly values: ArrayLike<number>; readonly color: string }[];
  readonly times: TimeText;
}

const LINE_PIXELS = 28;
/** Room above the highest column. */
const HEADROOM = 1.06;

interface Plot {
  readonly scale: TimeScale;
  readonly left: number;
  readonly height: number;
  readonly most: number;
  y(value: number): number;
}

/** The last pixel of the height is the axis. */
export function drawColumns(context: DrawingContext, size: Size, theme: Theme, drawing: ColumnsDrawing): void {
  const { axis: left, axisHeight = 0, from, to, all, parts, times } = drawing;
  const scale = timeScale(from, to, size.width - left);
  const height = size.height - 1 - axisHeight;
  const most = (highest(all) || 1) * HEADROOM;
  const plot: Plot = { scale, left, height, most, y: (value) => height - (value / most) * height };
  drawGrid(context, theme, plot, ticksOf(scale, times).ticks);
  context.save();
  context.beginPath();
  context.rect(left, 0, scale.width, height);
  context.clip();
  fillSteps(context, drawing, plot, theme.rest, all, null);
  const below = new Float64Array(all.length);
  for (const { values, color } of parts) {
    const top = below.map((value, at) => value + values[at]);
    fillSteps(context, drawing, plot, color, top, below);
    below.set(top);
  }
  context.restore();
  if (axisHeight > 0) {
    drawTimeAxis(context, theme, scale, { x: left, y: height, times });
    return;
  }
  context.strokeStyle = theme.muted;
  context.lineWidth = 1;
  hairline(context, left, height, left + scale.width - 1, height);
}

function highest(values: ArrayLike<number>): number {
  let most = 0;
  for (let at = 0; at < values.length; at++) most = Math.max(most, values[at]);
  return most;
}

function drawGrid(
  context: DrawingContext,
  theme: Theme,
  { scale, left, height, most, y }: Plot,
  ticks: readonly number[],
): void {
  context.lineWidth = 1;
  context.font = axisFont(theme);
  context.textBaseline = 'middle';
  context.textAlign = 'end';
  context.fillStyle = theme.muted;
  context.strokeStyle = theme.grid;
  for (const value of countAxis.ticks(0, most, Math.max(2, Math.floor(height / LINE_PIXELS)))) {
    if (value > 0) hairline(context, left, y(value), left + scale.width - 1, y(value));
    // Labels lie next to their line, within the chart.
    context.fillText(countLabel(value), left - 6, Math.min(height - 5, Math.max(6, y(value))));
  }
  context.globalAlpha = 0.6;
  for (const tick of ticks) hairline(context, left + scale.x(tick), 0, left + scale.x(tick), height);
  context.globalAlpha = 1;
}

/** "3,000"; compact where that is too long for the axis. */
function countLabel(value: number): string {
  return value < 10_000 ? count(value) : countAxis.tickLabel(value, 1);
}

/** Columns from `from` up to `top`, on whole pixels, so that neighbours leave no gap. */
function fillSteps(
  context: DrawingContext,
  { x, binSeconds }: ColumnsDrawing,
  { scale, left, height, y }: Plot,
  color: string,
  top: ArrayLike<number>,
  from: ArrayLike<number> | null,
): void {
  context.fillStyle = color;
  context.beginPath();
  for (let at = 0; at < x.length; at++) {
    if (!(top[at] > (from?.[at] ?? 0))) continue;
    const [start, end] = [Math.round(scale.x(x[at])), Math.round(scale.x(x[at] + binSeconds))];
    const [upper, lower] = [y(top[at]), from ? y(from[at]) : height];
    context.rect(left + start, upper, Math.max(1, end - start), lower - upper);
  }
  context.fill();
}
