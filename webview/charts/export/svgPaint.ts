import { plainText } from '../../../src/text';

/** Values of a canvas as attributes of SVG. */

let probe: CanvasRenderingContext2D | null = null;

/** A context that is never shown: it measures text and reads colours and fonts. */
export function probeContext(): CanvasRenderingContext2D {
  probe ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  return probe;
}

/** A colour that every reader of SVG knows, and its opacity. */
export interface Paint {
  readonly color: string;
  readonly opacity: number;
}

const paints = new Map<string, Paint>();

/** Any CSS colour, also `color-mix(…)`, which few readers of SVG know. Gradients and patterns become black. */
export function paintOf(style: CanvasRenderingContext2D['fillStyle']): Paint {
  if (typeof style !== 'string') return { color: '#000000', opacity: 1 };
  const known = paints.get(style);
  if (known) return known;
  const paint = readPaint(style);
  paints.set(style, paint);
  return paint;
}

function readPaint(style: string): Paint {
  const context = probeContext();
  context.fillStyle = '#000000';
  context.fillStyle = style;
  const text = context.fillStyle;
  if (/^#[\da-f]{6}$/i.test(text)) return { color: text, opacity: 1 };
  const [, red, green, blue, alpha = '1'] =
    /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(text) ?? [];
  if (red !== undefined)
    return paintFrom(
      [red, green, blue].map((part) => 255 * Number(part)),
      Number(alpha),
    );
  const parts =
    /^rgba?\(([^)]+)\)$/
      .exec(text)?.[1]
      .split(/[ ,/]+/)
      .map(Number) ?? [];
  if (parts.length >= 3 && parts.every(Number.isFinite)) return paintFrom(parts.slice(0, 3), parts[3] ?? 1);
  return paintOfPixel(context);
}

function paintFrom(channels: readonly number[], opacity: number): Paint {
  const digits = channels.map((channel) =>
    Math.min(255, Math.max(0, Math.round(channel)))
      .toString(16)
      .padStart(2, '0'),
  );
  return { color: `#${digits.join('')}`, opacity: Math.round(1000 * opacity) / 1000 };
}

/** For the notations of colour that remain: what one pixel of it holds. */
function paintOfPixel(context: CanvasRenderingContext2D): Paint {
  context.clearRect(0, 0, 1, 1);
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  return paintFrom([red, green, blue], alpha / 255);
}

/** A CSS font as attributes. */
export function fontAttributes(font: string): Record<string, string> {
  const context = probeContext();
  context.font = font;
  const [, prefix, size, family] = /^(.*?)([\d.]+)px (.*)$/.exec(context.font) ?? ['', '', '10', 'sans-serif'];
  const weight = /\b(bold|[1-9]00)\b/.exec(prefix)?.[1];
  return {
    'font-family': family.replaceAll('"', "'"),
    'font-size': size,
    ...(weight && { 'font-weight': weight }),
    ...(/\bitalic\b/.test(prefix) && { 'font-style': 'italic' }),
  };
}

const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end', end: 'end' };

export const anchorOf = (align: CanvasTextAlign): string | undefined => ANCHORS[align];

/** How far the alphabetic baseline is below the place of a text drawn on `baseline`, in pixels. */
export function baselineShift(font: string, baseline: CanvasTextBaseline): number {
  const context = probeContext();
  context.font = font;
  context.textBaseline = 'alphabetic';
  const above = context.measureText('x').fontBoundingBoxAscent;
  context.textBaseline = baseline;
  const shift = above - context.measureText('x').fontBoundingBoxAscent;
  context.textBaseline = 'alphabetic';
  return shift;
}

/** Two decimals are finer than any printer; without a trailing zero, and never "-0". */
export function shortNumber(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100 + 0) : '0';
}

const XML = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' } as const;

/** Text as content or attribute of XML. What cannot be seen or is no XML shows as U+FFFD. */
export function xmlText(text: string): string {
  return plainText(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (character) => XML[character as keyof typeof XML]);
}

/** One element; attributes without a value are left out. */
export function element(name: string, attributes: Record<string, string | undefined>, content = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${xmlText(value)}"`))
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}
