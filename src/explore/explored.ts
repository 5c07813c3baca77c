import type { FilterField } from '../filter';
import type { TraceIndex } from '../statistics';
import type { TraceTable } from '../trace';

/** The trace that questions are about. */
export interface ExploredTrace {
  readonly table: TraceTable;
  readonly index: TraceIndex;
  readonly unitsPerSecond: number;
  /** What a filter may ask of it. */
  readonly fields: readonly FilterField[];
}

/** What the filter calls a label, a measure or a stage. */
export function fieldName({ fields }: ExploredTrace, kind: 'label' | 'measure' | 'stage', key: string): string {
  const field = fields.find(({ column }) => column.kind === kind && column.key === key);
  return field?.name ?? key;
}
