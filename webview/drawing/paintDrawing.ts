import type { DrawingContext } from '../charts/export/drawingContext';
import type { Theme } from '../theme';
import { type Drawing, type Ink, type Shape, TEXT_PIXELS } from './shapes';

/** Draws on a canvas, or into a file. */
export function paintDrawing(context: DrawingContext, { shapes }: Drawing, theme: Theme): void {
  context.textBaseline = 'alphabetic';
  for (const shape of shapes) {
    context.save();
    paint(context, shape, theme);
    context.restore();
  }
}

function paint(context: DrawingContext, shape: Shape, theme: Theme): void {
  if (shape.kind === 'text') {
    const { x, y, text, anchor = 'start', ink = 'text', bold = false, size = 'small' } = shape;
    context.font = `${bold ? '600 ' : ''}${TEXT_PIXELS[size]}px ${theme.fontFamily}`;
    context.fillStyle = colorOf(ink, theme);
    context.textAlign = anchor === 'middle' ? 'center' : anchor === 'end' ? 'right' : 'left';
    context.fillText(text, x, y);
    return;
  }
  context.beginPath();
  if (shape.kind === 'circle') context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
  else tracePath(context, shape.d);
  if (shape.fill !== undefined) {
    context.fillStyle = colorOf(shape.fill, theme);
    context.globalAlpha = shape.kind === 'path' ? (shape.opacity ?? 1) : 1;
    context.fill();
    context.globalAlpha = 1;
  }
  if (shape.kind !== 'path' || shape.stroke === undefined) return;
  context.strokeStyle = colorOf(shape.stroke, theme);
  context.lineWidth = shape.width ?? 1;
  context.setLineDash([...(shape.dash ?? [])]);
  context.stroke();
}

/** Straight lines: the commands M, L, H, V and Z. */
function tracePath(context: DrawingContext, d: string): void {
  let [x, y] = [0, 0];
  for (const [, command, text] of d.matchAll(/([MLHVZ])([^MLHVZ]*)/g)) {
    const numbers = text.match(/-?[\d.]+/g)?.map(Number) ?? [];
    if (command === 'Z') context.closePath();
    else {
      x = command === 'V' ? x : numbers[0];
      y = command === 'V' ? numbers[0] : command === 'H' ? y : numbers[1];
      if (command === 'M') context.moveTo(x, y);
      else context.lineTo(x, y);
    }
  }
}

export function colorOf(ink: Ink, theme: Theme): string {
  if (typeof ink === 'number') return theme.series[ink % theme.series.length];
  return { text: theme.foreground, muted: theme.muted, grid: theme.grid, background: theme.background }[ink];
}
