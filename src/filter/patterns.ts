import { jsonText, plainText } from '../text';
import type { Pattern } from './terms';

/**
 * Whether a pattern matches the whole text. Finds each text between wildcards at its first place after the one before,
 * which is enough: nothing is tried twice.
 */
export function matchesPattern(text: string, pattern: Pattern): boolean {
  const last = pattern.length - 1;
  if (last === 0) return text === pattern[0];
  const end = text.length - pattern[last].length;
  if (!text.startsWith(pattern[0]) || !text.endsWith(pattern[last])) return false;
  let at = pattern[0].length;
  for (let part = 1; part < last; part++) {
    const found = text.indexOf(pattern[part], at);
    if (found < 0) return false;
    at = found + pattern[part].length;
  }
  return at <= end;
}

/** The pattern of texts in lower-case letters of which a part matches in upper or lower case. */
export function withinPattern(pattern: Pattern): Pattern {
  return ['', ...pattern.map((part) => part.toLowerCase()), ''];
}

/** Meaningful in a value, or not to be seen in a line of text. */
const SPECIAL_IN_VALUE = /[\s",*]/;
const SPECIAL_IN_WORD = /[\s",*:<>=]|^-/;

/** A pattern as a value of a field: `orders*`, `"two words"`. */
export function patternText(pattern: Pattern, special = SPECIAL_IN_VALUE): string {
  if (pattern.length === 1) return quotedIfNeeded(pattern[0], special);
  return pattern.map((part) => (part === '' ? '' : quotedIfNeeded(part, special))).join('*');
}

/** A pattern, or the name of a field, at the start of a word. */
export function wordPatternText(pattern: Pattern): string {
  return patternText(pattern, SPECIAL_IN_WORD);
}

function quotedIfNeeded(text: string, special: RegExp): string {
  return text === '' || special.test(text) || plainText(text) !== text ? jsonText(text) : text;
}
