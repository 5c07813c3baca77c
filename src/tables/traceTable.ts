import { countUpTo } from '../numeric';
import {
  CONVERTED,
  labelColumn,
  labelsOf,
  measureAt,
  measureColumn,
  measuresOf,
  stageColumn,
  type TraceFile,
} from '../trace';
import type { OutputColumn, OutputTable } from './table';

const BYTES_PER_MB = 1 << 20;

/**
 * A trace of any format in one form: a row for each cold start in the order of the file, then for each warm invocation.
 * Times are dates, or seconds since the start of the data set; durations are seconds, memory bytes.
 * @param unitsPerSecond divides the latencies of the file's table for seconds
 */
export function traceTable({ table, relativeTime }: TraceFile, unitsPerSecond: number): OutputTable {
  const { rowCount, warm } = table;
  const time = (row: number) => (row < rowCount ? table.time[row] : warm!.time[row - rowCount]);
  const names = [...table.functionNames];
  const functionId = (row: number) => (row < rowCount ? table.functionId[row] : warm!.functionId[row - rowCount]);
  const columns: (OutputColumn | false)[] = [
    relativeTime
      ? { name: CONVERTED.relativeTime, type: 'number', at: time }
      : { name: CONVERTED.time, type: 'time', at: time },
    { name: CONVERTED.function, type: 'text', at: (row) => names[functionId(row)] },
    warm !== null && { name: CONVERTED.cold, type: 'boolean', at: (row) => row < rowCount },
    cold(CONVERTED.latency, 'number', (row) => table.latency[row] / unitsPerSecond),
    ...labelsOf(table).map(({ key, ids, names: values }) =>
      cold(labelColumn(key), 'text', (row) => values[ids[row]] || null),
    ),
    ...measuresOf(table).map((measure) =>
      measure.key === 'memoryMB'
        ? cold(CONVERTED.memory, 'bytes', (row) => measureAt(measure, row) * BYTES_PER_MB)
        : cold(measureColumn(measure.key, measure.unit), 'shortNumber', (row) => measureAt(measure, row)),
    ),
    ...table.stages.map(({ key, values }) => cold(stageColumn(key), 'shortNumber', (row) => values[row])),
    cold(CONVERTED.line, 'count', (row) => table.line[row] - lineOffset(row)),
  ];
  return { rows: rowCount + (warm?.rows ?? 0), columns: columns.filter((column) => column !== false) };

  /** Of the file that a row is from: the last that begins before it. */
  function lineOffset(row: number): number {
    const { files } = table;
    return files[countUpTo(files.length, row, (at) => files[at].firstRow) - 1].lineOffset;
  }

  /** A column that warm invocations lack. */
  function cold(name: string, type: OutputColumn['type'], at: OutputColumn['at']): OutputColumn {
    return { name, type, at: (row) => (row < rowCount ? at(row) : null) };
  }
}
