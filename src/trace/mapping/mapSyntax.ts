/**
 * The text of `--map`: entries `key=value`, separated by commas. A column is written as its name, or quoted if it holds
 * one of the characters that mean something here: `latency="Cold start, all":ms`. This file cuts such a text into
 * entries; `mapText.ts` says what they mean.
 */

import { AdvisedError } from '../../errors';
import type { FieldPart } from '../formats/format';

/** Characters with a meaning; `{` starts a cut, `+` joins columns, `:` ends a column. */
const SPECIAL = /[,=:+{}"]/;

/** A `--map` that cannot be read. `at` is where, from 1. */
export class MapError extends AdvisedError {
  override readonly name = 'MapError';
  constructor(
    message: string,
    advice: string,
    readonly at: number,
  ) {
    super(`--map, character ${at}: ${message}`, 'map', advice);
  }
}

export interface MapWord {
  readonly text: string;
  /** Whether it is taken as it is, without a meaning of its first character. */
  readonly quoted: boolean;
}

/** `key=part+part:word:word`, or `key==text`, of which the text is the `constant`. */
export interface MapEntry {
  readonly key: string;
  /** The quoted text after the key: `stage.pull"image pull"=…`. */
  readonly title: string | null;
  readonly parts: readonly FieldPart[];
  readonly constant: string | null;
  /** What follows the columns, after colons. */
  readonly words: readonly MapWord[];
  /** Where the key starts, from 1. */
  readonly at: number;
}

export function parseEntries(text: string): MapEntry[] {
  const reader = new MapReader(text);
  const entries: MapEntry[] = [];
  do entries.push(reader.entry());
  while (reader.takes(','));
  return entries;
}

/** Reads one `--map` from left to right. */
class MapReader {
  #at = 0;

  constructor(private readonly text: string) {}

  takes(character: string): boolean {
    if (this.text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  entry(): MapEntry {
    while (this.takes(' '));
    const at = this.#at + 1;
    const key = this.#bare(/[,=":+{}]/);
    if (key === '')
      this.#fail('a name is missing before "=".', 'Write entries such as time=when or latency=init_ms:ms.');
    const title = this.text[this.#at] === '"' ? this.#quoted() : null;
    if (!this.takes('=')) this.#fail(`"=" is missing after ${key}.`, `Write ${key}=COLUMN.`);
    if (this.takes('=')) return { key, title, parts: [], constant: this.#name('a text'), words: [], at };
    const parts = [this.#part()];
    while (this.takes('+')) parts.push(this.#part());
    const words: MapWord[] = [];
    while (this.takes(':')) words.push(this.#word());
    if (this.#at < this.text.length && this.text[this.#at] !== ',') {
      this.#fail(
        `"${this.text[this.#at]}" is not expected here.`,
        'Write a comma between entries. Put a name that holds one of , = : + { } into double quotes.',
      );
    }
    return { key, title, parts, constant: null, words, at };
  }

  #word(): MapWord {
    if (this.text[this.#at] === '"') return { text: this.#quoted(), quoted: true };
    if (!this.text.startsWith('^"', this.#at)) return { text: this.#bare(/[,:]/), quoted: false };
    this.#at++;
    return { text: `^${this.#quoted()}`, quoted: false };
  }

  #part(): FieldPart {
    const column = this.#name('a column');
    return this.takes('{') ? { column, cut: this.#cut() } : { column };
  }

  /** `{-,0,2}` or `{-,-1}`: separator, first part, and the part before which it ends. */
  #cut(): FieldPart['cut'] {
    const start = this.#at;
    const close = this.text.indexOf('}', this.#at + 1);
    const found = /^(.+?),(-?\d+)(?:,(-?\d+))?$/.exec(this.text.slice(start, Math.max(start, close)));
    if (found === null) {
      this.#fail('a part of a column is not complete.', 'Write COLUMN{SEPARATOR,FROM} or COLUMN{SEPARATOR,FROM,TO}.');
    }
    this.#at = close + 1;
    const [, separator, from, to] = found;
    return { separator, from: Number(from), ...(to === undefined ? {} : { to: Number(to) }) };
  }

  #name(what: string): string {
    if (this.text[this.#at] === '"') return this.#quoted();
    const name = this.#bare(SPECIAL).trim();
    if (name === '') this.#fail(`${what} is missing.`, 'Write its name as in the header of the file.');
    return name;
  }

  #bare(end: RegExp): string {
    const start = this.#at;
    while (this.#at < this.text.length && !end.test(this.text[this.#at])) this.#at++;
    return this.text.slice(start, this.#at);
  }

  #quoted(): string {
    let close = this.text.indexOf('"', this.#at + 1);
    while (close >= 0 && this.text[close + 1] === '"') close = this.text.indexOf('"', close + 2);
    if (close < 0) this.#fail('a double quote is never closed.', 'Close it. Write a quote within the name twice.');
    const text = this.text.slice(this.#at + 1, close).replaceAll('""', '"');
    this.#at = close + 1;
    return text;
  }

  #fail(message: string, advice: string): never {
    throw new MapError(message, advice, this.#at + 1);
  }
}

/** The text of entries. */
export function entriesText(entries: readonly Omit<MapEntry, 'at'>[]): string {
  return entries.map(entryText).join(',');
}

function entryText({ key, title, parts, constant, words }: Omit<MapEntry, 'at'>): string {
  const name = key + (title === null ? '' : quoted(title));
  if (constant !== null) return `${name}==${nameText(constant)}`;
  return `${name}=${parts.map(partText).join('+')}${words.map((word) => `:${wordText(word)}`).join('')}`;
}

function partText({ column, cut }: FieldPart): string {
  if (cut === undefined) return nameText(column);
  const to = cut.to === undefined ? '' : `,${cut.to}`;
  return `${nameText(column)}{${cut.separator},${cut.from}${to}}`;
}

function nameText(name: string): string {
  return name === '' || name !== name.trim() || SPECIAL.test(name) ? quoted(name) : name;
}

function wordText({ text, quoted: isQuoted }: MapWord): string {
  if (!isQuoted && text.startsWith('^')) return `^${literal(text.slice(1))}`;
  return isQuoted ? quoted(text) : literal(text);
}

function literal(text: string): string {
  return text.startsWith('"') || /[,:]/.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
