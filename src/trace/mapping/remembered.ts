/** Mappings that a person chose, each for all tables with the same header. */

import type { TableMapping } from '../formats/format';
import type { TableSample } from '../formats/sample';
import { assumptionsOf } from './assumptions';
import { columnNames } from './choices';
import { hasHeader } from './guess';

/** How to read the tables with one header. Plain data, as in the setting. */
export interface RememberedTable {
  /** The names of the columns; `column 1`, `column 2`, … of tables without a header. */
  readonly header: readonly string[];
  readonly mapping: Omit<TableMapping, 'assumptions'>;
}

/**
 * The mapping remembered for a table, of several the last one; null if there is none. The delimiter and the lines above
 * the header are those of the table: they differ between files of one origin.
 */
export function rememberedMapping(remembered: readonly RememberedTable[], table: TableSample): TableMapping | null {
  if (remembered.length === 0) return null;
  const found =
    remembered.findLast(({ header, mapping }) => mapping.header && isSame(header, table.names)) ??
    remembered.findLast(({ header, mapping }) => !mapping.header && isHeaderless(header, table));
  if (!found) return null;
  const mapping = { ...found.mapping, delimiter: table.delimiter, skipLines: table.skipLines };
  return { ...mapping, assumptions: assumptionsOf(mapping) };
}

function isHeaderless(header: readonly string[], table: TableSample): boolean {
  return isSame(header, columnNames(table.names, false)) && !hasHeader(table);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, field) => name === b[field]);
}
