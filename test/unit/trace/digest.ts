import { createHash } from 'node:crypto';
import type { TraceTable } from '../../../src/trace';

/**
 * A table with a digest of each column in the column's place: element by element, long columns take long to compare.
 */
export function digested(table: TraceTable): Record<string, unknown> {
  const columns = Object.entries(table).map(([name, column]) => [
    name,
    ArrayBuffer.isView(column)
      ? createHash('sha256')
          .update(column as Uint8Array)
          .digest('hex')
      : column,
  ]);
  return Object.fromEntries(columns);
}
