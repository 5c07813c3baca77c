import type { Drawing, Ink, Shape } from './shapes';
import { TEXT_PIXELS } from './shapes';

/** Colours of pictures in files: on white paper, whatever the theme. Apart also for colour-blind readers. */
const SERIES = ['#0f5fc8', '#b86412', '#0c936e', '#8a4a86', '#a81f16', '#8a6d00', '#3b3b3b'];
const COLORS = { text: '#1f1f1f', muted: '#5a5a5a', grid: '#e4e4e4', background: '#ffffff' } as const;

/** A drawing as an SVG element with vectors and text, which needs no style sheet. @param title in one sentence */
export function svgText({ width, height, shapes }: Drawing, title: string): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, 'Segoe UI', Ubuntu, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${COLORS.background}"/>`,
    ...shapes.map(shapeText),
    '</svg>',
    '',
  ].join('\n');
}

function shapeText(shape: Shape): string {
  if (shape.kind === 'path') {
    const { d, stroke, width = 1, dash = [], fill, opacity = 1 } = shape;
    const filled = fill === undefined ? 'none' : color(fill);
    const line = stroke === undefined ? '' : ` stroke="${color(stroke)}" stroke-width="${width}"`;
    const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    return `<path d="${d}" fill="${filled}"${opacity < 1 ? ` fill-opacity="${opacity}"` : ''}${line}${dashes}/>`;
  }
  const { x, y, text, anchor = 'start', ink = 'text', bold = false, size = 'small' } = shape;
  const weight = bold ? ' font-weight="600"' : '';
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${TEXT_PIXELS[size]}"${weight} fill="${color(ink)}">${escaped(text)}</text>`;
}

const color = (ink: Ink) => (typeof ink === 'number' ? SERIES[ink % SERIES.length] : COLORS[ink]);

/** Text for XML and HTML, between tags and inside quoted attributes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
