import type { FieldValues, FilterField } from './fields';
import { exampleOf, type Read, readQuantity } from './quantities';
import type { Condition, Pattern } from './terms';
import { readTime, type Side, type TimeValues, timeExample } from './timeValues';
import type { Piece, Span, Word, WordProblem } from './words';

/** What is wrong with a word. Ends its reading. */
export class Wrong {
  constructor(readonly problem: WordProblem) {}
}

/** What a word says of its field. Throws a `Wrong` that says how to write it. */
export function conditionOf(word: Word, field: FilterField): Condition {
  const { values } = field;
  if (values.kind === 'text') return textCondition(word, field);
  return values.kind === 'number' ? numberCondition(word, field, values) : timeCondition(word, field, values);
}

/** A word without a field. */
export function containsCondition({ values, from, to }: Word): Condition {
  if (values.length === 1 && values[0].every(({ text }) => text === '')) {
    throw new Wrong({ from, to, message: 'This word is empty. Write a part of a function’s name, or leave it out.' });
  }
  return { kind: 'contains', patterns: values.map((pieces) => patternOf(pieces, { from, to })) };
}

function textCondition(word: Word, { name }: FilterField): Condition {
  if (word.operator !== ':') {
    throw new Wrong({ ...place(word), message: `${name} is text, which has no order. Write ${name}:VALUE.` });
  }
  return { kind: 'is', patterns: word.values.map((pieces) => patternOf(pieces, place(word))) };
}

type NumberValues = Extract<FieldValues, { readonly kind: 'number' }>;

function numberCondition(word: Word, { name }: FilterField, { unit }: NumberValues): Condition {
  const read = (value: Value) => required(readQuantity(value.text, unit), value);
  const example = exampleOf(unit).split(/,? /)[0];
  if (word.operator !== ':') return comparison(word, word.operator, read, `${name}${word.operator}${example}`);
  const values = word.values.map((pieces) => valueAt(pieces, word, `${name}:${example}`));
  const range = rangeOf(values, read, read);
  return range ?? { kind: 'equals', values: values.map((value) => (isUnknown(value) ? null : read(value))) };
}

function timeCondition(word: Word, { name }: FilterField, times: TimeValues): Condition {
  const read = (value: Value, side: Side) => required(readTime(value.text, times, side), value);
  const example = timeExample(times);
  const start = (value: Value) => read(value, 'start').at;
  const end = (value: Value) => read(value, 'end').at;
  const { operator } = word;
  if (operator !== ':') {
    return comparison(word, operator, operator.startsWith('<') ? end : start, `${name}${operator}${example}`);
  }
  const values = word.values.map((pieces) => valueAt(pieces, word, `${name}:${example}..`));
  const range = rangeOf(values, start, end);
  if (range) return range;
  if (values.length > 1) {
    const message = `${name} takes one range: [start]..[end]. Write ${name}:${example}.. for all from then on.`;
    throw new Wrong({ ...valuePlace(word), message });
  }
  const { at, span } = read(values[0], 'start');
  return { kind: 'range', from: at, to: at + span };
}

function comparison(
  word: Word,
  operator: '>' | '>=' | '<' | '<=' | '',
  read: (value: Value) => number,
  example: string,
): Condition {
  const [value, ...others] = word.values.map((pieces) => valueAt(pieces, word, example));
  if (others.length > 0 || operator === '') {
    throw new Wrong({ ...valuePlace(word), message: `“${operator}” takes one value. Write ${example}.` });
  }
  return { kind: 'compare', operator, value: read(value) };
}

/** `x..y`, `x..` or `..y`; null for other values. */
function rangeOf(
  values: readonly Value[],
  read: (value: Value) => number,
  readEnd: (value: Value) => number,
): Condition | null {
  const one = values.find(({ text }) => text.includes('..'));
  if (!one) return null;
  if (values.length > 1)
    throw new Wrong({ ...span(one), message: 'A range stands alone. Leave the other values out.' });
  const dots = one.text.indexOf('..');
  const first = { text: one.text.slice(0, dots), from: one.from, to: one.from + dots };
  const second = { text: one.text.slice(dots + 2), from: one.from + dots + 2, to: one.to };
  if (first.text === '' && second.text === '') {
    throw new Wrong({ ...span(one), message: 'A range needs a start or an end. Write one before or after “..”.' });
  }
  if (first.text === '') return { kind: 'compare', operator: '<', value: readEnd(second) };
  if (second.text === '') return { kind: 'compare', operator: '>=', value: read(first) };
  const [from, to] = [read(first), readEnd(second)];
  if (from < to) return { kind: 'range', from, to };
  const message = `This range is empty: it goes from ${first.text} up to, but not including, ${second.text}. Write the smaller value first.`;
  throw new Wrong({ ...span(one), message });
}

interface Value extends Span {
  readonly text: string;
}

/** The text of one of a word's values. `""` is the unknown value. */
function valueAt(pieces: readonly Piece[], word: Word, example: string): Value {
  const first = pieces.at(0);
  const last = pieces.at(-1);
  if (!first || !last) {
    const what = word.values.length > 1 ? 'A value is missing between commas' : 'A value is missing';
    throw new Wrong({ ...place(word), message: `${what}. Write ${example}.` });
  }
  return { text: pieces.map(({ text }) => text).join(''), from: first.from, to: last.to };
}

function isUnknown({ text }: Value): boolean {
  return text === '';
}

function required<T>(read: Read<T>, at: Span): T {
  if ('value' in read) return read.value;
  throw new Wrong({ ...span(at), message: read.problem });
}

function span({ from, to }: Span): Span {
  return { from, to };
}

/** The whole word, for what cannot be pinned to a part. */
function place({ from, to }: Word): Span {
  return { from, to };
}

function valuePlace({ valueFrom, to }: Word): Span {
  return { from: valueFrom, to };
}

/** Bare asterisks are wildcards. */
function patternOf(pieces: readonly Piece[], at: Span): Pattern {
  if (pieces.length === 0) {
    const message = 'A value is missing. Write one, leave the comma out, or write "" for an unknown value.';
    throw new Wrong({ ...at, message });
  }
  const parts = [''];
  for (const { text, quoted } of pieces) {
    const [first, ...others] = quoted ? [text] : text.split('*');
    parts[parts.length - 1] += first;
    parts.push(...others);
  }
  return parts.length === 1 ? parts : parts.filter((part, at) => part !== '' || at === 0 || at === parts.length - 1);
}
