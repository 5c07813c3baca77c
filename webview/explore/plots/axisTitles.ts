import type { DrawingContext, Size } from '../../charts/export/drawingContext';
import type { Theme } from '../../theme';
import { axisFont } from './canvasText';

const TITLE_PIXELS = 16;

/** Writes the titles of the axes, as pictures outside the page need them, and moves to the plot: the size it has. */
export function drawTitles(
  context: DrawingContext,
  { width, height }: Size,
  theme: Theme,
  { x, y }: { readonly x: string; readonly y: string },
): Size {
  const size = { width: width - TITLE_PIXELS, height: height - TITLE_PIXELS };
  context.save();
  context.font = axisFont(theme);
  context.fillStyle = theme.muted;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillText(x, TITLE_PIXELS + size.width / 2, height - 4);
  context.translate(11, size.height / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(y, 0, 0);
  context.restore();
  context.translate(TITLE_PIXELS, 0);
  return size;
}
