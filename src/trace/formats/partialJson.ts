/** Deeper values are left out: no record of interest is so deep. */
const MOST_DEPTH = 32;
const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const WORD = /[^\s,:[\]{}"]+/y;

/** The end of the text was reached, or what follows is no JSON. */
const END = Symbol('end');

/**
 * The JSON values at the beginning of a text that may be cut off anywhere: one after the other, what there is of the
 * last. A first line that begins no value is skipped.
 * @param most values to parse
 */
export function partialJson(text: string, most: number): unknown[] {
  const start = /^[^\n[{]*\n(?=[[{])/.exec(text)?.[0].length ?? 0;
  const parser = new PartialParser(text, start);
  const values: unknown[] = [];
  while (values.length < most) {
    const value = parser.value(0);
    if (value === END) break;
    values.push(value);
  }
  return values;
}

class PartialParser {
  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  /** `END` where no value begins. */
  value(depth: number): unknown {
    this.#take(SPACE);
    const character = this.text[this.at];
    if (character === '{' && depth < MOST_DEPTH) return this.#object(depth);
    if (character === '[' && depth < MOST_DEPTH) return this.#array(depth);
    const found = character === '"' ? this.#take(STRING) : this.#take(WORD);
    if (found === null) return END;
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
    this.#take(SPACE);
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  #take(what: RegExp): string | null {
    what.lastIndex = this.at;
    const found = what.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }
}
