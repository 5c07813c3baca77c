import { type FilterField, fieldNamed } from './fields';
import { patternText, wordPatternText } from './patterns';
import { exampleOf, readQuantity, unitNames } from './quantities';
import { timeExample } from './timeValues';
import { type Piece, type Word, wordsOf } from './words';

/** What can stand at the cursor. */
export interface FilterCompletions {
  /** The part of the filter that a completion replaces, [from, to). */
  readonly from: number;
  readonly to: number;
  readonly items: readonly FilterCompletion[];
  /** How to write a value that cannot be listed: "10s, 250ms, 2min or 1h". '' elsewhere. */
  readonly hint: string;
}

export interface FilterCompletion {
  readonly text: string;
  /** What it is, in a few words. */
  readonly detail: string;
  /** Cold starts with the value; null where unknown, and for what is no value. */
  readonly count: number | null;
}

/** A value of a field of text. */
export interface ValueCount {
  readonly text: string;
  readonly count: number | null;
}

const MOST_VALUES = 50;
const OPERATORS = [
  [':', 'is, or from..to'],
  ['>', 'more than'],
  ['>=', 'at least'],
  ['<', 'less than'],
  ['<=', 'at most'],
] as const;

/**
 * Fields, operators, values and units that can stand at the cursor.
 * @param valuesOf the known values of a field of text, most cold starts first; empty if they are not known
 */
export function completions(
  text: string,
  cursor: number,
  fields: readonly FilterField[],
  valuesOf: (field: FilterField) => readonly ValueCount[],
): FilterCompletions {
  const before = text.slice(0, cursor);
  const word = wordAt(before);
  const to = endOfValue(text, cursor);
  if (!word || word.operator === '') {
    const from = word ? (word.head[0]?.from ?? cursor) : cursor;
    return { from, to, items: fieldItems(word ? textOf(word.values.at(-1) ?? []) : '', fields), hint: '' };
  }
  const pieces = word.values.at(-1) ?? [];
  const field = fieldNamed(textOf(word.head), fields);
  const from = pieces[0]?.from ?? cursor;
  return field ? { from, to, ...valueItems(field, textOf(pieces), valuesOf) } : { from, to, items: [], hint: '' };
}

/** The word that ends at the end of a text; null if none does. An open quote counts as closed. */
function wordAt(before: string): Word | null {
  const { words, problems } = wordsOf(before);
  const isOpen = problems.at(-1)?.to === before.length;
  const word = isOpen ? wordsOf(`${before}"`).words.at(-1) : words.at(-1);
  return word && word.to >= before.length ? word : null;
}

function endOfValue(text: string, cursor: number): number {
  let to = cursor;
  while (to < text.length && !/[\s,]/.test(text[to])) to++;
  return to;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

function fieldItems(typed: string, fields: readonly FilterField[]): FilterCompletion[] {
  const exact = fieldNamed(typed, fields);
  const others = bestFirst(fields, typed, ({ name }) => name).filter((field) => field !== exact);
  return [
    ...(exact ? operatorItems(exact) : []),
    ...others.map((field) => ({
      text: `${wordPatternText([field.name])}${field.values.kind === 'number' ? '>' : ':'}`,
      detail: field.title,
      count: null,
    })),
  ];
}

function operatorItems({ name, values }: FilterField): FilterCompletion[] {
  const possible = values.kind === 'text' ? ([[':', 'is one of']] as const) : OPERATORS;
  return possible.map(([operator, detail]) => ({ text: `${wordPatternText([name])}${operator}`, detail, count: null }));
}

function valueItems(
  field: FilterField,
  typed: string,
  valuesOf: (field: FilterField) => readonly ValueCount[],
): Pick<FilterCompletions, 'items' | 'hint'> {
  const { values } = field;
  if (values.kind === 'time') return { items: [], hint: timeExample(values) };
  if (values.kind === 'number') return { items: unitItems(typed, values.unit), hint: exampleOf(values.unit) };
  const found = bestFirst(valuesOf(field), typed, ({ text }) => text).slice(0, MOST_VALUES);
  return {
    items: found.map(({ text, count }) => ({
      text: patternText([text]),
      detail: text === '' ? 'unknown' : field.title,
      count,
    })),
    hint: '',
  };
}

/** A number without a unit is offered its units. */
function unitItems(typed: string, unit: Parameters<typeof unitNames>[0]): FilterCompletion[] {
  if (!/^[\d.]+$/.test(typed)) return [];
  return unitNames(unit)
    .map((name) => ({ text: `${typed}${name}`, detail: '', count: null }))
    .filter(({ text }) => 'value' in readQuantity(text, unit));
}

/** Those that contain what was typed, those that begin with it first; otherwise in their order. */
function bestFirst<T>(candidates: readonly T[], typed: string, textOf: (candidate: T) => string): T[] {
  const wanted = typed.replaceAll('*', '').toLowerCase();
  const containing = candidates.filter((candidate) => textOf(candidate).toLowerCase().includes(wanted));
  const begins = (candidate: T) => textOf(candidate).toLowerCase().startsWith(wanted);
  return [...containing.filter(begins), ...containing.filter((candidate) => !begins(candidate))];
}
