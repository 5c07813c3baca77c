import type { HeatMap } from '../../../src/protocol/queries';
import { percentileText, type TimeText } from '../../../src/text';
import type { DrawingContext, Size } from '../../charts/export/drawingContext';
import type { Theme } from '../../theme';
import type { HeatMode } from '../choices';
import { haloText } from './canvasText';
import { drawLatencyAxis } from './drawLatencyAxis';
import { drawTimeAxis } from './drawTimeAxis';
import { drawCells } from './heatCells';
import type { Ranges } from './hit';
import { type LatencyScale, latencyScale, type TimeScale, timeScale } from './scales';
import { drawTargetLine, type Target, targetColor, targetText } from './targetLine';

export interface HeatDrawing {
  /** Width of the axis, and height of the time axis below. */
  readonly axis: number;
  readonly axisHeight: number;
  readonly from: number;
  readonly to: number;
  readonly heat: HeatMap;
  readonly mode: HeatMode;
  readonly times: TimeText;
  readonly target: Target | null;
  /** What is selected of time and latency: the rest is dimmed. */
  readonly ranges: Ranges;
}

interface Plot extends HeatDrawing {
  readonly scale: TimeScale;
  readonly latency: LatencyScale;
}

/** The cells, drawn by `paintCells` where given and else as vectors, and what lies over them. */
export function drawHeat(
  context: DrawingContext,
  size: Size,
  theme: Theme,
  drawing: HeatDrawing,
  paintCells?: (left: number, right: number, height: number) => void,
): void {
  const { axis, axisHeight, from, to, heat, mode, times } = drawing;
  const scale = timeScale(from, to, size.width - axis);
  const latency = latencyScale(heat.edges, size.height - axisHeight);
  const plot = { ...drawing, scale, latency };
  drawLatencyAxis(context, theme, latency, axis);
  context.save();
  context.beginPath();
  context.rect(axis, 0, scale.width, latency.height);
  context.clip();
  const x = (column: number) => axis + scale.x(heat.x0 + column * heat.columnSeconds);
  const y = (row: number) => latency.height * (1 - row / latency.rows);
  if (paintCells) paintCells(x(0), x(heat.columns), latency.height);
  else drawCells(context, heat, mode, theme, { x, y });
  dimOutside(context, theme, plot);
  for (const line of heat.lines) drawLine(context, theme, plot, line.y, lineColor(theme, line.p));
  drawLineLabels(context, theme, plot);
  context.restore();
  drawTimeAxis(context, theme, scale, { x: axis, y: latency.height, times });
  drawTarget(context, theme, plot);
}

const DIM = 0.6;

/** The cells outside the ranges. Lines and labels over them stay as they are. */
function dimOutside(context: DrawingContext, theme: Theme, { ranges, scale, latency, axis }: Plot): void {
  const { time, latency: range } = ranges;
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const from = time?.from == null ? 0 : within(scale.x(time.from), scale.width);
  const to = time?.to == null ? scale.width : within(scale.x(time.to), scale.width);
  const bottom = range?.from == null ? latency.height : within(latency.y(range.from), latency.height);
  const top = range?.to == null ? 0 : within(latency.y(range.to), latency.height);
  context.save();
  context.globalAlpha = DIM;
  context.fillStyle = theme.background;
  context.fillRect(axis, 0, from, latency.height);
  context.fillRect(axis + to, 0, scale.width - to, latency.height);
  context.fillRect(axis + from, 0, to - from, top);
  context.fillRect(axis + from, bottom, to - from, latency.height - bottom);
  context.restore();
}

/** Each percentile keeps its hue whichever others are drawn. */
export function lineColor({ series }: Theme, p: number): string {
  if (p <= 0.5) return series[1];
  if (p < 0.95) return series[2];
  return p < 0.99 ? series[4] : series[3];
}

/** A line through the middles of the columns, over a halo. NaN breaks it; a lone column has none: its cells say all. */
function drawLine(context: DrawingContext, theme: Theme, plot: Plot, values: ArrayLike<number>, color: string): void {
  context.save();
  context.lineJoin = 'round';
  context.strokeStyle = theme.halo;
  context.globalAlpha = 0.75;
  context.lineWidth = 4;
  tracePath(context, plot, values);
  context.globalAlpha = 1;
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  tracePath(context, plot, values);
  context.restore();
}

function tracePath(context: DrawingContext, { heat, scale, latency, axis }: Plot, values: ArrayLike<number>): void {
  const half = (scale.x(heat.x0 + heat.columnSeconds) - scale.x(heat.x0)) / 2;
  context.beginPath();
  for (let column = 0; column < heat.columns; column++) {
    if (!Number.isFinite(values[column])) continue;
    const [x, y] = [axis + scale.x(heat.x0 + column * heat.columnSeconds) + half, latency.y(values[column])];
    if (column > 0 && Number.isFinite(values[column - 1])) context.lineTo(x, y);
    else context.moveTo(x, y);
  }
  context.stroke();
}

/** The first column from which a line goes on; -1 for none. */
function firstJoined(values: ArrayLike<number>): number {
  for (let at = 0; at + 1 < values.length; at++) {
    if (Number.isFinite(values[at]) && Number.isFinite(values[at + 1])) return at;
  }
  return -1;
}

/** Names of the lines, at their beginnings; the lowest below its line, the others above. */
function drawLineLabels(context: DrawingContext, theme: Theme, { heat, scale, latency, axis }: Plot): void {
  const places = heat.lines
    .map(({ p, y }) => ({ p, column: firstJoined(y), y }))
    .filter(({ column }) => column >= 0)
    .map(({ p, column, y }) => ({ p, y: latency.y(y[column]), x: scale.x(heat.x0 + column * heat.columnSeconds) }))
    .sort((a, b) => b.y - a.y);
  let above = latency.height + 8;
  for (const [at, { p, x, y }] of places.entries()) {
    const wanted = at === 0 && places.length > 1 ? y + 15 : y - 6;
    const place = Math.max(10, Math.min(wanted, above - 12));
    haloText(context, theme, percentileText(p), { x: axis + Math.max(0, x) + 6, y: place, color: lineColor(theme, p) });
    above = place;
  }
}

function drawTarget(context: DrawingContext, theme: Theme, { target, latency, scale, axis }: Plot): void {
  if (!target || target.seconds < latency.least || target.seconds > latency.most) return;
  const y = latency.y(target.seconds);
  const right = axis + scale.width;
  drawTargetLine(context, theme, axis, right, y);
  const place = { x: right - 6, y: y > 18 ? y - 5 : y + 14, color: targetColor(theme), align: 'end' as const };
  haloText(context, theme, targetText(target), place);
}
