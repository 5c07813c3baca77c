import { IdHash } from '../../idHash';
import { readNumberAt } from './decimals';
import { skipSpaces, wordEnd } from './words';

/** Numbers of a report, in the order of `NUMBER_KEYS`. */
const DURATION = 0;
const INIT_DURATION = 1;
const RESTORE_DURATION = 2;
const MEMORY_MB = 3;
const MAX_MEMORY_MB = 4;

/** What one invocation reports. Numbers that the report lacks are NaN. */
export class Report {
  /** null if the report does not tell it. */
  requestId: IdHash | null = null;
  /** The key of the first number that cannot be read, as the file calls it; '' if all can. */
  fault = '';
  /** What should stand there. */
  expected = '';
  /** Numbers by position: objects are slower with a key that varies. */
  readonly #numbers = new Float64Array(NUMBER_KEYS.length).fill(Number.NaN);

  /** Seconds, without init and restore. */
  get duration(): number {
    return this.#numbers[DURATION];
  }

  /** Seconds in which the runtime and the function's own code started. Present: a cold start. */
  get init(): number {
    return this.#numbers[INIT_DURATION];
  }

  /** Seconds in which a SnapStart snapshot was restored. Present: a cold start. */
  get restore(): number {
    return this.#numbers[RESTORE_DURATION];
  }

  get memoryMB(): number {
    return this.#numbers[MEMORY_MB];
  }

  get maxMemoryMB(): number {
    return this.#numbers[MAX_MEMORY_MB];
  }

