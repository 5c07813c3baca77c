import fc from 'fast-check';
import type { LiveText, TextChange } from '../../../src/live';

/** An edit of a text of any length: positions are millionths of it. */
export type RandomEdit =
  | { readonly kind: 'replace'; readonly from: number; readonly to: number; readonly text: string }
  | { readonly kind: 'removeLines'; readonly from: number; readonly lines: number }
  | { readonly kind: 'insertLines'; readonly from: number; readonly text: string }
  | { readonly kind: 'twice'; readonly text: string }
  | { readonly kind: 'undo' };

const place = fc.noBias(fc.nat(999_999));
const runtime = fc.constantFrom('python', 'go', 'nodejs', '');
const time = fc.oneof(
  { weight: 8, arbitrary: fc.nat(300).map(String) },
  fc.constantFrom('1620489600123', '2021-05-08T16:00:01Z'),
);
const row = fc
  .tuple(time, fc.constantFrom('f1', 'a', 'new', 'été', '函数'), fc.nat(9000), runtime, fc.constantFrom('128', ''))
  .map((fields) => fields.join(','));
const lines = fc.oneof(
  { weight: 8, arbitrary: row },
  { weight: 2, arbitrary: fc.array(row, { minLength: 2, maxLength: 6 }).map((rows) => rows.join('\n')) },
  fc.constantFrom('', ' ', 'x', ',', '1,2', '"1","f1","2"', '1,"f1,2\n', '5,f1,"7"8'),
);
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('', '1', '9', 'f', ',', ' ', '.', '-') },
  { weight: 2, arbitrary: lines },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\r\n', '"', '""', '\n\n') },
);

export const randomEdits: fc.Arbitrary<RandomEdit[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('replace' as const),
        from: place,
        to: fc.noBias(fc.integer({ min: 0, max: 60_000 })),
        text: piece,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('removeLines' as const),
        from: place,
        lines: fc.integer({ min: 1, max: 3 }),
      }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('insertLines' as const), from: place, text: lines }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('twice' as const), text: fc.constantFrom('7', '0', '') }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'undo' as const }) },
  ),
  { minLength: 1, maxLength: 10 },
);

/** A trace without line ends in quotes. Some rows are bad. */
export const ordinaryText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: row },
      fc.constantFrom('', '1,f1', '"7","a, b",9,go,128', 'x,f1,1,go,1', '1,f1,"2"3,go,1'),
    ),
    {
      minLength: 1,
      maxLength: 60,
      size: 'max',
    },
  )
  .map((rows) => `__time__,functionName,latency,runtime,memoryMB\n${rows.join('\n')}\n`);

interface Change extends TextChange {
  readonly offset: number;
  readonly length: number;
}

/** A text document as an editor keeps it: one kind of line end, changes of stretches, undo. */
export class EditedText implements LiveText {
  #text: string;
  readonly #before: string[] = [];

  constructor(text: string) {
    this.#text = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  }

  get all(): string {
    return this.#text;
  }

  get lineCount(): number {
    return this.#text.split('\n').length;
  }

  text(from: number, to: number): string {
    const lines = this.#text.split('\n');
    return lines.slice(from, to).join('\n') + (to < lines.length && to > from ? '\n' : '');
  }

  /** Makes an edit and returns its changes as an editor reports them: the last one first. */
  make(edit: RandomEdit): readonly TextChange[] {
    if (edit.kind === 'undo') return this.#undo();
    this.#before.push(this.#text);
    const changes = this.#changesOf(edit);
    for (const { offset, length, text } of changes) this.#replace(offset, length, text);
    return changes;
  }

  #changesOf(edit: Exclude<RandomEdit, { kind: 'undo' }>): readonly Change[] {
    const at = (share: number) => Math.floor((share * (this.#text.length + 1)) / 1_000_000);
    if (edit.kind === 'twice') {
      const [first, last] = [this.#text.indexOf(',', this.#text.indexOf('\n')), this.#text.lastIndexOf(',')];
      return first < 0 || first === last
        ? []
        : [this.#change(last + 1, 0, edit.text), this.#change(first + 1, 0, edit.text)];
    }
    const lineStart = this.#text.lastIndexOf('\n', at(edit.from) - 1) + 1;
    if (edit.kind === 'insertLines') return [this.#change(lineStart, 0, `${edit.text}\n`)];
    if (edit.kind === 'removeLines') {
      let end = lineStart;
      for (let line = 0; line < edit.lines && end < this.#text.length; line++) {
        const next = this.#text.indexOf('\n', end);
        end = next < 0 ? this.#text.length : next + 1;
      }
      return [this.#change(lineStart, end - lineStart, '')];
    }
    const offset = at(edit.from);
    return [this.#change(offset, Math.min(at(edit.to), this.#text.length - offset), edit.text)];
  }

  #change(offset: number, length: number, text: string): Change {
    const line = (place: number) => ({ line: this.#text.slice(0, place).split('\n').length - 1 });
    return { offset, length, text, range: { start: line(offset), end: line(offset + length) } };
  }

  #replace(offset: number, length: number, text: string): void {
    const inserted = text.replace(/\r\n?/g, '\n');
    this.#text = this.#text.slice(0, offset) + inserted + this.#text.slice(offset + length);
  }

  /** The smallest change back to the text before the last edit. */
  #undo(): readonly TextChange[] {
    const before = this.#before.pop();
    if (before === undefined) return [];
    const now = this.#text;
    let start = 0;
    while (start < Math.min(now.length, before.length) && now[start] === before[start]) start++;
    let end = 0;
    while (end < Math.min(now.length, before.length) - start && now.at(-1 - end) === before.at(-1 - end)) end++;
    const change = this.#change(start, now.length - start - end, before.slice(start, before.length - end));
    this.#text = before;
    return [change];
  }
}
