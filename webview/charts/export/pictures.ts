import { printTheme } from '../../theme';
import type { DrawingContext, Size } from './drawingContext';
import { layOut, PIXELS_PER_MM, type Picture, PRINT_WIDTHS, type PrintWidth, paint, type Surface } from './figure';
import { SvgContext } from './SvgContext';
import { element, shortNumber, xmlText } from './svgPaint';

/** The picture as SVG: vectors and text, as wide as it is printed. */
export function svgOf(picture: Picture, width: PrintWidth): string {
  const theme = printTheme();
  const layout = layOut(picture, width, theme);
  const context = new SvgContext(layout.size, idOf(picture.title));
  paint({ context, inset: (...args) => context.inset(...args) }, layout, picture, theme);
  const { width: w, height: h } = layout.size;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: `${PRINT_WIDTHS[width]}mm`,
      height: `${shortNumber(h / PIXELS_PER_MM)}mm`,
      viewBox: `0 0 ${shortNumber(w)} ${shortNumber(h)}`,
      role: 'img',
    },
    `\n${text('title', picture.title)}\n${text('desc', picture.description)}\n${context.content}\n`,
  )}\n`;
}

/** Dots per inch of PNG pictures, as printers want them. */
const DPI = 300;

/** The picture as PNG, at 300 dots per inch. */
export async function pngOf(picture: Picture, width: PrintWidth): Promise<Blob> {
  const theme = printTheme();
  const layout = layOut(picture, width, theme);
  const scale = DPI / 96;
  const canvas = canvasOf(layout.size, scale);
  const context = canvas.getContext('2d')!;
  context.scale(scale, scale);
  paint({ context, inset: insetOn(context, scale) }, layout, picture, theme);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))), 'image/png');
  });
}

function canvasOf({ width, height }: Size, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  return canvas;
}

function insetOn(context: CanvasRenderingContext2D, scale: number): Surface['inset'] {
  return (x: number, y: number, size: Size, draw: (context: DrawingContext) => void) => {
    const canvas = canvasOf(size, scale);
    const inner = canvas.getContext('2d')!;
    inner.scale(scale, scale);
    draw(inner);
    context.drawImage(canvas, x, y, canvas.width / scale, canvas.height / scale);
  };
}

const text = (name: string, content: string) => element(name, {}, xmlText(content));

/** Ids of several pictures in one document differ if their titles do. */
function idOf(title: string): string {
  let hash = 0x811c9dc5;
  for (const character of title) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return `chart-${hash.toString(36)}`;
}
