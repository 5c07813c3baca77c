import { FormatReader } from '../../../../src/trace/formatReader';
import type { TraceFile } from '../../../../src/trace/table';

/** A row of a trace, by name. What the file does not tell is absent. */
export interface ReadRow {
  line: number;
  time: number;
  function: string;
  latency: number;
  runtime?: string;
  memoryMB?: number;
  /** Stages, measures and labels by key. */
  extras: Record<string, number | string>;
}

export interface ReadFormat {
  readonly file: TraceFile;
  readonly rows: ReadRow[];
  /** Functions of the warm invocations, in file order. */
  readonly warm: { readonly time: number; readonly function: string }[];
  /** Counts of other records by name. */
  readonly other: Record<string, number>;
}

/** Reads a whole file of any format as the product does. */
export function readFormat(content: string | Uint8Array, stretch = 1 << 20): ReadFormat {
  const reader = new FormatReader({ stretch });
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  for (const _ of reader.write(bytes));
  const file = reader.end();
  const { table } = file;
  const functions = [...table.functionNames];
  const rows = Array.from({ length: table.rowCount }, (_, row) => rowAt(file, row, functions));
  const warm = Array.from({ length: table.warm?.rows ?? 0 }, (_, row) => ({
    time: table.warm!.time[row],
    function: functions[table.warm!.functionId[row]],
  }));
  const other = Object.fromEntries(file.account.otherRows.map(({ name, count }) => [name, count]));
  return { file, rows, warm, other };
}

function rowAt({ table }: TraceFile, row: number, functions: readonly string[]): ReadRow {
  const extras: Record<string, number | string> = {};
  for (const { key, values } of [...table.stages, ...table.measures]) {
    // Single precision has seven digits.
    if (!Number.isNaN(values[row])) extras[key] = Number(values[row].toPrecision(7));
  }
  for (const { key, ids, names } of table.labels) if (names[ids[row]] !== '') extras[key] = names[ids[row]];
  const runtime = table.runtimeId && [...table.runtimeNames!][table.runtimeId[row]];
  const memoryMB = table.memoryMB?.[row];
  return {
    line: table.line[row],
    time: Number(table.time[row].toFixed(5)),
    function: functions[table.functionId[row]],
    latency: table.latency[row],
    ...(runtime ? { runtime } : {}),
    ...(memoryMB === undefined || memoryMB === 0xffff_ffff ? {} : { memoryMB }),
    extras,
  };
}
