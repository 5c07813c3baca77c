import { DAY_SECONDS, RUNTIMES } from './exploredFile';

/** What is dragged or clicked. */
export const BRUSHES = ['time', 'latency', 'stage', 'runtime'] as const;
export type Brush = (typeof BRUSHES)[number];

/** Where a brush is, once as a filter and once as a condition of SQL. */
export interface Move {
  readonly where: string;
  readonly sql: string;
}

/** Latencies that count as too long, in seconds. */
export const TARGET = 10;

/** A gesture: the brush is drawn from 2 % to half of the axis, then it is moved to and fro. */
export function gesture(brush: Brush, moves: number): Move[] {
  if (brush === 'runtime') return Array.from({ length: moves }, (_, at) => clicked(at));
  return Array.from({ length: moves }, (_, at) => {
    const half = moves / 2;
    if (at < half) return dragged(brush, 0.3, 0.32 + (0.48 * at) / half);
    const from = 0.3 + 0.2 * Math.sin((Math.PI * (at - half)) / half);
    return dragged(brush, from, from + 0.5);
  });
}

/** @param from of the axis, 0 to 1 */
function dragged(brush: Exclude<Brush, 'runtime'>, from: number, to: number): Move {
  if (brush === 'time') {
    const [start, end] = [from, to].map((share) => Math.round(share * DAY_SECONDS));
    return { where: `time:${start}..${end}`, sql: `time >= ${start} AND time < ${end}` };
  }
  const field = brush === 'latency' ? 'latency' : 'scheduling';
  const [least, most] = [from, to].map((share) => Math.exp(6 * share - 2).toPrecision(4));
  const name = brush === 'latency' ? field : `stage.${field}`;
  // A stage is a single: what is typed is compared as one.
  const number = (value: string) => (brush === 'latency' ? value : `${value}::FLOAT`);
  return {
    where: `${name}:${least}s..${most}s`,
    sql: `${field} >= ${number(least)} AND ${field} < ${number(most)}`,
  };
}

/** One runtime after the other is clicked, with its neighbour every other time. */
function clicked(at: number): Move {
  const chosen = [RUNTIMES[at % RUNTIMES.length], ...(at % 2 === 1 ? [RUNTIMES[(at + 1) % RUNTIMES.length]] : [])];
  return { where: `runtime:${chosen.join()}`, sql: `runtime IN (${chosen.map((name) => `'${name}'`)})` };
}

/** Input of the subjects. */
export interface Gestures {
  readonly file: string;
  readonly brush: Brush;
  readonly moves: number;
}
