/** Cuts a filter into words, and words into their parts. Looks at each character once or twice. */

export interface Span {
  /** Position in the filter; [from, to). */
  readonly from: number;
  readonly to: number;
}

/** A piece of text that is all quoted or all bare. */
export interface Piece extends Span {
  /** Without quotes and escapes. */
  readonly text: string;
  readonly quoted: boolean;
}

/** `-name:value`, or a word on its own, which has no operator. */
export interface Word extends Span {
  readonly not: boolean;
  /** Before the operator, or the whole of a word on its own. */
  readonly head: readonly Piece[];
  /** '' for a word on its own. */
  readonly operator: '' | ':' | '>' | '>=' | '<' | '<=';
  /** What follows the operator, cut at commas; a single list without an operator. */
  readonly values: readonly (readonly Piece[])[];
  /** Where the values start. */
  readonly valueFrom: number;
}

export interface WordProblem extends Span {
  readonly message: string;
}

const SPACE = /\s/;

/** The words of a filter. A word with faulty quotes is a problem, and no word. */
export function wordsOf(text: string): { readonly words: readonly Word[]; readonly problems: readonly WordProblem[] } {
  const reader = new WordReader(text);
  const words: Word[] = [];
  const problems: WordProblem[] = [];
  for (let found = reader.next(); found !== null; found = reader.next()) {
    if ('message' in found) problems.push(found);
    else words.push(found);
  }
  return { words, problems };
}

class WordReader {
  #at = 0;
  #problem: WordProblem | null = null;

  constructor(private readonly text: string) {}

  next(): Word | WordProblem | null {
    while (this.#at < this.text.length && SPACE.test(this.text[this.#at])) this.#at++;
    if (this.#at === this.text.length) return null;
    this.#problem = null;
    const from = this.#at;
    const not = this.text[from] === '-';
    if (not) this.#at++;
    const headFrom = this.#at;
    const values = [this.#pieces(':<>,')];
    const operator = this.#operator();
    const head = values[0];
    const valueFrom = operator === '' ? headFrom : this.#at;
    if (operator !== '') values[0] = this.#pieces(',');
    // A comma before an operator belongs to a word on its own, in which operators have no meaning.
    while (this.text[this.#at] === ',') {
      this.#at++;
      values.push(this.#pieces(','));
    }
    return this.#problem ?? { from, to: this.#at, not, head, operator, values, valueFrom };
  }

  #operator(): Word['operator'] {
    const first = this.text[this.#at];
    if (first !== ':' && first !== '<' && first !== '>') return '';
    this.#at++;
    if (first === ':' || this.text[this.#at] !== '=') return first;
    this.#at++;
    return `${first}=`;
  }

  /** Up to a space or one of these characters. */
  #pieces(end: string): Piece[] {
    const pieces: Piece[] = [];
    while (this.#at < this.text.length) {
      const from = this.#at;
      const character = this.text[from];
      if (SPACE.test(character) || end.includes(character)) break;
      if (character === '"') {
        pieces.push(this.#quoted());
        continue;
      }
      while (this.#at < this.text.length && !this.#endsBare(this.text[this.#at], end)) this.#at++;
      pieces.push({ from, to: this.#at, text: this.text.slice(from, this.#at), quoted: false });
    }
    return pieces;
  }

  #endsBare(character: string, end: string): boolean {
    return character === '"' || SPACE.test(character) || end.includes(character);
  }

  #quoted(): Piece {
    const from = this.#at;
    let at = from + 1;
    while (at < this.text.length && this.text[at] !== '"') at += this.text[at] === '\\' ? 2 : 1;
    const isOpen = at >= this.text.length;
    const to = isOpen ? this.text.length : at + 1;
    this.#at = to;
    const text = isOpen ? null : unescaped(this.text.slice(from, to));
    if (text === null) {
      const message = isOpen
        ? 'The quote is not closed: write " at its end.'
        : 'In quotes, \\ begins an escape such as \\n: write \\\\ for \\ itself, and \\" for a quote.';
      this.#problem ??= { from, to, message };
    }
    return { from, to, text: text ?? '', quoted: true };
  }
}

/** A quoted text is written as in JSON. */
function unescaped(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}
