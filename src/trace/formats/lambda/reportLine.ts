import { EXACT_DIGITS, EXACT_POWERS_OF_TEN } from '../../numbers';
import { TOO_LATE } from '../../timeUnit';
import type { LineBytes } from '../format';
import { IsoTimeReader } from './isoTime';
import { NUMBER_KEYS, type NumberKey, type Report } from './report';

const QUOTE = 0x22;
const COMMA = 0x2c;
const DASH = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const CLOSING_BRACE = 0x7d;
const SPACE = 0x20;

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** What stands before the time and before the request id, as Lambda and as Python's `json` write it. */
const BEFORE_TIME = ['{"time":"', '{"time": "'].map(bytesOf);
const BEFORE_ID = [
  '","type":"platform.report","record":{"requestId":"',
  '", "type": "platform.report", "record": {"requestId": "',
].map(bytesOf);
const METRICS_KEY = bytesOf('"metrics":');
/** `2025-03-04T09:15:10.146Z` */
const TIME_BYTES = 24;

/**
 * Reads a `platform.report` from the bytes of its line, in the form in which Lambda and Python's `json` write it: many
 * times as fast as `JSON.parse`. Whatever is not exactly of that form, it leaves to `JSON.parse`.
 */
export class ReportLineReader {
  /** Epoch seconds of the line read last. */
  time = Number.NaN;
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #to = 0;
  readonly #iso = new IsoTimeReader();
  /** The day read last, as a number of eight digits, and its start. */
  #day = 0;
  #dayStart = 0;

  /** Returns false, with the report undefined, for any other line. */
  read(line: LineBytes, report: Report): boolean {
    this.#bytes = line.bytes;
    this.#at = line.from;
    this.#to = line.to;
    return (
      this.#takesAny(BEFORE_TIME) && this.#readTime(line) && this.#takesAny(BEFORE_ID) && this.#record(line, report)
    );
  }

