import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import type { Subject } from '../measure/subject';
import { type Columns, foundInColumns, type TraceInput } from './input';
import { RowColumns } from './rowColumns';

/** PapaParse in its fast mode, which reads no quotes: rows of text, converted to columns as they arrive. */
export const papaparseColumns: Subject<TraceInput, Columns> = ({ file }) => ({
  async run() {
    const columns = new RowColumns();
    let header = true;
    Papa.parse<string[]>(await readFile(file, 'utf8'), {
      delimiter: ',',
      newline: '\n',
      fastMode: true,
      skipEmptyLines: true,
      step: ({ data }) => {
        if (header) header = false;
        else columns.addRow(data);
      },
    });
    return columns;
  },
  found: foundInColumns,
});
