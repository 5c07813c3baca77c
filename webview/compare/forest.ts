import { signedSeconds, timesText } from '../../src/text';
import type { DrawingContext, Size } from '../charts/export/drawingContext';
import { evenTicks, logTicks } from '../charts/ticks';
import { type Theme, translucent } from '../theme';

/** One row of a forest plot: a change and its 95 % interval. */
export interface ForestRow {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** At the right of the row. */
  readonly text: string;
  readonly isChance: boolean;
}

export interface Forest {
  readonly rows: readonly ForestRow[];
  readonly scale: 'seconds' | 'times';
}

/** Where the plot and its rows are, in CSS pixels. */
export interface ForestLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly rowHeight: number;
  readonly bottom: number;
}

const AXIS = 22;
const GAP = 10;
const PIXELS_PER_TICK = 72;
/** Narrower plots leave out the texts at the right. */
const WIDE = 330;
const MOST_LABEL = 0.3;
const RADIUS = 3.5;

export function forestLayout(
  context: Pick<DrawingContext, 'font' | 'measureText'>,
  { width, height }: Size,
  { rows }: Forest,
  theme: Theme,
): ForestLayout {
  context.font = fontOf(theme);
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => context.measureText(text).width));
  const left = Math.min(widest(rows.map(({ label }) => label)), width * MOST_LABEL) + GAP;
  const right = width >= WIDE ? width - widest(rows.map(({ text }) => text)) - GAP : width - 4;
  const bottom = height - AXIS;
  return { left, right, top: 2, rowHeight: (bottom - 2) / Math.max(1, rows.length), bottom };
}

/** @param cursor the row that is read; null for none */
export function drawForest(
  context: DrawingContext,
  size: Size,
  forest: Forest,
  theme: Theme,
  cursor: number | null = null,
): void {
  const layout = forestLayout(context, size, forest, theme);
  const { left, right, top, rowHeight, bottom } = layout;
  const { place, ticks, none } = axisOf(forest, left, right);
  const middle = (row: number) => top + rowHeight * (row + 0.5);
  if (cursor !== null) {
    context.fillStyle = translucent(theme.foreground, 0.08);
    context.fillRect(0, top + rowHeight * cursor, size.width, rowHeight);
  }
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const { value, text } of ticks) {
    const x = Math.round(place(value)) + 0.5;
    line(context, theme.grid, x, top, x, bottom);
    context.fillStyle = theme.muted;
    context.fillText(text, x, bottom + AXIS / 2 + 2);
  }
  const zero = Math.round(place(none)) + 0.5;
  line(context, theme.foreground, zero, top, zero, bottom);
  for (const [row, { label, text, isChance }] of forest.rows.entries()) {
    context.fillStyle = isChance ? theme.muted : theme.foreground;
    context.textAlign = 'left';
    context.fillText(fitted(context, label, left - GAP), 0, middle(row));
    context.textAlign = 'right';
    if (size.width >= WIDE) context.fillText(text, size.width, middle(row));
  }
  for (const [row, one] of forest.rows.entries()) drawChange(context, one, middle(row), place, theme);
}

/** The interval as a whisker, the change as a point: filled where chance does not explain it. */
function drawChange(
  context: DrawingContext,
  { value, low, high, isChance }: ForestRow,
  y: number,
  place: (value: number) => number,
  theme: Theme,
): void {
  const color = isChance ? theme.muted : theme.series[1];
  const [from, to] = [place(low), place(high)];
  context.lineWidth = 1.5;
  line(context, color, from, y, to, y);
  for (const x of [from, to]) line(context, color, x, y - RADIUS, x, y + RADIUS);
  context.beginPath();
  context.arc(place(value), y, RADIUS, 0, 2 * Math.PI);
  context.fillStyle = isChance ? theme.background : color;
  context.fill();
  context.stroke();
}

interface Axis {
  place(value: number): number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
  /** The place of no change. */
  readonly none: number;
}

/** Differences from a line at 0, or multiples around 1 on a logarithmic axis. */
function axisOf({ rows, scale }: Forest, left: number, right: number): Axis {
  const none = scale === 'seconds' ? 0 : 1;
  const isDrawn = (value: number) => Number.isFinite(value) && (scale === 'seconds' || value > 0);
  const values = [none, ...rows.flatMap(({ value, low, high }) => [value, low, high])].filter(isDrawn);
  const warped = scale === 'seconds' ? (value: number) => value : (value: number) => Math.log(value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = warped(most) - warped(least) || 1;
  const [from, to] = [warped(least) - span * 0.04, warped(most) + span * 0.04];
  const place = (value: number) =>
    left + ((warped(isDrawn(value) ? value : least) - from) / (to - from)) * (right - left);
  const room = Math.max(2, Math.floor((right - left) / PIXELS_PER_TICK));
  const found = scale === 'seconds' ? evenTicks(from, to, room) : logTicks(Math.exp(from), Math.exp(to), room);
  const text = (value: number) => (scale === 'seconds' ? signedSeconds(value) : timesText(value));
  // The line of no change has a label in any case.
  const apart = found.filter((value) => Math.abs(place(value) - place(none)) > PIXELS_PER_TICK / 2);
  return { place, ticks: [none, ...apart].map((value) => ({ value, text: text(value) })), none };
}

function line(context: DrawingContext, color: string, x1: number, y1: number, x2: number, y2: number): void {
  context.strokeStyle = color;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

function fitted(context: DrawingContext, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let length = text.length;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > room) length--;
  return `${text.slice(0, length)}…`;
}

function fontOf({ fontFamily, fontSize }: Theme): string {
  return `${Math.max(11, fontSize - 1)}px ${fontFamily}`;
}
