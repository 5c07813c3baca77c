import { FORMATS } from './formats';
import { type NameIds, sharedArray } from './schema';
import type { TraceFile } from './table';

/** A trace whose data set may hold the runtimes of its functions in another file. */
export function lacksRuntimes({ format: { id }, columns }: TraceFile): boolean {
  return !columns.runtime && FORMATS.some((format) => format.id === id && 'runtimesIn' in format);
}

/** Runtimes by function, from a file that accompanies traces of some format; null for any other file. */
export function runtimesIn(text: string): ReadonlyMap<string, string> | null {
  for (const format of FORMATS) {
    const found = format.kind === 'mapping' ? (format.runtimesIn?.(text) ?? null) : null;
    if (found) return found;
  }
  return null;
}

/**
 * A file's trace with the runtimes of its functions; those of other functions are unknown. The same file if the
 * runtimes are of none of its functions.
 * @param from the name of their file
 */
export function withRuntimes(file: TraceFile, runtimes: ReadonlyMap<string, string>, from: string): TraceFile {
  const { table } = file;
  const names = ['', ...new Set(runtimes.values())].filter((name, at, all) => all.indexOf(name) === at);
  const ofFunction: NameIds = new Uint16Array(table.functionNames.length);
  for (const [id, name] of [...table.functionNames].entries())
    ofFunction[id] = Math.max(0, names.indexOf(runtimes.get(name) ?? ''));
  if (ofFunction.every((id) => id === 0)) return file;
  const runtimeId = sharedArray('label', table.rowCount);
  for (let row = 0; row < table.rowCount; row++) runtimeId[row] = ofFunction[table.functionId[row]];
  return {
    ...file,
    table: { ...table, runtimeId, runtimeNames: names },
    columns: { ...file.columns, runtime: true },
    assumptions: [...file.assumptions, { key: 'format', text: `runtimes are from ${from}` }],
  };
}
