import { idAt, NAME_KEYS, type NameKey, type TraceColumns, type TraceNames } from '../trace';

/** Columns of names other than the function's: they describe a cold start further, as the runtime does. */
export type LabelKey = Exclude<NameKey, 'function'>;

export const LABEL_KEYS = NAME_KEYS.filter((key): key is LabelKey => key !== 'function');

/** A value for each label. */
export type Labels<Value = string> = { readonly [K in LabelKey]: Value };

export function labels<Value>(make: (key: LabelKey) => Value): Labels<Value> {
  return Object.fromEntries(LABEL_KEYS.map((key) => [key, make(key)])) as Labels<Value>;
}

/** The label of a row; '' if the file lacks the column. */
export function labelAt(
  table: TraceColumns & Pick<TraceNames, `${LabelKey}Names`>,
  key: LabelKey,
  row: number,
): string {
  return table[`${key}Names` as const][idAt(table[`${key}Id` as const], row)] ?? '';
}
