import type { Axis, ErrorSummary, Goal } from '../../src/protocol/figures';
import { count, plainNumber } from '../format';

/** Numbers of a comparison as text. */

export function axisText({ label, unit }: Axis): string {
  return unit === '' ? label : `${label} (${unit})`;
}

export function quantityText(value: number | null, unit: string): string {
  if (value === null) return 'not simulated';
  const text = value.toFixed(Math.abs(value) < 10 ? 2 : 1);
  return unit === '' ? text : `${text} ${unit}`;
}

export function placeText(x: number | null): string {
  return x === null ? '–' : plainNumber(x);
}

/** An error with its sign: in per cent, or in percentage points for a quantity that is in per cent itself. */
export function errorText(error: number | null, unit: string): string {
  return error === null ? '–' : `${error > 0 ? '+' : ''}${sizeText(error, unit)}`;
}

export function sizeText(error: number, unit: string): string {
  const text = (100 * error).toFixed(1).replace(/^-(0\.0)$/, '$1');
  return `${text} ${unit === '%' ? 'points' : '%'}`;
}

/** The largest error, and where it is among several. */
export function worstText({ points, worst: { error, unit, x, measure } }: ErrorSummary): string {
  const place = x !== null ? `at ${placeText(x)}` : points > 1 ? `(${measure})` : '';
  return `${errorText(error, unit)} ${place}`.trim();
}

/** The parts of a goal. */
export function goalTexts({ mean, worst }: Goal, unit: string): string[] {
  return [`mean ≤ ${sizeText(mean, unit)}`, ...(worst === null ? [] : [`worst ≤ ${sizeText(worst, unit)}`])];
}

export function metText({ met }: ErrorSummary): string {
  return met === null ? '–' : met ? 'met' : 'not met';
}

/** What simulated numbers come from. */
export function seedsText(seed: number, seeds: number): string {
  return seeds === 1 ? `seed ${seed}` : `means over ${count(seeds)} seeds from ${seed}`;
}
