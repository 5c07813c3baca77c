import type { RowProblem } from './table';

/** A bad row in one sentence: where, what was found, what was expected. */
export function describeProblem({ line, column, field, found, expected }: RowProblem): string {
  const place = [`Line ${line}`, field > 0 ? `field ${field}` : '', column].filter((part) => part !== '').join(', ');
  const what = field === 0 ? found : found === '' ? 'nothing' : `"${found}"`;
  return `${place}: found ${what}, expected ${expected}.`;
}
