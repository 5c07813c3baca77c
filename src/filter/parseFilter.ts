import { editDistance } from '../text';
import { conditionOf, containsCondition, Wrong } from './conditions';
import { type FilterField, fieldNamed } from './fields';
import { shown } from './quantities';
import type { Filter, Term } from './terms';
import { type Piece, type Span, type Word, type WordProblem, wordsOf } from './words';

/** A part of the filter that is wrong: what it is, and what would be right. */
export type FilterProblem = WordProblem;

/** A word of the filter. */
export interface FilterWord extends Span {
  /** The field that it is about, even if its value is wrong; null for an unknown one. */
  readonly field: FilterField | null;
  /** null if the word is wrong. */
  readonly term: Term | null;
}

export interface ParsedFilter {
  /** Of the words that are right. */
  readonly filter: Filter;
  readonly words: readonly FilterWord[];
  /** By position. */
  readonly problems: readonly FilterProblem[];
}

/** In characters. A longer filter is not read. */
export const LONGEST_FILTER = 20_000;

/** Reads a filter: `runtime:python latency>10s fn:orders*`. Takes linear time. */
export function parseFilter(text: string, fields: readonly FilterField[]): ParsedFilter {
  if (text.length > LONGEST_FILTER) {
    const message = `A filter has at most ${LONGEST_FILTER} characters. Write fewer values, or wildcards.`;
    return { filter: { terms: [] }, words: [], problems: [{ from: LONGEST_FILTER, to: text.length, message }] };
  }
  const found = wordsOf(text);
  const problems: FilterProblem[] = [...found.problems];
  const words = found.words.map((word): FilterWord => {
    const { from, to, operator, head } = word;
    const field = fieldNamed(operator === '' ? 'fn' : nameOf(head), fields);
    const term = termOf(word, field, fields);
    if ('message' in term) problems.push(term);
    return { from, to, field, term: 'message' in term ? null : term };
  });
  const terms = words.flatMap(({ term }) => term ?? []);
  return { filter: { terms }, words, problems: problems.sort((a, b) => a.from - b.from) };
}

function termOf(word: Word, field: FilterField | null, fields: readonly FilterField[]): Term | FilterProblem {
  const wrong = wrongBeginning(word, field, fields);
  if (wrong !== null || !field) return wrong ?? unknownField(word, fields);
  try {
    const condition = word.operator === '' ? containsCondition(word) : conditionOf(word, field);
    return { field, not: word.not, condition };
  } catch (thrown) {
    if (thrown instanceof Wrong) return thrown.problem;
    throw thrown;
  }
}

/** What is wrong with a word before its value, other than an unknown field. */
function wrongBeginning(
  { from, to, head, operator, not, values }: Word,
  field: FilterField | null,
  fields: readonly FilterField[],
): FilterProblem | null {
  if (head.length === 0) {
    if (operator !== '') {
      return {
        from,
        to,
        message: `A field is missing before “${operator}”. Write ${fields[1].name}>10s, without spaces.`,
      };
    }
    if (values.length > 1) return { from, to, message: 'A value is missing before the comma. Leave the comma out.' };
    return not ? { from, to, message: 'A word is missing after “-”. Write -runtime:python, without spaces.' } : null;
  }
  if (operator !== '' || field === null || head[0].quoted) return null;
  const equals = head[0].text.indexOf('=');
  const meant = equals > 0 ? fieldNamed(head[0].text.slice(0, equals), fields) : null;
  return (
    meant && { from, to, message: `“=” is part of a name here. Write ${meant.name}:${head[0].text.slice(equals + 1)}.` }
  );
}

function nameOf(head: readonly Piece[]): string {
  return head.map(({ text }) => text).join('');
}

/** Letters that a name may differ in to be meant: at most these, and half of its own. */
const NEAR = 2;

function unknownField({ from, to, head, not }: Word, fields: readonly FilterField[]): FilterProblem {
  const name = nameOf(head).slice(0, 80);
  const distances = fields.flatMap((field) =>
    [field.name, ...field.otherNames].map((known) => ({ field, distance: editDistance(name.toLowerCase(), known) })),
  );
  const nearest = distances.sort((a, b) => a.distance - b.distance).at(0);
  const end = head.at(-1)?.to ?? to;
  const advice =
    nearest && nearest.distance <= Math.min(NEAR, name.length / 2)
      ? `Write ${nearest.field.name}.`
      : `The fields are ${fields.map((field) => field.name).join(', ')}. Put a function’s name in quotes: "${name.slice(0, 20)}".`;
  return { from: from + (not ? 1 : 0), to: end, message: `There is no field ${shown(name)} in this trace. ${advice}` };
}
