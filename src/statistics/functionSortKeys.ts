/** What the table of functions can be sorted by: requests, saved views and the table take it from here. */

const OF_EVERY_TRACE = [
  'name',
  'count',
  'coldStartRate',
  'p50',
  'p90',
  'p95',
  'p99',
  'max',
  'gapP50',
  'peakPerMinute',
] as const;

/** A column that only some traces have, by its kind and key: `label:runtime`, `measure:memoryMB`, `stage:pull`. */
const OF_SOME_TRACES = /^(label|measure|stage):([\s\S]{1,100})$/;

type CommonSortKey = (typeof OF_EVERY_TRACE)[number];
export type ColumnSortKind = 'label' | 'measure' | 'stage';
export type FunctionSortKey = CommonSortKey | `${ColumnSortKind}:${string}`;

/** A trace without the column has all functions in order of first appearance. */
export function isFunctionSortKey(value: unknown): value is FunctionSortKey {
  return (
    typeof value === 'string' && ((OF_EVERY_TRACE as readonly string[]).includes(value) || OF_SOME_TRACES.test(value))
  );
}

/** The kind and key of a column; null for a key that every trace has. */
export function columnOfSortKey(key: FunctionSortKey): { readonly kind: ColumnSortKind; readonly key: string } | null {
  const [, kind, column] = OF_SOME_TRACES.exec(key) ?? [];
  return kind === undefined ? null : { kind: kind as ColumnSortKind, key: column };
}
