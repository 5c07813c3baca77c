/** A number that a person typed, or what is wrong with it and how to write it. */
export type TypedNumber =
  | { readonly value: number; readonly problem: null }
  | { readonly value: null; readonly problem: string; readonly advice: string };

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** One separator throughout: 1,516 or 1 516 or 1_516. A first group of 0 is a decimal comma's. */
const GROUPED = /^[+-]?[1-9]\d{0,2}([, _\u00a0\u202f])\d{3}(\1\d{3})*(\.\d+)?$/;
const LONGEST_SHOWN = 40;

/**
 * Reads a number as people type it. Digits may be grouped in threes (1,516); the decimal sign is a point. A decimal
 * comma is a problem that names the right spelling, never another number: "151,6" is not 1516.
 */
export function readNumber(text: string): TypedNumber {
  const typed = text.trim();
  if (typed === '') return problem('', 'Enter a number.');
  const value = DECIMAL.test(typed)
    ? Number(typed)
    : GROUPED.test(typed)
      ? Number(typed.replaceAll(/[, _\u00a0\u202f]/g, ''))
      : Number.NaN;
  // `+ 0` turns -0 into 0.
  if (Number.isFinite(value)) return { value: value + 0, problem: null };
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) {
    return problem(`${shown(typed)} is too large a number.`, 'Write a smaller number.');
  }
  if (/\d,|,\d/.test(typed)) return problem('', `Write a decimal point${withPoint(typed)}.`);
  return problem(`${shown(typed)} is not a number.`, 'Write digits, such as 1516 or 151.6.');
}

/** "151,6" → ": 151.6", "1.516,5" → ": 1516.5"; an example if there is more than one comma. */
function withPoint(typed: string): string {
  const spelled = /^([+-]?\d*(?:\.\d{3})*),(\d+)$/.exec(typed);
  return spelled ? `: ${spelled[1].replaceAll('.', '') || '0'}.${spelled[2]}` : ', such as 151.6';
}

function shown(typed: string): string {
  return `"${typed.length > LONGEST_SHOWN ? `${typed.slice(0, LONGEST_SHOWN)}…` : typed}"`;
}

function problem(finding: string, advice: string): TypedNumber {
  return { value: null, problem: `${finding} ${advice}`.trim(), advice };
}
