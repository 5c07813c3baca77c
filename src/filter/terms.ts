import type { FilterField } from './fields';

/** What a filter text means. All terms hold for the rows that it selects. */
export interface Filter {
  readonly terms: readonly Term[];
}

export interface Term {
  readonly field: FilterField;
  /** Whether it selects the rows for which the condition does not hold, those with an unknown value among them. */
  readonly not: boolean;
  readonly condition: Condition;
}

/** Texts between wildcards: `orders*` is ['orders', ''], and ['orders'] is that very text. At least one. */
export type Pattern = readonly string[];

export type Operator = '>' | '>=' | '<' | '<=';

/** Numbers are in the unit of the field, durations in seconds, times in epoch seconds. */
export type Condition =
  /** One of the patterns matches the whole text; an unknown text is ''. */
  | { readonly kind: 'is'; readonly patterns: readonly Pattern[] }
  /** One of the patterns matches a part of the text, in upper or lower case. */
  | { readonly kind: 'contains'; readonly patterns: readonly Pattern[] }
  /** The number is one of these; null stands for an unknown one. */
  | { readonly kind: 'equals'; readonly values: readonly (number | null)[] }
  | { readonly kind: 'compare'; readonly operator: Operator; readonly value: number }
  /** Half-open: [from, to). */
  | { readonly kind: 'range'; readonly from: number; readonly to: number };
