import { createReadStream } from 'node:fs';
import csvParser from 'csv-parser';
import type { Subject } from '../measure/subject';
import { type Columns, foundInColumns, type TraceInput } from './input';
import { RowColumns } from './rowColumns';

/** csv-parser: a stream of objects with text, converted to columns as they arrive. */
export const csvParserColumns: Subject<TraceInput, Columns> = ({ file }) => ({
  async run() {
    const columns = new RowColumns();
    const rows = createReadStream(file, { highWaterMark: 1 << 20 }).pipe(csvParser());
    rows.on('data', ({ __time__, functionName, latency, runtime, memoryMB }) => {
      columns.add(__time__, functionName, latency, runtime, memoryMB);
    });
    await new Promise((resolve, reject) => rows.on('end', resolve).on('error', reject));
    return columns;
  },
  found: foundInColumns,
});
