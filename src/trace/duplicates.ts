import type { Columns } from './columns';
import { warmColumns } from './header';
import type { NameTable } from './names';
import type { RowCollector } from './rows';
import { type NameIds, nameArrays } from './schema';

/**
 * Drops cold starts with the id of an earlier cold start, and warm invocations with that of an earlier one: overlapping
 * exports hold records twice. A retried request may be both. Rows without an id are kept. Returns how many are dropped.
 */
export function dropDuplicates({ header, columns, warm, names }: RowCollector<NameTable>): number {
  const index = header.columns.findIndex(({ role }) => role === 'id');
  if (index < 0) return 0;
  const ids = names[nameArrays(header.columns).indexOf(index)];
  const ofCold = dropRepeated(columns, index, ids);
  return warm ? ofCold + dropRepeated(warm, warmColumns(header)!.indexOf(index), ids) : ofCold;
}

/** @param column the ids' column among those of the rows */
function dropRepeated(columns: Columns, column: number, ids: NameTable): number {
  const numbers = columns.rowArrays.arrays[column] as NameIds;
  const none = ids.indexOf('');
  const seen = new Uint8Array(ids.length);
  const before = columns.rows;
  columns.filter((row) => {
    const id = numbers[row];
    if (id === none) return true;
    const isNew = seen[id] === 0;
    seen[id] = 1;
    return isNew;
  });
  return before - columns.rows;
}
