import type { HoverTable } from '../statistics';
import type { LinesRead } from '../trace';
import type { Hunk } from './editedLines';

/** A hunk, and what its lines hold. */
export interface ReadHunk extends Hunk {
  readonly read: LinesRead;
}

/** One readable row among the lines that are new. */
export interface AddedRow {
  readonly time: number;
  readonly latency: number;
  /** Numbers go on behind those of the table, for names that it does not have. */
  readonly functionId: number;
  readonly runtimeId: number;
  readonly memoryMB: number;
  /** Where it stands now, from 1. */
  readonly line: number;
  /** It stands behind those lines of the text that was read that are below this one, from 0. */
  readonly border: number;
}

export interface AddedRows {
  /** In the order of the file. */
  readonly rows: readonly AddedRow[];
  /** Names that the table does not have, numbered from the end of its own on. */
  readonly functionNames: readonly string[];
  readonly runtimeNames: readonly string[];
}

/** The rows of all hunks, with the numbers that the table gives to their names. */
export function addedRows(hunks: readonly ReadHunk[], table: HoverTable): AddedRows {
  const functions = new Numbers(table.functionNames);
  const runtimes = new Numbers(table.runtimeNames);
  const rows = hunks.flatMap(({ read, start, to }) => {
    const added = read.table;
    if (!added) return [];
    const functionIds = added.functionNames.map((name) => functions.of(name));
    const runtimeIds = added.runtimeNames.map((name) => runtimes.of(name));
    return Array.from({ length: added.rowCount }, (_, row) => ({
      time: added.time[row],
      latency: added.latency[row],
      functionId: functionIds[added.functionId[row]],
      runtimeId: runtimeIds[added.runtimeId[row]],
      memoryMB: added.memoryMB[row],
      line: start + added.line[row],
      border: to,
    }));
  });
  return { rows, functionNames: functions.added, runtimeNames: runtimes.added };
}

/** Numbers of names: those of a list, and further ones for names that it does not have. */
class Numbers {
  readonly added: string[] = [];
  readonly #added = new Map<string, number>();

  constructor(readonly names: HoverTable['functionNames']) {}

  of(name: string): number {
    const known = this.#added.get(name) ?? this.names.indexOf(name);
    if (known >= 0) return known;
    const number = this.names.length + this.added.length;
    this.added.push(name);
    this.#added.set(name, number);
    return number;
  }
}
