import type { DrawingContext } from '../../charts/export/drawingContext';
import { STATE } from '../model/codes';

/** Draws the symbol of a state around (x, y): each state differs in shape, not only in colour. */
export function drawSymbol(
  context: DrawingContext,
  state: number,
  x: number,
  y: number,
  size: number,
  color: string,
): void {
  const half = size / 2;
  context.fillStyle = color;
  context.strokeStyle = color;
  context.lineWidth = 1;
  switch (state) {
    case STATE.ready:
      context.fillRect(x - half, y - half, size, size);
      break;
    case STATE.starting:
      context.beginPath();
      context.moveTo(x, y - half - 1);
      context.lineTo(x + half + 1, y);
      context.lineTo(x, y + half + 1);
      context.lineTo(x - half - 1, y);
      context.fill();
      break;
    case STATE.fetching:
      context.strokeRect(x - half + 0.5, y - half + 0.5, size - 1, size - 1);
      context.fillRect(x - half, y, size, half);
      break;
    case STATE.waiting:
      context.setLineDash(DASH);
      context.strokeRect(x - half + 0.5, y - half + 0.5, size - 1, size - 1);
      context.setLineDash(SOLID);
      break;
    case STATE.failed:
      context.lineWidth = 2;
      context.beginPath();
      cross(context, x - half, y - half, size, size);
      context.stroke();
  }
}

export const DASH: number[] = [2, 1.5];
export const SOLID: number[] = [];

/** Adds a rectangle with round corners to the path. */
export function roundedRect(
  context: DrawingContext,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  context.moveTo(x + radius, y);
  context.lineTo(x + width - radius, y);
  context.quadraticCurveTo(x + width, y, x + width, y + radius);
  context.lineTo(x + width, y + height - radius);
  context.quadraticCurveTo(x + width, y + height, x + width - radius, y + height);
  context.lineTo(x + radius, y + height);
  context.quadraticCurveTo(x, y + height, x, y + height - radius);
  context.lineTo(x, y + radius);
  context.quadraticCurveTo(x, y, x + radius, y);
}

/** Adds a cross to the path. */
export function cross(context: DrawingContext, x: number, y: number, width: number, height: number): void {
  context.moveTo(x, y);
  context.lineTo(x + width, y + height);
  context.moveTo(x + width, y);
  context.lineTo(x, y + height);
}
