import type { ErrorSummary } from './compare';
import type { Axis, Goal } from './types';

/** Numbers of a comparison as text. */

export function axisText({ label, unit }: Axis): string {
  return unit === '' ? label : `${label} (${unit})`;
}

export function quantityText(value: number | null, unit: string): string {
  if (value === null) return 'not simulated';
  const digits = Math.abs(value) < 10 ? 2 : 1;
  return unit === '' ? value.toFixed(digits) : `${value.toFixed(digits)} ${unit}`;
}

/** Where on the x axis; a dash for a number that stands for the whole figure. */
export function placeText(x: number | null): string {
  return x === null ? '–' : `${x}`;
}

/** An error with its sign: in per cent, or in percentage points for a quantity that is in per cent itself. */
export function errorText(error: number | null, unit: string): string {
  return error === null ? '–' : `${error > 0 ? '+' : ''}${sizeText(error, unit)}`;
}

export function meanErrorText({ meanError, worst }: ErrorSummary): string {
  return sizeText(meanError, worst.unit);
}

/** The largest error, and where it is among several. */
export function worstText({ points, worst: { error, unit, x, measure } }: ErrorSummary): string {
  const place = x !== null ? `at ${x}` : points > 1 ? `(${measure})` : '';
  return `${errorText(error, unit)} ${place}`.trim();
}

export function goalText({ mean, worst }: Goal, unit: string): string {
  const text = `mean ≤ ${sizeText(mean, unit)}`;
  return worst === null ? text : `${text}, worst ≤ ${sizeText(worst, unit)}`;
}

/** Whether the errors are within the goal: yes or no; a dash where there is no goal. */
export function metText({ met }: ErrorSummary): string {
  return met === null ? '–' : met ? 'yes' : 'no';
}

function sizeText(error: number, unit: string): string {
  const text = (100 * error).toFixed(1).replace(/^-(0\.0)$/, '$1');
  return `${text} ${unit === '%' ? 'points' : '%'}`;
}
