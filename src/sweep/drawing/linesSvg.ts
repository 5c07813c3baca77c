import { SweepError } from '../errors';
import type { Measure, PointSummary } from '../merge';
import { chosenPoints, distinctValues, shown } from '../points';
import {
  axisText,
  hueOf,
  inOrder,
  LINE,
  legend,
  markOf,
  measureText,
  ON_WHITE,
  type Palette,
  picture,
  short,
  text,
  titleText,
  valueText,
} from './svg';

const PLOT = { left: 72, top: 56, width: 620, height: 300 };

/** Along one axis: a line for each system, with a band for its 95 % interval. */
export function linesSvg(
  points: readonly PointSummary[],
  {
    x,
    measure,
    fixed,
  }: { readonly x: string; readonly measure: Measure; readonly fixed: Readonly<Record<string, string>> },
  caption: string,
  palette = ON_WHITE,
): string {
  const chosen = chosenPoints(points, [x], fixed);
  const xs = distinctValues(chosen, x);
  const systems = inOrder(chosen.map(({ values }) => String(values.system)));
  const lines = systems.map((system) => ({
    system,
    points: xs.flatMap((value, at) => onLine(chosen, { system, x, value, at, measure })),
  }));
  const values = lines
    .flatMap((line) => line.points.flatMap(({ y, low, high }) => [y, low, high]))
    .filter((y) => y > 0);
  if (values.length === 0)
    throw new SweepError('Nothing here is above 0, which a logarithmic axis cannot show.', 'Choose another measure.');
  const [least, most] = [Math.min(...values) / 1.1, Math.max(...values) * 1.1];
  const across = (at: number) => PLOT.left + (xs.length === 1 ? 0.5 : at / (xs.length - 1)) * PLOT.width;
  const down = (y: number) => {
    const share = Math.log(Math.max(y, least) / least) / Math.log(most / least);
    return Number((PLOT.top + (1 - share) * PLOT.height).toFixed(2));
  };
  const title = `${measureText(measure)} by ${axisText(x)} (simulated)`;
  const bottom = PLOT.top + PLOT.height;
  const every = Math.ceil(xs.length / 12);
  const parts = [
    titleText(title, palette),
    ...ticks(least, most).map((tick) => grid(tick, down(tick), palette)),
    ...lines.map(({ system, points: own }) =>
      curve(
        system,
        own.map((one) => ({ x: across(one.at), y: down(one.y), low: down(one.low), high: down(one.high) })),
        palette,
      ),
    ),
    ...xs.map((value, at) =>
      at % every === 0
        ? text(across(at), bottom + 18, valueText(value), `text-anchor="middle" fill="${palette.ink}"`)
        : '',
    ),
    text(PLOT.left + PLOT.width / 2, bottom + 40, axisText(x), `text-anchor="middle" fill="${palette.ink}"`),
    ...systems.map((system, at) => legend(system, PLOT.left, bottom + 58 + at * LINE, palette)),
    text(16, bottom + 70 + systems.length * LINE, caption, `fill="${palette.quiet}" font-size="11"`),
  ];
  return picture(PLOT.left + PLOT.width + 60, bottom + 80 + systems.length * LINE, title, parts, palette);
}

interface OnLine {
  readonly at: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

function onLine(
  points: readonly PointSummary[],
  { system, x, value, at, measure }: { system: string; x: string; value: unknown; at: number; measure: Measure },
): OnLine[] {
  const point = points.find(({ values }) => values.system === system && values[x] === value);
  if (!point) return [];
  const { value: y, interval } = shown(point, measure);
  return [{ at, y, low: interval?.low ?? y, high: interval?.high ?? y }];
}

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

function curve(system: string, points: readonly Placed[], palette: Palette): string {
  if (points.length === 0) return '';
  const hue = hueOf(system, palette);
  const there = points.map(({ x, low }) => `${x},${low}`);
  const back = points.map(({ x, high }) => `${x},${high}`).reverse();
  const last = points[points.length - 1];
  return [
    `<polygon points="${[...there, ...back].join(' ')}" fill="${hue}" fill-opacity="0.2"/>`,
    `<polyline points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}" fill="none" stroke="${hue}" stroke-width="1.5"/>`,
    ...points.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="2.5" fill="${hue}"/>`),
    text(last.x + 8, last.y + 4, markOf(system), `fill="${hue}" font-weight="600"`),
  ].join('');
}

/** 1, 2 and 5 times the powers of ten between two numbers. */
function ticks(least: number, most: number): number[] {
  const found: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.log10(most); power++) {
    for (const digit of [1, 2, 5]) {
      const tick = digit * 10 ** power;
      if (tick >= least && tick <= most) found.push(tick);
    }
  }
  return found.length > 10 ? found.filter((tick) => /^1/.test(tick.toExponential())) : found;
}

function grid(tick: number, y: number, palette: Palette): string {
  return [
    `<line x1="${PLOT.left}" x2="${PLOT.left + PLOT.width}" y1="${y}" y2="${y}" stroke="${palette.rule}"/>`,
    text(PLOT.left - 8, y + 4, short(tick), `text-anchor="end" fill="${palette.quiet}"`),
  ].join('');
}
