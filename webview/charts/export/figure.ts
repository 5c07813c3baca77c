import { drawPoint } from 'chart.js/helpers';
import { plainText } from '../../../src/text';
import { DASHES, MARKERS, type Theme } from '../../theme';
import type { ChartContent, LegendItem } from '../chartContent';
import type { DrawingContext, Size } from './drawingContext';
import { probeContext } from './svgPaint';

/** How wide a picture is printed: one or two columns of a paper. */
export const PRINT_WIDTHS = { single: 85, double: 178 } as const;
export type PrintWidth = keyof typeof PRINT_WIDTHS;

/** CSS pixels of a millimetre. */
export const PIXELS_PER_MM = 96 / 25.4;

const ASPECT = { single: 0.62, double: 0.4 };
const MARGIN = 8;
const GAP = 6;
const TITLE = { size: 11, line: 14 };
const KEY = { size: 9.5, line: 13, sample: 20, between: 10 };
const CAPTION = { size: 8, line: 10.5 };

/** A picture of a chart that can stand alone. */
export interface Picture {
  readonly title: string;
  /** For readers of the file that cannot see it. */
  readonly description: string;
  /** Where its numbers come from: file, filter, parameters. */
  readonly caption: string;
  readonly content: ChartContent;
}

/** What a picture is drawn on: pixels or vectors. */
export interface Surface {
  readonly context: DrawingContext;
  /** Draws with the origin at (x, y). */
  inset(x: number, y: number, size: Size, draw: (context: DrawingContext) => void): void;
}

interface Line {
  readonly text: string;
  readonly y: number;
}

interface Key {
  readonly item: LegendItem;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Where everything is, in CSS pixels. */
export interface PictureLayout {
  readonly size: Size;
  readonly title: readonly Line[];
  readonly keys: readonly Key[];
  readonly plot: Size & { readonly y: number };
  readonly caption: readonly Line[];
}

export function layOut({ title, caption, content }: Picture, width: PrintWidth, theme: Theme): PictureLayout {
  const total = PRINT_WIDTHS[width] * PIXELS_PER_MM;
  const room = total - 2 * MARGIN;
  let y = MARGIN;
  const lines = (text: string, font: string, line: number): Line[] =>
    wrapped(text, font, room).map((part) => {
      y += line;
      return { text: part, y: y - line * 0.25 };
    });
  const titleLines = lines(title, fontOf(theme, TITLE.size, true), TITLE.line);
  const items = (content.legend?.length ?? 0) > 1 ? content.legend! : [];
  y += items.length > 0 ? GAP / 2 : 0;
  const { keys, bottom } = legendRows(items, fontOf(theme, KEY.size), room, y);
  y = bottom + GAP;
  const plot = { y, width: room, height: room * (content.aspect ?? ASPECT)[width] };
  y += plot.height + GAP;
  const captionLines = lines(caption, fontOf(theme, CAPTION.size), CAPTION.line);
  return { size: { width: total, height: y + MARGIN }, title: titleLines, keys, plot, caption: captionLines };
}

/** Draws the picture. */
export function paint(surface: Surface, layout: PictureLayout, { content }: Picture, theme: Theme): void {
  const { context } = surface;
  context.fillStyle = theme.background;
  context.fillRect(0, 0, layout.size.width, layout.size.height);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  write(context, layout.title, fontOf(theme, TITLE.size, true), theme.foreground);
  for (const key of layout.keys) drawKey(context, key, theme);
  surface.inset(MARGIN, layout.plot.y, layout.plot, (inner) => content.draw(inner, layout.plot, theme));
  write(context, layout.caption, fontOf(theme, CAPTION.size), theme.muted);
}

function write(context: DrawingContext, lines: readonly Line[], font: string, color: string): void {
  context.font = font;
  context.fillStyle = color;
  for (const { text, y } of lines) context.fillText(text, MARGIN, y);
}

function fontOf(theme: Theme, size: number, isBold = false): string {
  return `${isBold ? 'bold ' : ''}${size}px ${theme.fontFamily}`;
}

function widthOf(text: string, font: string): number {
  const context = probeContext();
  context.font = font;
  return context.measureText(text).width;
}

/** Lines that fit; a word that does not is cut where it must be. */
function wrapped(text: string, font: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plainText(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer, font) <= room) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (widthOf(line, font) > room) {
      const fitting = fittingLength(line, font, room);
      lines.push(line.slice(0, fitting));
      line = line.slice(fitting);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** How many code units of a text fit; at least one character. */
function fittingLength(text: string, font: string, room: number): number {
  let [fits, most] = [1, text.length];
  while (fits < most) {
    const middle = Math.ceil((fits + most) / 2);
    if (widthOf(text.slice(0, middle), font) <= room) fits = middle;
    else most = middle - 1;
  }
  const isCutPair = /[\ud800-\udbff]/.test(text[fits - 1] ?? '');
  return isCutPair ? Math.max(2, fits - 1) : fits;
}

function legendRows(items: readonly LegendItem[], font: string, room: number, top: number) {
  const keys: Key[] = [];
  let [x, y] = [0, top];
  for (const item of items) {
    const text = shortenedTo(plainText(item.label), font, room - KEY.sample - GAP);
    const width = KEY.sample + GAP + widthOf(text, font);
    if (x > 0 && x + width > room) {
      x = 0;
      y += KEY.line;
    }
    keys.push({ item, text, x: MARGIN + x, y: y + KEY.line / 2 });
    x += width + KEY.between;
  }
  return { keys, bottom: items.length > 0 ? y + KEY.line : top };
}

function shortenedTo(text: string, font: string, room: number): string {
  if (widthOf(text, font) <= room) return text;
  return `${text.slice(0, fittingLength(text, font, room - widthOf('…', font)))}…`;
}

function drawKey(context: DrawingContext, { item, text, x, y }: Key, theme: Theme): void {
  const color = theme.series[item.look % theme.series.length];
  context.save();
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  if (item.markers) {
    const marker = { pointStyle: MARKERS[item.look % MARKERS.length].style, radius: 3.5, borderWidth: 1.5 };
    context.fillStyle = 'transparent';
    drawPoint(context as CanvasRenderingContext2D, marker, x + KEY.sample / 2, y);
  } else {
    context.setLineDash(item.solid ? [] : DASHES[item.look % DASHES.length]);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + KEY.sample, y);
    context.stroke();
  }
  context.restore();
  context.font = fontOf(theme, KEY.size);
  context.fillStyle = theme.foreground;
  context.textBaseline = 'middle';
  context.fillText(text, x + KEY.sample + GAP, y);
  context.textBaseline = 'alphabetic';
}
