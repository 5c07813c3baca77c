import { type Condition, matchesPattern, type Pattern, type Term, withinPattern } from '../filter';
import { type Checkpoint, forSlices } from '../numeric';
import { type NameList, SharedNames } from '../trace';
import { leastDividend, nextDouble, nextSingle } from './nextNumber';

import type { NumberColumn, RowColumn, TextColumn } from './rowColumns';

/**
 * Sets a bit in `marks[row]` of each row in [from, to) that a term does not select, and leaves the rest as it is.
 * About a nanosecond a row.
 */
export type FailMarker = (marks: Uint8Array | Uint16Array, bit: number, from: number, to: number) => void;

/** Marks the rows that a term does not select. @param column the values of its field */
export async function failMarker(
  { not, condition }: Pick<Term, 'not' | 'condition'>,
  column: RowColumn,
  checkpoint?: Checkpoint,
): Promise<FailMarker> {
  if (column.kind === 'number') return numberMarker(condition, column, not);
  return textMarker(await matchingNames(condition, column.names, checkpoint), column, not);
}

/** @param matches 1 for each name that the condition selects */
function textMarker(matches: Uint8Array, { ids }: TextColumn, not: boolean): FailMarker {
  const turned = not ? 1 : 0;
  return (marks, bit, from, to) => {
    // Without a branch, as intervals are tested.
    for (let row = from; row < to; row++) marks[row] |= bit & ((matches[ids[row]] ^ turned) - 1);
  };
}

async function matchingNames(condition: Condition, names: NameList, checkpoint?: Checkpoint): Promise<Uint8Array> {
  const matches = new Uint8Array(names.length);
  if (condition.kind !== 'is' && condition.kind !== 'contains') return matches;
  const { kind, patterns } = condition;
  const wild = patterns.filter((pattern) => kind === 'contains' || pattern.length > 1);
  for (const pattern of patterns) {
    const id = wild.includes(pattern) ? -1 : names.indexOf(pattern[0]);
    if (id >= 0) matches[id] = 1;
  }
  if (wild.length === 0) return matches;
  const test = kind === 'contains' ? containsTest(names, wild) : isTest(names, wild);
  await forSlices(names.length, checkpoint, (from, to) => {
    for (let id = from; id < to; id++) if (matches[id] === 0 && test(id)) matches[id] = 1;
  });
  return matches;
}

function isTest(names: NameList, patterns: readonly Pattern[]): (id: number) => boolean {
  return (id) => {
    const name = names.at(id) ?? '';
    return patterns.some((pattern) => matchesPattern(name, pattern));
  };
}

/** Names in shared memory are searched without decoding them. */
function containsTest(names: NameList, patterns: readonly Pattern[]): (id: number) => boolean {
  if (names instanceof SharedNames && patterns.every((pattern) => pattern.length === 1)) {
    const parts = patterns.map(([part]) => part.toLowerCase());
    return (id) => parts.some((part) => names.includes(id, part));
  }
  const within = patterns.map(withinPattern);
  return (id) => {
    const name = (names.at(id) ?? '').toLowerCase();
    return within.some((pattern) => matchesPattern(name, pattern));
  };
}

/** [from, to). */
interface Interval {
  readonly from: number;
  readonly to: number;
}

function numberMarker(condition: Condition, column: NumberColumn, not: boolean): FailMarker {
  const { values, unknown } = column;
  const intervals = intervalsOf(condition, column);
  const takesUnknown = condition.kind === 'equals' && condition.values.includes(null);
  if (intervals.length === 1 && !takesUnknown) return intervalMarker(values, unknown, intervals[0], not);
  return (marks, bit, from, to) => {
    for (let row = from; row < to; row++) {
      const value = values[row];
      const isUnknown = value === unknown || Number.isNaN(value);
      const passes = isUnknown ? takesUnknown : intervals.some((one) => value >= one.from && value < one.to);
      if (passes === not) marks[row] |= bit;
    }
  };
}

function intervalMarker(
  values: NumberColumn['values'],
  unknown: number,
  { from: least, to: end }: Interval,
  not: boolean,
): FailMarker {
  // NaN is in no interval; another unknown value is above every other.
  const above = Number.isNaN(unknown) ? end : Math.min(end, unknown);
  const turned = not ? 1 : 0;
  return (marks, bit, from, to) => {
    for (let row = from; row < to; row++) {
      const value = values[row];
      const isInside = Number(value >= least) & Number(value < above);
      // Without a branch, which would be mispredicted wherever neighbouring rows differ.
      marks[row] |= bit & ((isInside ^ turned) - 1);
    }
  };
}

/** A term that selects the elements of a column in an interval, and no others. */
export interface ColumnInterval extends Interval {
  readonly values: NumberColumn['values'];
}

/** null for a term that selects otherwise. */
export function columnInterval(
  { not, condition }: Pick<Term, 'not' | 'condition'>,
  column: RowColumn,
): ColumnInterval | null {
  if (not || column.kind !== 'number' || condition.kind === 'equals') return null;
  const { values, unknown } = column;
  const [{ from, to }] = intervalsOf(condition, column);
  return { values, from, to: Number.isNaN(unknown) ? to : Math.min(to, unknown) };
}

/** The elements of a column for which a condition holds. */
function intervalsOf(condition: Condition, { values, perUnit }: NumberColumn): Interval[] {
  // A single is compared with the single nearest to what was typed: 0.1 as a single is above 0.1.
  const isSingle = values instanceof Float32Array;
  const from = (value: number) => (isSingle ? Math.fround(value) : leastDividend(value, perUnit));
  const above = (value: number) =>
    isSingle ? nextSingle(Math.fround(value)) : leastDividend(nextDouble(value), perUnit);
  const end = Number.POSITIVE_INFINITY;
  switch (condition.kind) {
    case 'equals':
      return condition.values.flatMap((value) => (value === null ? [] : [{ from: from(value), to: above(value) }]));
    case 'range':
      return [{ from: from(condition.from), to: from(condition.to) }];
    case 'compare': {
      const { operator, value } = condition;
      if (operator === '>') return [{ from: above(value), to: end }];
      if (operator === '>=') return [{ from: from(value), to: end }];
      return [{ from: Number.NEGATIVE_INFINITY, to: operator === '<' ? from(value) : above(value) }];
    }
    default:
      return [];
  }
}
