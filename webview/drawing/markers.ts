import { MARKERS } from '../theme';
import { rounded } from './logScale';
import type { Ink, Shape } from './shapes';

/** The middle of the field on which markers are drawn. */
const [MIDDLE_X, MIDDLE_Y] = [14, 5];
const RADIUS = 3.5;

/** The marker of a curve, around a point. */
export function markerShape(look: number, x: number, y: number, ink: Ink): Shape {
  const { style, path } = MARKERS[look % MARKERS.length];
  if (style === 'circle') return { kind: 'circle', x, y, radius: RADIUS, fill: ink };
  const d = moved(path, x - MIDDLE_X, y - MIDDLE_Y);
  return { kind: 'path', d, stroke: ink, width: 1.5, ...(!style.startsWith('cross') && { fill: ink }) };
}

/** A path of straight lines elsewhere. */
function moved(path: string, dx: number, dy: number): string {
  return path.replace(/([MLHV])([^MLHVZ]*)/g, (_, command: string, text: string) => {
    const numbers = text.match(/-?[\d.]+/g)?.map(Number) ?? [];
    const isAcross = (i: number) => (command === 'H' ? true : command === 'V' ? false : i % 2 === 0);
    return command + numbers.map((number, i) => rounded(number + (isAcross(i) ? dx : dy))).join(' ');
  });
}
