import { MARKERS } from '../theme';

/** The middle of the field on which markers are drawn. */
const [MIDDLE_X, MIDDLE_Y] = [14, 5];

/** The marker of a curve, around a point. */
export function markerPath(look: number, x: number, y: number): string {
  const [dx, dy] = [x - MIDDLE_X, y - MIDDLE_Y];
  return moved(MARKERS[look % MARKERS.length].path, dx, dy);
}

/** The path elsewhere. Knows the commands that markers use. */
function moved(path: string, dx: number, dy: number): string {
  return path.replace(/([MLHVaZ])([^MLHVaZ]*)/g, (_, command: string, text: string) => {
    const numbers = text.match(/-?[\d.]+/g)?.map(Number) ?? [];
    const shifted = numbers.map((number, i) => {
      if (command === 'a') return number;
      if (command === 'H') return round(number + dx);
      if (command === 'V') return round(number + dy);
      return round(number + (i % 2 === 0 ? dx : dy));
    });
    return command + shifted.join(' ');
  });
}

const round = (value: number) => Math.round(10 * value) / 10;
