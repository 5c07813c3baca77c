/** Deeper values are left out: no record of interest is so deep. */
const MOST_DEPTH = 32;
const WORD = /[^\s,:[\]{}"]+/y;
const BLANK = 32;
const BACKSLASH = 92;

/** The end of the text was reached, or what follows is no JSON. */
const END = Symbol('end');

/**
 * The JSON values at the beginning of a text that may be cut off anywhere: one after the other, what there is of the
 * last. A first line that begins no value is skipped.
 * @param most values to parse; if the first is an array, its elements are, and nothing after it
 */
export function partialJson(text: string, most: number): unknown[] {
  const start = /^[^\n[{]*\n(?=[[{])/.exec(text)?.[0].length ?? 0;
  const parser = new PartialParser(text, start, most);
  const values: unknown[] = [];
  while (values.length < most) {
    const value = parser.value(0);
    if (value === END) break;
    values.push(value);
    if (Array.isArray(values[0]) && values[0].length === most) break;
  }
  return values;
}

class PartialParser {
  constructor(
    private readonly text: string,
    private at: number,
    private readonly mostElements: number,
  ) {}

  /** `END` where no value begins. */
  value(depth: number): unknown {
    this.#skipSpace();
    const character = this.text[this.at];
    if (character === '{' && depth < MOST_DEPTH) return this.#object(depth);
    if (character === '[' && depth < MOST_DEPTH) return this.#array(depth);
    const found = character === '"' ? this.#string() : this.#word();
    if (found === null) return END;
    // Most strings have no escapes.
    if (character === '"' && !found.includes('\\')) return found.slice(1, -1);
    try {
      return JSON.parse(found);
    } catch {
      return END;
    }
  }

  #array(depth: number): unknown[] {
    const elements: unknown[] = [];
    this.at++;
    for (;;) {
      if (this.#takes(']')) return elements;
      const value = this.value(depth + 1);
      if (value === END) return elements;
      elements.push(value);
      if (depth === 0 && elements.length === this.mostElements) return elements;
      this.#takes(',');
    }
  }

  #object(depth: number): Record<string, unknown> {
    const members: Record<string, unknown> = Object.create(null);
    this.at++;
    for (;;) {
      if (this.#takes('}')) return members;
      const key = this.value(MOST_DEPTH);
      if (typeof key !== 'string' || !this.#takes(':')) return members;
      const value = this.value(depth + 1);
      if (value === END) return members;
      members[key] = value;
      this.#takes(',');
    }
  }

  #takes(character: string): boolean {
    this.#skipSpace();
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  #skipSpace(): void {
    const { text } = this;
    let at = this.at;
    // Space in JSON is a blank, a tab, or part of a line end: all at most a blank. Other controls end at a value.
    while (at < text.length && text.charCodeAt(at) <= BLANK) at++;
    this.at = at;
  }

  /** A string with its quotes; null where it is cut off. */
  #string(): string | null {
    const { text, at } = this;
    let end = text.indexOf('"', at + 1);
    while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    if (end < 0) return null;
    this.at = end + 1;
    return text.slice(at, end + 1);
  }

  #word(): string | null {
    WORD.lastIndex = this.at;
    const found = WORD.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }
}

/** Whether an odd number of backslashes stands before a quote. */
function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text.charCodeAt(first - 1) === BACKSLASH) first--;
  return (quote - first) % 2 === 1;
}
