import type { DrawingContext } from '../../charts/export/drawingContext';
import type { Theme } from '../../theme';

export function axisFont({ fontFamily, fontSize }: Theme, weight = 400): string {
  return `${weight} ${Math.max(11, fontSize * 0.85)}px ${fontFamily}`;
}

interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly align?: CanvasTextAlign;
}

/** Text that stays legible on whatever it lies over. */
export function haloText(context: DrawingContext, theme: Theme, text: string, place: TextPlace): void {
  context.save();
  context.font = axisFont(theme, 600);
  context.textAlign = place.align ?? 'start';
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = theme.halo;
  context.strokeText(text, place.x, place.y);
  context.fillStyle = place.color;
  context.fillText(text, place.x, place.y);
  context.restore();
}

/** A line one pixel wide on whole pixels. */
export function hairline(context: DrawingContext, x0: number, y0: number, x1: number, y1: number): void {
  context.beginPath();
  context.moveTo(Math.round(x0) + 0.5, Math.round(y0) + 0.5);
  context.lineTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
  context.stroke();
}
