import { type Described, describedRow, type HoverTable } from '../statistics';
import {
  idAt,
  type LinesRead,
  NAME_KEYS,
  type NameKey,
  type NameList,
  NameNumbering,
  type NameRegister,
} from '../trace';
import type { Hunk } from './editedLines';

/** A hunk, and what its lines hold. */
export interface ReadHunk extends Hunk {
  readonly read: LinesRead;
}

/** A value for each column of names. */
export type ByName<Value> = { readonly [K in NameKey]: Value };

/** A readable row among the new lines. */
export interface AddedRow {
  readonly time: number;
  readonly latency: number;
  /** Numbers of its names: the table's, or further ones for names that the table lacks. */
  readonly ids: ByName<number>;
  /** Its labels, measures and stages. */
  readonly described: Described;
  /** Line of the edited text, from 1. */
  readonly line: number;
  /** The row comes after every originally read line with an index (from 0) below this, and before all others. */
  readonly originalLine: number;
}

export interface AddedRows {
  /** In the order of the file. */
  readonly rows: readonly AddedRow[];
  /** Names that the table lacks; their numbers go on from the table's. */
  readonly names: ByName<readonly string[]>;
}

/** The readable rows of all hunks. */
export function addedRows(hunks: readonly ReadHunk[], table: HoverTable): AddedRows {
  const registers = byName((key) => new AddedNames(table[`${key}Names` as const]));
  const rows = hunks.flatMap(({ read, start, to }) => {
    const added = read.table;
    if (!added) return [];
    const numberings = byName((key) => {
      const numbering = new NameNumbering();
      numbering.learnNames(added[`${key}Names` as const], registers[key]);
      return numbering;
    });
    return Array.from({ length: added.rowCount }, (_, row) => ({
      time: added.time[row],
      latency: added.latency[row],
      ids: byName((key) => numberings[key].idOf(idAt(added[`${key}Id` as const], row))),
      described: describedRow(added, row),
      line: start + added.line[row],
      originalLine: to,
    }));
  });
  return { rows, names: byName((key) => registers[key].added) };
}

export function byName<Value>(make: (key: NameKey) => Value): ByName<Value> {
  return Object.fromEntries(NAME_KEYS.map((key) => [key, make(key)])) as unknown as ByName<Value>;
}

/** The names of a table, and those that were added to it. */
class AddedNames implements NameRegister {
  readonly added: string[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(readonly names: NameList) {}

  find(name: string): number | undefined {
    const number = this.#numbers.get(name) ?? this.names.indexOf(name);
    return number < 0 ? undefined : number;
  }

  add(name: string): number {
    const number = this.names.length + this.added.length;
    this.added.push(name);
    this.#numbers.set(name, number);
    return number;
  }
}