  #record(line: LineBytes, report: Report): boolean {
    report.clear();
    const start = this.#at--;
    if (!this.#takesText()) return false;
    report.requestId = line.text(start, this.#at - 1);
    return this.#takesByte(COMMA) && this.#takes(METRICS_KEY) && this.#metrics(report) && this.#rest();
  }

  #readTime(line: LineBytes): boolean {
    const at = this.#at;
    if (at + TIME_BYTES > this.#to) return false;
    const day = (this.#digits(at, 4) * 100 + this.#digits(at + 5, 2)) * 100 + this.#digits(at + 8, 2);
    if (day !== this.#day) {
      const start = this.#iso.read(`${line.text(at, at + 10)}T00:00:00Z`, 0);
      if (Number.isNaN(start)) return false;
      this.#day = day;
      this.#dayStart = start;
    }
    const hours = this.#digits(at + 11, 2);
    const minutes = this.#digits(at + 14, 2);
    const seconds = this.#digits(at + 17, 2);
    if (!(hours < 24 && minutes < 60 && seconds < 60 && this.#isPunctuated(at))) return false;
    this.time = this.#dayStart + (hours * 3600 + minutes * 60 + seconds + this.#digits(at + 20, 3) / 1000);
    this.#at += TIME_BYTES;
    return this.time < TOO_LATE;
  }

  /** Whether a time has its punctuation where it belongs. */
  #isPunctuated(at: number): boolean {
    const bytes = this.#bytes;
    const isDay = bytes[at + 4] === DASH && bytes[at + 7] === DASH && bytes[at + 10] === 0x54;
    const isTime = bytes[at + 13] === COLON && bytes[at + 16] === COLON && bytes[at + 19] === POINT;
    return isDay && isTime && bytes[at + 23] === 0x5a;
  }

  /** The number of exactly `count` digits at an offset; NaN if there are fewer. */
  #digits(at: number, count: number): number {
    let value = 0;
    for (let i = at; i < at + count; i++) {
      const digit = this.#bytes[i] - ZERO;
      if (!(digit >= 0 && digit <= 9)) return Number.NaN;
      value = value * 10 + digit;
    }
    return value;
  }

  /** `{"durationMs":2599.4,…}` */
  #metrics(report: Report): boolean {
    if (!this.#takesByte(0x7b)) return false;
    do {
      const metric = this.#metric();
      if (metric === null) return false;
      const value = this.#number(metric.shift);
      if (Number.isNaN(value)) return false;
      if (metric.position < 0) continue;
      if (report.hasAt(metric.position)) return false;
      report.setAt(metric.position, value, metric.name);
    } while (this.#takesByte(COMMA));
    return this.#takesByte(CLOSING_BRACE) && report.has('duration');
  }

  /** Further members of the record, all of them texts, and the end of the line. */
  #rest(): boolean {
    while (this.#takesByte(COMMA)) {
      if (!this.#takesText()) return false;
      if (!(this.#takesByte(COLON) && this.#takesText())) return false;
    }
    return this.#takesByte(CLOSING_BRACE) && this.#takesByte(CLOSING_BRACE) && this.#at === this.#to;
  }

  /** The key of a metric, with its colon; null if there is none that is known. */
  #metric(): Metric | null {
    let end = this.#at + 1;
    while (end < this.#to && this.#bytes[end] !== QUOTE) end++;
    const metric = BY_LENGTH[end - this.#at - 1];
    return metric !== undefined && this.#takes(metric.bytes) ? metric : null;
  }

  #takesAny(texts: readonly Uint8Array[]): boolean {
    for (const text of texts) if (this.#matches(text)) return true;
    return false;
  }

  /** Bytes that stand next, and a blank after them. */
  #takes(expected: Uint8Array): boolean {
    if (!this.#matches(expected)) return false;
    if (this.#bytes[this.#at] === SPACE) this.#at++;
    return true;
  }

  #matches(expected: Uint8Array): boolean {
    const bytes = this.#bytes;
    const at = this.#at;
    if (at + expected.length > this.#to) return false;
    for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return false;
    this.#at += expected.length;
    return true;
  }

  /** A byte that stands next, and a blank after it. */
  #takesByte(byte: number): boolean {
    if (this.#at >= this.#to || this.#bytes[this.#at] !== byte) return false;
    this.#at++;
    if (this.#at < this.#to && this.#bytes[this.#at] === SPACE) this.#at++;
    return true;
  }

  /** A JSON text in ASCII without escapes. A blank after it is left. */
  #takesText(): boolean {
    if (this.#at >= this.#to || this.#bytes[this.#at] !== QUOTE) return false;
    for (let at = this.#at + 1; at < this.#to; at++) {
      const byte = this.#bytes[at];
      if (byte === QUOTE) {
        this.#at = at + 1;
        return true;
      }
      if (byte === BACKSLASH || byte < SPACE || byte > 0x7e) return false;
    }
    return false;
  }

  /** A JSON number without sign and exponent, divided by 10^shift. NaN for any other. */
  #number(shift: number): number {
    const start = this.#at;
    let digits = 0;
    let point = -1;
    let at = start;
    for (; at < this.#to; at++) {
      const byte = this.#bytes[at];
      if (byte >= ZERO && byte <= ZERO + 9) digits = digits * 10 + byte - ZERO;
      else if (byte === POINT && point < 0 && at > start) point = at;
      else if (byte === COMMA || byte === CLOSING_BRACE) break;
      else return Number.NaN;
    }
    const hasLeadingZero = this.#bytes[start] === ZERO && at > start + 1 && point !== start + 1;
    if (at === start || at - start > EXACT_DIGITS || at === point + 1 || hasLeadingZero) return Number.NaN;
    this.#at = at;
    return digits / EXACT_POWERS_OF_TEN[shift + (point < 0 ? 0 : at - 1 - point)];
  }
}

interface Metric {
  readonly name: string;
  /** The key as the line has it. */
  readonly bytes: Uint8Array;
  /** Of its key among the `NUMBER_KEYS`; -1 for a metric that is passed over. */
  readonly position: number;
  readonly shift: number;
}

const METRICS: readonly Metric[] = [
  metric('durationMs', 'duration'),
  metric('billedDurationMs', null),
  metric('memorySizeMB', 'memoryMB', 0),
  metric('maxMemoryUsedMB', 'maxMemoryMB', 0),
  metric('initDurationMs', 'init'),
  metric('restoreDurationMs', 'restore'),
  metric('billedRestoreDurationMs', null),
];

/** No two names have the same length. */
const BY_LENGTH: readonly (Metric | undefined)[] = Array.from({ length: 32 }, (_, length) =>
  METRICS.find(({ name }) => name.length === length),
);

function metric(name: string, key: NumberKey | null, shift = 3): Metric {
  return { name, bytes: bytesOf(`"${name}":`), position: key === null ? -1 : NUMBER_KEYS.indexOf(key), shift };
}

/**
 * Whether a line of JSON may have something to tell: it may contain `platform.re…`, `platform.init…` or `cold_start`.
 */
export function isOfInterest({ bytes, from, to }: LineBytes): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte === POINT) {
      const next = bytes[at + 1];
      if ((next === 0x72 || next === 0x69) && bytes[at - 1] === 0x6d) return true;
    } else if (byte === 0x5f && bytes[at + 1] === 0x73) return true;
  }
  return false;
}
