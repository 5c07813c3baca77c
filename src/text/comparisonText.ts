import { fixed, plainNumber } from './numbers';

/** Comparisons of simulated with published numbers as text, for reports, the command line and the page. */

/** "Block size (KB)". */
export function labelWithUnit({ label, unit }: { readonly label: string; readonly unit: string }): string {
  return unit === '' ? label : `${label} (${unit})`;
}

/** "34.2 s", "4.51 s"; null is a point that was not simulated. */
export function quantityText(value: number | null, unit: string): string {
  if (value === null) return 'not simulated';
  const text = fixed(value, Math.abs(value) < 10 ? 2 : 1);
  return unit === '' ? text : `${text} ${unit}`;
}

/** A position on the x axis; a dash for a number that describes the whole figure. */
export function placeText(x: number | null): string {
  return x === null ? '–' : plainNumber(x);
}

/**
 * The size of an error given as a share: in per cent, or in percentage points for quantities that are in per cent. A
 * dash for NaN, the error of what was to be 0.
 */
export function errorSizeText(error: number, unit: string): string {
  if (Number.isNaN(error)) return '–';
  return `${fixed(100 * error, 1)} ${unit === '%' ? 'points' : '%'}`;
}

/** `errorSizeText` with a sign: "+12.3 %". */
export function signedErrorText(error: number | null, unit: string): string {
  if (error === null) return '–';
  const text = errorSizeText(error, unit);
  return error > 0 && !text.startsWith('0.0 ') ? `+${text}` : text;
}

/** The largest of `points` errors, and where it is: "-8.1 % at 1,000". */
export function worstText(summary: {
  readonly points: number;
  readonly worst: {
    readonly error: number | null;
    readonly unit: string;
    readonly x: number | null;
    readonly measure: string;
  };
}): string {
  const { error, unit, x, measure } = summary.worst;
  const place = x !== null ? `at ${placeText(x)}` : summary.points > 1 ? `(${measure})` : '';
  return `${signedErrorText(error, unit)} ${place}`.trim();
}

/** "≤ 6.0 %", with "and below naive" where the error must be smaller than that of the naive prediction. */
export function goalText(goal: { readonly mean: number; readonly beatsNaive?: true }, unit: string): string {
  return `≤ ${errorSizeText(goal.mean, unit)}${goal.beatsNaive ? ' and below naive' : ''}`;
}

/** "1.2 to 3.4 %"; a dash if there is no interval. */
export function intervalText(interval: readonly [low: number, high: number] | null, unit: string): string {
  if (interval === null) return '–';
  return `${fixed(100 * interval[0], 1)} to ${errorSizeText(interval[1], unit)}`;
}

/** Whether the errors are within the goal, for a column with the title "Met"; a dash if there is no goal. */
export function metText(met: boolean | null): string {
  return met === null ? '–' : met ? 'yes' : 'no';
}