  clear(): void {
    this.requestId = null;
    // Faster than fill() for so few.
    for (let at = 0; at < this.#numbers.length; at++) this.#numbers[at] = Number.NaN;
    this.fault = this.expected = '';
  }

  get isCold(): boolean {
    return this.init >= 0 || this.restore >= 0;
  }

  has(key: NumberKey): boolean {
    return !Number.isNaN(this.#numbers[POSITIONS[key]]);
  }

  /**
   * Takes a number that the file gives under the name `label`. A cold start of no length is a fault: an invocation that
   * had none lacks the number.
   */
  set(key: NumberKey, value: number, label: string): void {
    this.setAt(POSITIONS[key], value, label);
  }

  /** @param position of the key in `NUMBER_KEYS` */
  setAt(position: number, value: number, label: string): void {
    this.#numbers[position] = value;
    const isFound = position === INIT_DURATION || position === RESTORE_DURATION ? value > 0 : value >= 0;
    if (!isFound) this.setFault(NUMBER_KEYS[position], label);
  }

  setFault(key: NumberKey, label: string): void {
    if (this.fault !== '') return;
    this.fault = label;
    this.expected = EXPECTED[key];
  }

  /** @param label of the duration, as the file calls it */
  mustHaveDuration(label = LABEL_TEXTS.duration): void {
    if (!this.has('duration')) this.setFault('duration', label);
  }

  /** Takes the numbers that another one has. */
  take(other: Report): void {
    for (const [at, value] of other.#numbers.entries()) if (!Number.isNaN(value)) this.#numbers[at] = value;
  }
}

export const NUMBER_KEYS = ['duration', 'init', 'restore', 'memoryMB', 'maxMemoryMB'] as const;
export type NumberKey = (typeof NUMBER_KEYS)[number];
const POSITIONS = Object.fromEntries(NUMBER_KEYS.map((key, at) => [key, at])) as Record<NumberKey, number>;

const EXPECTED: Readonly<Record<NumberKey, string>> = {
  duration: 'milliseconds, 0 or more',
  init: 'milliseconds, more than 0',
  restore: 'milliseconds, more than 0',
  memoryMB: 'megabytes',
  maxMemoryMB: 'megabytes',
};

/** Words before the last word of a label. */
const BILLED = 1;
const INIT = 2;
const RESTORE = 4;
const MAX = 8;
const MEMORY = 16;
/** Any other word: the label is not one of a report's. */
const OTHER = 32;

const COLON = 0x3a;
const TAB = 0x09;

/**
 * Reads labels and values from `at` to the end: `Duration: 102.61 ms⇥Memory Size: 3008 MB`. Labels match as wholes, and
 * any white space may stand between words: copies of logs have blanks and line breaks where the log has tabs. The first
 * value of a label counts.
 */
export function readLabels(text: string, at: number, report: Report): void {
  let words = 0;
  for (let end = at; ; ) {
    const start = skipSpaces(text, end);
    if (start === text.length) return;
    // Words before a tab belong to the value of a label that is not read.
    if (start > end && text.charCodeAt(start - 1) === TAB) words = 0;
    end = wordEnd(text, start);
    if (text.charCodeAt(end - 1) !== COLON) {
      words |= wordOf(text, start, end);
      continue;
    }
    const label = labelOf(text, start, end, words);
    words = 0;
    end = readValue(text, end, label, report);
  }
}

/**
 * Reads a line that continues a report broken into several lines.
 * @returns false if it does not, since it holds anything but labels of a report that have not been read yet; the report
 *   is then unchanged
 */
export function readContinuation(text: string, report: Report): boolean {
  const rest = new Report();
  let words = 0;
  let labels = 0;
  for (let end = 0; ; ) {
    const start = skipSpaces(text, end);
    if (start === text.length) break;
    end = wordEnd(text, start);
    if (text.charCodeAt(end - 1) !== COLON) {
      words |= wordOf(text, start, end);
      if (words >= OTHER) return false;
      continue;
    }
    const label = labelOf(text, start, end, words);
    if (label === null || label === 'requestId') return false;
    if (label !== 'billed' && (report.has(label) || rest.has(label))) return false;
    words = 0;
    labels++;
    end = readValue(text, end, label, rest);
    if (rest.fault !== '') return false;
  }
  if (labels === 0 || words !== 0) return false;
  report.take(rest);
  return true;
}

type Label = NumberKey | 'requestId' | 'billed' | null;

function labelOf(text: string, start: number, end: number, words: number): Label {
  switch (end - start) {
    case 9:
      if (!text.startsWith('Duration:', start)) return null;
      if (words === 0) return 'duration';
      if (words === INIT) return 'init';
      if (words === RESTORE) return 'restore';
      return words === BILLED || words === (BILLED | RESTORE) ? 'billed' : null;
    case 5:
      if (words === MEMORY && text.startsWith('Size:', start)) return 'memoryMB';
      return words === (MAX | MEMORY) && text.startsWith('Used:', start) ? 'maxMemoryMB' : null;
    case 10:
      return words === 0 && text.startsWith('RequestId:', start) ? 'requestId' : null;
    default:
      return null;
  }
}

function wordOf(text: string, start: number, end: number): number {
  switch (end - start) {
    case 3:
      return text.startsWith('Max', start) ? MAX : OTHER;
    case 4:
      return text.startsWith('Init', start) ? INIT : OTHER;
    case 6:
      if (text.startsWith('Billed', start)) return BILLED;
      return text.startsWith('Memory', start) ? MEMORY : OTHER;
    case 7:
      return text.startsWith('Restore', start) ? RESTORE : OTHER;
    default:
      return OTHER;
  }
}

const LABEL_TEXTS: Readonly<Record<NumberKey, string>> = {
  duration: 'Duration',
  init: 'Init Duration',
  restore: 'Restore Duration',
  memoryMB: 'Memory Size',
  maxMemoryMB: 'Max Memory Used',
};

/** Reads the value of a label that ends at `at`. Returns where the value ends. */
function readValue(text: string, at: number, label: Label, report: Report): number {
  const start = skipSpaces(text, at);
  const end = wordEnd(text, start);
  if (label === 'requestId') {
    if (end > start) report.requestId ??= IdHash.of(text, start, end);
    return end;
  }
  if (label === null) return end;
  const isMemory = label === 'memoryMB' || label === 'maxMemoryMB';
  const unit = skipSpaces(text, end);
  const unitEnd = wordEnd(text, unit);
  const hasUnit = unitEnd - unit === 2 && text.startsWith(isMemory ? 'MB' : 'ms', unit);
  if (label !== 'billed' && report.fault === '' && !report.has(label)) {
    report.set(label, hasUnit ? readNumberAt(text, start, end, isMemory ? 0 : 3) : Number.NaN, LABEL_TEXTS[label]);
  }
  return hasUnit ? unitEnd : end;
}
