import { type Checkpoint, forSlices } from '../numeric';
import type { TraceTable } from '../trace';
import type { FunctionSummary } from './answers';
import { buildIndex } from './buildIndex';
import { functionFacts } from './functionFacts';
import { functionsPage } from './functions';
import { functionStarts } from './groups';
import { sortPage } from './sortPage';
import { tableOfRows } from './tableOfRows';

/**
 * The functions with most cold starts, the first page of `functionsPage` by count. Sorts only their rows, not those of
 * the whole table.
 */
export async function busiestFunctions(
  table: TraceTable,
  unitsPerSecond: number,
  limit: number,
  checkpoint?: Checkpoint,
): Promise<readonly FunctionSummary[]> {
  if (limit === 0) return [];
  const part = await withBusiest(table, limit, checkpoint);
  const index = await buildIndex(part, checkpoint);
  const facts = await functionFacts(part, index, checkpoint);
  const order = { sort: 'count', descending: true, filter: '' } as const;
  return functionsPage(part, index, unitsPerSecond, facts, { ...order, offset: 0, limit }).rows;
}

/** The rows of the `limit` functions with most cold starts. Of equals, those that come first in the file. */
async function withBusiest(table: TraceTable, limit: number, checkpoint?: Checkpoint): Promise<TraceTable> {
  const { functionId, functionNames, rowCount } = table;
  if (functionNames.length <= limit) return table;
  const starts = await functionStarts(table, checkpoint);
  const count = (id: number) => starts[id + 1] - starts[id];
  const ids = Uint32Array.from({ length: functionNames.length }, (_, id) => id);
  sortPage(ids, 0, limit, (a, b) => count(b) - count(a) || a - b);
  const isBusiest = new Uint8Array(functionNames.length);
  let rows = 0;
  for (const id of ids.subarray(0, limit)) {
    isBusiest[id] = 1;
    rows += count(id);
  }
  const taken = new Uint32Array(rows);
  let at = 0;
  await forSlices(rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) if (isBusiest[functionId[row]] === 1) taken[at++] = row;
  });
  return tableOfRows(table, taken);
}
