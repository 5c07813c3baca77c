import { readNumberAt } from './decimals';
import { skipSpaces, wordEnd } from './words';

/** What one invocation reports. Numbers that the report lacks are NaN. */
export class Report {
  requestId = '';
  /** Seconds, without init and restore. */
  duration = Number.NaN;
  /** Seconds in which the runtime and the function's own code started. Present: a cold start. */
  init = Number.NaN;
  /** Seconds in which a SnapStart snapshot was restored. Present: a cold start. */
  restore = Number.NaN;
  memoryMB = Number.NaN;
  maxMemoryMB = Number.NaN;
  /** The first label whose value cannot be read; '' if all can. */
  fault = '';
  /** What should stand there. */
  expected = '';

  clear(): void {
    this.requestId = '';
    this.duration = this.init = this.restore = this.memoryMB = this.maxMemoryMB = Number.NaN;
    this.fault = this.expected = '';
  }

  get isCold(): boolean {
    return this.init >= 0 || this.restore >= 0;
  }

  /**
   * Takes a number that the file gives under the name `label`. A cold start of no length is a fault: an invocation that
   * had none lacks the number.
   */
  set(key: NumberKey, value: number, label: string): void {
    this[key] = value;
    const isFound = key === 'init' || key === 'restore' ? value > 0 : value >= 0;
    if (!isFound) this.setFault(key, label);
  }

  setFault(key: NumberKey, label: string): void {
    if (this.fault !== '') return;
    this.fault = label;
    this.expected = EXPECTED[key];
  }

  mustHaveDuration(): void {
    if (Number.isNaN(this.duration)) this.setFault('duration', LABEL_TEXTS.duration);
  }
}

export type NumberKey = 'duration' | 'init' | 'restore' | 'memoryMB' | 'maxMemoryMB';

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
    if (label !== 'billed' && !(Number.isNaN(report[label]) && Number.isNaN(rest[label]))) return false;
    words = 0;
    labels++;
    end = readValue(text, end, label, rest);
    if (rest.fault !== '') return false;
  }
  if (labels === 0 || words !== 0) return false;
  for (const key of NUMBER_KEYS) if (!Number.isNaN(rest[key])) report[key] = rest[key];
  return true;
}

const NUMBER_KEYS = Object.keys(EXPECTED) as NumberKey[];

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
    if (report.requestId === '') report.requestId = text.slice(start, end);
    return end;
  }
  if (label === null) return end;
  const isMemory = label === 'memoryMB' || label === 'maxMemoryMB';
  const unit = skipSpaces(text, end);
  const unitEnd = wordEnd(text, unit);
  const hasUnit = unitEnd - unit === 2 && text.startsWith(isMemory ? 'MB' : 'ms', unit);
  if (label !== 'billed' && report.fault === '' && Number.isNaN(report[label])) {
    report.set(label, hasUnit ? readNumberAt(text, start, end, isMemory ? 0 : 3) : Number.NaN, LABEL_TEXTS[label]);
  }
  return hasUnit ? unitEnd : end;
}
