import type { MappedColumn, TableMapping } from './format';
import type { TableSample } from './sample';

/** What the recognisers of tables share. */

type Roles = Pick<TableMapping, 'time' | 'function' | 'latency' | 'assumptions'> & Partial<TableMapping>;

/** A mapping of the sampled table, delimited as it is. */
export function mappingOf(table: TableSample, roles: Roles): TableMapping {
  return {
    delimiter: table.delimiter,
    decimalComma: hasDecimalComma(table, roles.latency.column),
    skipLines: table.skipLines,
    header: true,
    extras: [],
    ...roles,
  };
}

/** By its name in lower case, each column's name as the table writes it. Of equals, the first. */
const written = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

function writtenNames({ names }: TableSample): ReadonlyMap<string, string> {
  const known = written.get(names);
  if (known) return known;
  const found = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, name);
  }
  written.set(names, found);
  return found;
}

/** The name of a column as the table writes it, in any case; undefined where it lacks the column. */
export function columnOf(table: TableSample, name: string): string | undefined {
  return writtenNames(table).get(name.toLowerCase());
}

/** The names of columns as the table writes them; null where it lacks one. */
export function columnsOf<Name extends string>(
  table: TableSample,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> | null {
  const found: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const column = columnOf(table, name);
    if (column === undefined) return null;
    found[name] = column;
  }
  return found as Readonly<Record<Name, string>>;
}

/** The extra columns that the table has. */
export function presentOf(table: TableSample, extras: readonly MappedColumn[]): MappedColumn[] {
  return extras.flatMap((extra) => {
    const column = columnOf(table, extra.column);
    return column === undefined ? [] : [{ ...extra, column }];
  });
}

/** The cells of a column in the sample that are not empty. */
export function cellsOf({ names, rows }: TableSample, column: string): string[] {
  const field = names.indexOf(column);
  return rows.map((row) => (row[field] ?? '').trim()).filter((cell) => cell !== '');
}

/** Whether the cells of a column of numbers are written `151,6`, as spreadsheets of many countries do. */
function hasDecimalComma(table: TableSample, column: string): boolean {
  const cells = cellsOf(table, column);
  return cells.some((cell) => /^\d*,\d+$/.test(cell)) && !cells.some((cell) => cell.includes('.'));
}
