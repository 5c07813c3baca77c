import { bytesSource, readTrace, type TraceFile } from '../../../src/trace';
import type { TableMapping } from '../../../src/trace/formats';

type Parts = Partial<TableMapping> & Pick<TableMapping, 'time' | 'function' | 'latency'>;

/** A mapping of a table with a header and commas, unless the parts say otherwise. */
export function mapping(parts: Parts): TableMapping {
  return {
    delimiter: ',',
    decimalComma: false,
    skipLines: 0,
    header: true,
    extras: [],
    assumptions: [],
    ...parts,
  };
}

/** A column whose times are written in one form, dates in UTC. */
export function times(column: string, as: TableMapping['time']['as'], zone = 0): TableMapping['time'] {
  return { column, as, zone, relative: false };
}

export async function readMapped(text: string, mapping: TableMapping): Promise<TraceFile> {
  return readTrace(bytesSource([new TextEncoder().encode(text)]), { mapping });
}

/** The rows of a table, as text and numbers. */
export function rowsOf({ table }: TraceFile): readonly Readonly<Record<string, unknown>>[] {
  const functions = [...table.functionNames];
  return Array.from({ length: table.rowCount }, (_, row) => ({
    line: table.line[row],
    time: table.time[row],
    function: functions[table.functionId[row]],
    latency: table.latency[row],
    ...(table.runtimeId && { runtime: table.runtimeNames[table.runtimeId[row]] }),
    ...(table.memoryMB && { memoryMB: table.memoryMB[row] }),
    ...Object.fromEntries(
      [...table.stages, ...table.measures].map(({ key, values }) => [key, Number(values[row].toPrecision(6))]),
    ),
    ...Object.fromEntries(table.labels.map(({ key, names, ids }) => [key, names[ids[row]]])),
  }));
}
