import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Found, Subject } from '../measure/subject';
import { type Columns, foundInColumns, type TraceInput } from './input';
import { RowColumns } from './rowColumns';

/** Bytes per call of csv-parse: faster than all at once, and than its stream. */
const PIECE_BYTES = 1 << 20;
const NEWLINE = 0x0a;

/** csv-parse: rows of text, converted to columns as they arrive. */
export const csvParseColumns: Subject<TraceInput, Columns> = ({ file }) => ({
  async run() {
    const columns = new RowColumns();
    for await (const rows of arrays(file)) for (const row of rows) columns.addRow(row);
    return columns;
  },
  found: foundInColumns,
});

/** csv-parse alone: arrays of text, discarded at once. */
export const csvParseArrays: Subject<TraceInput, number> = ({ file }) => ({
  async run() {
    let count = 0;
    for await (const rows of arrays(file)) count += rows.length;
    return count;
  },
  found: (rows): Found => ({ rows }),
});

/** The file's rows without its header. No field of the file may hold a line end. */
async function* arrays(file: string): AsyncGenerator<string[][]> {
  const bytes = await readFile(file);
  for (let at = 0; at < bytes.length; ) {
    const end = at + PIECE_BYTES < bytes.length ? bytes.lastIndexOf(NEWLINE, at + PIECE_BYTES) + 1 : bytes.length;
    yield parse(bytes.subarray(at, end), { from_line: at === 0 ? 2 : 1 });
    at = end;
  }
}
