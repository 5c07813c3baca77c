/**
 * Text from files, made safe for each target: it shows what it holds and does nothing else. All functions share one set
 * of unprintable characters.
 */

/**
 * Characters that cannot be seen, break lines, or rearrange the text around them: controls (C0, C1), line and paragraph
 * separators, zero-width and bidirectional marks, byte-order marks, tags, lone surrogates. Variation selectors belong
 * to visible emoji.
 */
const UNPRINTABLE = /(?![\ufe00-\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const REPLACEMENT = '\ufffd';

/** One line of plain text for the page or a terminal: line breaks show as ⏎, other unprintable characters as U+FFFD. */
export function plainText(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === '\n' || character === '\r' ? '⏎' : REPLACEMENT));
}

const SPACES_AT_ENDS = /^\p{Zs}+|\p{Zs}+$/gu;

/**
 * `plainText` for a name: spaces at its ends show as ␣, and an empty name as `empty`, so that no two names look the
 * same.
 */
export function nameText(name: string, empty = '(no name)'): string {
  if (name === '') return empty;
  return plainText(name).replace(SPACES_AT_ENDS, (spaces) => '␣'.repeat(spaces.length));
}

/** Text cut to `length` characters; an ellipsis stands for what is missing. */
export function shortened(text: string, length: number): string {
  // A character has two code units at most: the rest of a long text need not be split.
  const characters = [...text.slice(0, 2 * length + 2)];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}

/** With an upper-case first letter, as a title begins. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `nameText` cut to `length` characters. */
export function shortName(name: string, length = 48, empty?: string): string {
  return shortened(nameText(name, empty), length);
}

/** Punctuation that Markdown, with the tables and bare links of GitHub, gives a meaning. */
const MARKDOWN_PUNCTUATION = /[!#$&*:<=>@[\\\]^_`{|}~]|\.(?!\d)|(?<!\d)\.|^[-+]|(?<=^\d+)\)/g;

/**
 * `plainText` as Markdown that shows it literally: no link, image, HTML, command, list or table border. Punctuation
 * becomes character references, which no Markdown reader takes for syntax.
 */
export function markdownText(text: string, length = Number.POSITIVE_INFINITY): string {
  const shown = plainText(Number.isFinite(length) ? shortened(text, length) : text);
  return shown.replace(MARKDOWN_PUNCTUATION, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON with unprintable characters as \u escapes: safe on a terminal, and the same value when parsed. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(UNPRINTABLE, (character) =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
