import type { DrawnLine, Point } from '../types';

/** Pairs up two columns. */
export function pointsOf(x: readonly number[], y: readonly number[]): Point[] {
  return x.map((at, index) => ({ x: at, y: y[index] }));
}

/** A single number that stands for a whole figure. */
export const whole = (y: number): Point[] => [{ x: null, y }];

/** One line for each system of `bySystem`, labelled with the system's name. */
export function linesOf(bySystem: Readonly<Record<string, { x: number[]; y: number[] }>>): DrawnLine[] {
  return Object.entries(bySystem).map(([system, { x, y }]) => ({ system, label: system, x, y }));
}
