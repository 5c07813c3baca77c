import { readFile } from 'node:fs/promises';
import { inferSchema, initParser } from 'udsv';
import type { Subject } from '../measure/subject';
import { type Columns, foundInColumns, type TraceInput } from './input';

const NUMBERS: ReadonlySet<string> = new Set(['__time__', 'latency', 'memoryMB']);

/** uDSV's typed columns: JavaScript arrays, numbers as numbers, names as strings. */
export const udsvColumns: Subject<TraceInput, Columns> = ({ file }) => ({
  async run() {
    const text = await readFile(file, 'utf8');
    const schema = inferSchema(text);
    for (const column of schema.cols) column.type = NUMBERS.has(column.name) ? 'n' : 's';
    const [, time, functionName, latency, runtime, memoryMB] = initParser(schema).typedCols(text) as never[];
    return { time, functionName, latency, runtime, memoryMB };
  },
  found: foundInColumns,
});
