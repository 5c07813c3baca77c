import type { Condition, Filter, FilterField } from '../../src/filter';

/** What the filter says of a field, as charts need it, and the terms that their gestures write. */

/** Half-open [from, to); null where it is open. */
export interface Range {
  readonly from: number | null;
  readonly to: number | null;
}

interface NewTerm {
  readonly condition: Condition;
}

/** The range in which all terms of a field of numbers or times hold; null if there is none. */
export function rangeOf({ terms }: Filter, field: string): Range | null {
  const ranges = terms.flatMap(({ field: { name }, not, condition }) =>
    name === field && !not ? (rangeOfCondition(condition) ?? []) : [],
  );
  if (ranges.length === 0) return null;
  return ranges.reduce((a, b) => ({
    from: a.from === null || b.from === null ? (a.from ?? b.from) : Math.max(a.from, b.from),
    to: a.to === null || b.to === null ? (a.to ?? b.to) : Math.min(a.to, b.to),
  }));
}

function rangeOfCondition(condition: Condition): Range | null {
  if (condition.kind === 'range') return condition;
  if (condition.kind !== 'compare') return null;
  const { operator, value } = condition;
  return operator.startsWith('>') ? { from: value, to: null } : { from: null, to: value };
}

/** The term of a range; null if it is open on both sides. */
export function rangeTerm({ from, to }: Range): NewTerm | null {
  if (from !== null && to !== null) return { condition: { kind: 'range', from, to } };
  if (from !== null) return { condition: { kind: 'compare', operator: '>=', value: from } };
  return to === null ? null : { condition: { kind: 'compare', operator: '<', value: to } };
}

/** The smallest range with both. */
export function union(a: Range, b: Range): Range {
  return {
    from: a.from === null || b.from === null ? null : Math.min(a.from, b.from),
    to: a.to === null || b.to === null ? null : Math.max(a.to, b.to),
  };
}

/** A text, or a number; null for an unknown number. */
export type FieldValue = string | number | null;

/** The values that the filter asks a field for, without wildcards. */
export function valuesOf({ terms }: Filter, field: string): readonly FieldValue[] {
  return terms.flatMap(({ field: { name }, not, condition }) =>
    name === field && !not ? valuesOfCondition(condition) : [],
  );
}

function valuesOfCondition(condition: Condition): readonly FieldValue[] {
  if (condition.kind === 'equals') return condition.values;
  if (condition.kind !== 'is') return [];
  return condition.patterns.flatMap((pattern) => (pattern.length === 1 ? pattern : []));
}

/**
 * The term after a click on a value: that value alone, none if it was alone already; with `adds`, the value beside the
 * others or taken from them.
 */
export function clickedTerm(
  field: FilterField,
  current: readonly FieldValue[],
  value: FieldValue,
  adds: boolean,
): NewTerm | null {
  const isIn = current.includes(value);
  if (!adds) return isIn && current.length === 1 ? null : valuesTerm(field, [value]);
  return valuesTerm(field, isIn ? current.filter((one) => one !== value) : [...current, value]);
}

function valuesTerm({ values: { kind } }: FilterField, values: readonly FieldValue[]): NewTerm | null {
  if (values.length === 0) return null;
  if (kind === 'text') return { condition: { kind: 'is', patterns: values.map((value) => [String(value ?? '')]) } };
  return { condition: { kind: 'equals', values: values.map((value) => (value === null ? null : Number(value))) } };
}
