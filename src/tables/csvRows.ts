import { csvCell, isoMicroseconds } from '../text';
import type { ColumnType, OutputTable } from './table';

const END = '\r\n';

/**
 * Rows [from, from + rows) of a table as RFC 4180 has them; the first ones below the header.
 */
export function csvRows({ rows: all, columns }: OutputTable, from: number, rows: number): string {
  const to = Math.min(from + rows, all);
  let text = from === 0 ? columns.map(({ name }) => csvCell(name)).join(',') + END : '';
  for (let row = from; row < to; row++) {
    text += columns.map((column) => cell(column.at(row), column.type)).join(',') + END;
  }
  return text;
}

function cell(value: ReturnType<OutputTable['columns'][number]['at']>, type: ColumnType): string {
  if (typeof value !== 'number') return csvCell(typeof value === 'boolean' ? String(value) : value);
  if (!Number.isFinite(value)) return '';
  switch (type) {
    case 'number':
      return String(Number(value.toFixed(9)));
    case 'shortNumber':
      return String(Number(value.toPrecision(7)));
    case 'bytes':
      return String(Math.round(value));
    case 'time':
      return isoMicroseconds(value);
    default:
      return String(value);
  }
}
