import type { MeasureUnit } from '../text';
import { arrayKey, COLUMNS, type Column, namesKey, type TraceColumns, type TraceNames, UNKNOWN_COUNT } from './schema';
import type { LineAccount, TraceTable } from './table';

/** The numbers and texts of cold starts, from the schema or a format alike: displays loop over them. */

/** The columns of a table that a display shows. */
export type DescribedTable = TraceColumns & Omit<TraceNames, 'functionNames'> & Pick<TraceTable, 'measures' | 'labels'>;

/** A number of each row, with what it takes to show it. */
export interface MeasureColumn {
  readonly key: string;
  readonly title: string;
  readonly unit: MeasureUnit;
  readonly values: Float32Array | Float64Array | Uint32Array;
  /** The element of an unknown value; NaN or `UNKNOWN_COUNT`. */
  readonly unknown: number;
}

/** A text of each row, with what it takes to show it. */
export interface LabelColumn {
  readonly key: string;
  readonly title: string;
  readonly ids: Uint16Array;
  readonly names: readonly string[];
}

export const NO_EXTRAS = {
  stages: [],
  measures: [],
  labels: [],
  warm: null,
} as const satisfies Pick<TraceTable, 'stages' | 'measures' | 'labels' | 'warm'>;

/** The counts of a file whose every readable record is a cold start of its own. */
export const COLD_STARTS_ONLY = {
  warmRows: 0,
  otherRows: [],
  duplicateRows: 0,
} as const satisfies Pick<LineAccount, 'warmRows' | 'otherRows' | 'duplicateRows'>;

/** The measures that a table has: those of the schema, then the format's. */
export function measuresOf(table: DescribedTable): MeasureColumn[] {
  const arrays = table as unknown as Record<string, MeasureColumn['values'] | null>;
  const columns = (COLUMNS as readonly Column[]).flatMap(({ key, title, unit, kind }): MeasureColumn[] => {
    const values = arrays[key];
    if (unit === undefined || values === null) return [];
    return [{ key, title, unit, values, unknown: kind === 'count' ? UNKNOWN_COUNT : Number.NaN }];
  });
  return [...columns, ...table.measures.map((measure) => ({ ...measure, unknown: Number.NaN }))];
}

/** The labels that a table has: those of the schema, then the format's. */
export function labelsOf(table: DescribedTable): LabelColumn[] {
  const values = table as unknown as Record<string, unknown>;
  const columns = (COLUMNS as readonly Column[]).flatMap((column): LabelColumn[] => {
    const ids = values[arrayKey(column)] as Uint16Array | null;
    if (column.kind !== 'label' || ids === null) return [];
    return [{ key: column.key, title: column.title, ids, names: values[namesKey(column)] as readonly string[] }];
  });
  return [...columns, ...table.labels];
}

/** A row's value; NaN where unknown. */
export function measureAt({ values, unknown }: Pick<MeasureColumn, 'values' | 'unknown'>, row: number): number {
  const value = values[row];
  return value === unknown ? Number.NaN : value;
}
