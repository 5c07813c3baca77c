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

/** Prints one JSON value, indented, on standard output. Numbers that JSON has not become null. */
export function printJson(value: unknown): Promise<void> {
  return printPieces([`${toJson(value, 2)}\n`]);
}

/** JSON text in ASCII control-free form. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
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
