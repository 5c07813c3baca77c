/** Colours of the heat map, as bytes red, green, blue. */
export type Bytes = readonly [red: number, green: number, blue: number];

/** Where no cell has more cold starts, none is the strongest. */
const FEW = 4;
/** Strengths that can be told apart. */
const STRENGTHS = 256;
/** Cells with few cold starts are still seen. */
const WEAKEST = 0.1;
/** How far a cell whose cold starts are all left out differs from the background. */
const REST = 0.09;

export interface HeatColors {
  /** By strength. */
  readonly cells: readonly Bytes[];
  readonly rest: Bytes;
}

/** @param shades CSS colours from the background to the strongest */
export function heatColors(shades: readonly string[], foreground: string): HeatColors {
  const [strong, ...known] = bytesOf([foreground, ...shades]);
  const cells = Array.from({ length: STRENGTHS }, (_, strength) => {
    const place = (WEAKEST + (1 - WEAKEST) * (strength / (STRENGTHS - 1))) * (known.length - 1);
    const at = Math.min(known.length - 2, Math.floor(place));
    return between(known[at], known[at + 1], place - at);
  });
  return { cells, rest: between(known[0], strong, REST) };
}

/** How strongly a count is drawn, 0 to 255. By its logarithm, so that the few are seen beside the many. */
export function countStrength(count: number, most: number): number {
  return strengthOf(Math.log1p(count) / Math.log1p(Math.max(most, FEW)));
}

/** How strongly a share of a column is drawn, 0 to 255. */
export function shareStrength(share: number, most: number): number {
  return strengthOf(Math.sqrt(share / most));
}

function strengthOf(place: number): number {
  return Math.min(STRENGTHS - 1, Math.max(0, Math.round((STRENGTHS - 1) * place)));
}

function between(from: Bytes, to: Bytes, share: number): Bytes {
  const mixed = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * share);
  return [mixed(0), mixed(1), mixed(2)];
}

/** Colours in any notation of CSS. */
function bytesOf(colors: readonly string[]): Bytes[] {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [colors.length, 1];
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  for (const [at, color] of colors.entries()) {
    context.fillStyle = color;
    context.fillRect(at, 0, 1, 1);
  }
  const { data } = context.getImageData(0, 0, colors.length, 1);
  return colors.map((_, at) => [data[4 * at], data[4 * at + 1], data[4 * at + 2]]);
}
