import type { RowProblem } from './table';

/** A problem in one sentence or two: where, what was found, what was expected, and whether the row is kept. */
export function describeProblem({ file, line, column, field, found, expected, kept }: RowProblem): string {
  const lineText = file === undefined ? `Line ${line}` : `${file}, line ${line}`;
  const place = [lineText, field > 0 ? `field ${field}` : '', column].filter((part) => part !== '').join(', ');
  const what = field === 0 ? found : found === '' ? 'nothing' : `"${found}"`;
  const rest = kept ? ' The row is kept without this value.' : '';
  return `${place}: found ${what}, expected ${expected}.${rest}`;
}
