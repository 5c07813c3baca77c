import { duration, percent } from '../../../src/text';
import type { DrawingContext } from '../../charts/export/drawingContext';
import type { Theme } from '../../theme';
import { hairline } from './canvasText';

export interface Target {
  readonly seconds: number;
  /** Share of the selected cold starts above it; null while it is awaited. */
  readonly above: number | null;
}

/** Of a missed target. */
export function targetColor({ series }: Theme): string {
  return series[5];
}

export function drawTargetLine(context: DrawingContext, theme: Theme, from: number, to: number, y: number): void {
  context.save();
  context.strokeStyle = targetColor(theme);
  context.lineWidth = 1.25;
  context.setLineDash([5, 3]);
  hairline(context, from, y, to, y);
  context.restore();
}

/** "10 s: 38 % above". */
export function targetText({ seconds, above }: Target): string {
  return above === null || !Number.isFinite(above)
    ? duration(seconds)
    : `${duration(seconds)}: ${percent(above)} above`;
}
