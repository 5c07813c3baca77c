import { csvLine } from '../../src/text';
import type { Dashboard } from '../state/dashboard';
import type { ChartTable } from './chartContent';

/** The table as CSV, with all digits. */
export function csvOf({ columns, rows }: ChartTable): string {
  const lines = rows.map((row) => csvLine(row.map((cell, index) => columns[index]?.csv?.(cell) ?? cell)));
  return csvLine(columns.map(({ title }) => title)) + lines.join('');
}

/** Suggested name of a file with this chart. The host replaces what a file's name cannot have. */
export function chartFile({ connection }: Dashboard, name: string, ending: string): string {
  const trace = connection.traceName.peek()?.replace(/\.\w{1,8}$/, '');
  return `${[trace, name].filter(Boolean).join(' ').slice(0, 200)}.${ending}`;
}
