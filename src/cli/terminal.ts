import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** C0 and C1 control characters, line and paragraph separators, and what reverses the direction of text. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** Control characters that JSON.stringify leaves as they are, though some terminals obey them. */
const UNESCAPED_BY_JSON = /[\u007f-\u009f]/g;

/** Text from a file as one line that cannot drive the terminal it is printed on. */
export function plain(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd');
}

/** Prints lines on standard output. Whatever they hold, each is one line. */
export function printLines(lines: readonly string[]): Promise<void> {
  return printPieces(lines.map((line) => `${plain(line)}\n`));
}

/** Prints one JSON value, indented, on standard output; a column of numbers is one line. Numbers that JSON has not become null. */
export function printJson(value: unknown): Promise<void> {
  return printPieces(jsonPieces(value));
}

function* jsonPieces(value: unknown): Generator<string> {
  yield* jsonPiecesOf(value, '\n');
  yield '\n';
}

/** Numbers of a column in one piece: results of a million cold starts are longer than a string may be. */
const COLUMN_PIECE = 10_000;

function* jsonPiecesOf(value: unknown, lineBreak: string): Generator<string> {
  if (ArrayBuffer.isView(value)) {
    const column = value as Float64Array;
    for (let at = 0; at < column.length; at += COLUMN_PIECE) {
      yield `${at === 0 ? '[' : ','}${JSON.stringify([...column.subarray(at, at + COLUMN_PIECE)]).slice(1, -1)}`;
    }
    yield column.length === 0 ? '[]' : ']';
    return;
  }
  if (typeof value !== 'object' || value === null) {
    yield toJson(value);
    return;
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  yield isList ? '[' : '{';
  for (const [index, [key, one]] of entries.entries()) {
    yield `${index > 0 ? ',' : ''}${lineBreak}  ${isList ? '' : `${toJson(key)}: `}`;
    yield* jsonPiecesOf(one, `${lineBreak}  `);
  }
  yield `${entries.length > 0 ? lineBreak : ''}${isList ? ']' : '}'}`;
}

/** JSON text in ASCII control-free form. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNESCAPED_BY_JSON,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}

/**
 * Prints pieces of text as they come, no faster than they are taken. A reader that has seen enough (`… | head`) is no error: the rest
 * is not asked for.
 */
export async function printPieces(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

/** A line beside the results, on standard error. */
export function warn(line: string): void {
  clearProgress();
  process.stderr.write(`${plain(line)}\n`);
}

let lastProgress = 0;
let progressShown = false;
const PROGRESS_MILLISECONDS = 100;

/** Shows how far the work is, on standard error where that is a terminal; each line takes the place of the one before. */
export function progress(line: string): void {
  if (!process.stderr.isTTY) return;
  const now = performance.now();
  if (now - lastProgress < PROGRESS_MILLISECONDS) return;
  lastProgress = now;
  progressShown = true;
  process.stderr.write(`\r\u001b[2K${plain(line)}`);
}

export function clearProgress(): void {
  if (progressShown) process.stderr.write('\r\u001b[2K');
  progressShown = false;
}
