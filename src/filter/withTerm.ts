import { type FilterField, fieldNamed } from './fields';
import { termText } from './filterText';
import { type FilterWord, parseFilter } from './parseFilter';
import type { Condition, Term } from './terms';

/**
 * A filter text in which one term stands for all of a field, in the place of the first; null removes them. Other words
 * stay as they were typed, also wrong ones. Words on their own, which search function names, are no terms of a field.
 */
export function withTerm(
  text: string,
  fieldName: string,
  term: { readonly condition: Condition; readonly not?: boolean } | null,
  fields: readonly FilterField[],
): string {
  const field = fieldNamed(fieldName, fields);
  if (!field) return text;
  const { words } = parseFilter(text, fields);
  const replaced = words.filter((word) => word.field === field && !isOnItsOwn(word.term));
  const written = term && termText({ field, not: term.not ?? false, condition: term.condition });
  const [first, ...others] = replaced;
  let result = text;
  for (const word of others.reverse()) result = withoutWord(result, word);
  if (!first) return written === null ? text : [text.trim(), written].filter((part) => part !== '').join(' ');
  return written === null
    ? withoutWord(result, first)
    : `${result.slice(0, first.from)}${written}${result.slice(first.to)}`;
}

/** A filter text without one of its words and the spaces after it. */
export function withoutWord(text: string, { from, to }: Pick<FilterWord, 'from' | 'to'>): string {
  const rest = text.slice(to).trimStart();
  return rest === '' ? text.slice(0, from).trimEnd() : `${text.slice(0, from)}${rest}`;
}

function isOnItsOwn(term: Term | null): boolean {
  return term?.condition.kind === 'contains';
}
