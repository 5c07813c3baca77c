/**
 * A second reader of traces, written to be obviously right: whole text, regular expressions, no streaming, no care for
 * speed.
 */

import { countAt, idAt, type TraceFile } from '../../../src/trace';

export interface NaiveRow {
  readonly line: number;
  /** Epoch seconds. */
  readonly time: number;
  readonly latency: number;
  readonly functionName: string;
  readonly runtime: string;
  readonly memoryMB: number;
  /** Whether the row has a memory that is neither a number nor a sign of no value. */
  readonly isIncomplete: boolean;
}

export interface NaiveTrace {
  readonly rows: readonly NaiveRow[];
  readonly bad: readonly { readonly line: number; readonly column: string }[];
  readonly blankLines: number;
  readonly records: number;
  readonly physicalLines: number;
}

const LINE_END = /\r\n|\n|\r/y;
const NUMBER = /^[ \t]*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?[ \t]*$/;

/** Reads a whole file; null for one that is no trace or has no readable row. */
export function naiveRead(bytes: Uint8Array): NaiveTrace | null {
  if (
    bytes.subarray(0, 8192).includes(0) ||
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff)
  ) {
    return null;
  }
  // In Latin-1 each byte is a character, and what separates fields and records is the same.
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const records = splitRecords(Buffer.from(bytes.subarray(isMarked ? 3 : 0)).toString('latin1'));
  const written = records.filter((record) => !isBlank(record));
  const names = written[0]?.fields?.map((name) => utf8(name).trim());
  if (!names) return null;
  const known = ['__time__', 'functionName', 'latency', 'runtime', 'memoryMB'];
  if (known.some((name) => names.indexOf(name) !== names.lastIndexOf(name))) return null;
  if (known.slice(0, 3).some((name) => !names.includes(name))) return null;
  const rows: (NaiveRow & { readonly isDate: boolean })[] = [];
  const bad: { line: number; column: string }[] = [];
  for (const record of written.slice(1)) {
    const row = readRow(record, names);
    if (row === null) return null;
    if (typeof row === 'string') bad.push({ line: record.line, column: row });
    else rows.push(row);
  }
  if (rows.length === 0) return null;
  // Times of the year 5138 and later are counted in something finer than seconds.
  const perSecond = [1, 1e3, 1e6, 1e9].find((perSecond) => rows[0].time / perSecond < 1e11) ?? 1;
  const last = records[records.length - 1];
  return {
    rows: rows.map(({ isDate, ...row }) => ({ ...row, time: isDate ? row.time : row.time / perSecond })),
    bad,
    blankLines: records.length - written.length,
    records: records.length,
    physicalLines: last.line + last.lines - 1,
  };
}

export interface NaiveRecord {
  readonly line: number;
  readonly lines: number;
  readonly raw: string;
  /** null for a record that is no CSV. */
  readonly fields: readonly string[] | null;
}

export function splitRecords(text: string, delimiter = ','): NaiveRecord[] {
  const QUOTED = new RegExp(`"(?:[^"]|"")*"(?=[${delimiter}\\r\\n]|$)`, 'y');
  const UNQUOTED = new RegExp(`[^"${delimiter}\\r\\n]*(?=[${delimiter}\\r\\n]|$)`, 'y');
  const records: NaiveRecord[] = [];
  let at = 0;
  let line = 1;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < text.length) {
    const start = at;
    let fields: string[] | null = [];
    do {
      const quoted = match(QUOTED);
      const field = quoted ?? match(UNQUOTED);
      if (field === undefined) {
        fields = null;
        break;
      }
      fields.push(quoted === undefined ? field : quoted.slice(1, -1).replaceAll('""', '"'));
    } while (text[at] === delimiter && ++at);
    if (!fields) at = start + text.slice(start).search(/[\r\n]|$/);
    const raw = text.slice(start, at);
    match(LINE_END);
    const lines = raw.split(/\r\n|\n|\r/).length;
    records.push({ line, lines, raw, fields });
    line += lines;
  }
  return records;
}

export function isBlank(record: NaiveRecord): boolean {
  return /^[ \t]*$/.test(record.raw);
}

/** Text whose bytes have been taken for characters. */
export function utf8(bytes: string, fatal = false): string {
  return new TextDecoder('utf-8', { ignoreBOM: true, fatal }).decode(Buffer.from(bytes, 'latin1'));
}

export function isUtf8(bytes: string): boolean {
  try {
    return utf8(bytes, true) !== null;
  } catch {
    return false;
  }
}

/**
 * null for a good row with a name that is not UTF-8. The row, or the name of the column at fault ('' for the row as a
 * whole, or a column that is not the trace's).
 */
function readRow(
  { fields, line, raw }: NaiveRecord,
  names: readonly string[],
): (NaiveRow & { readonly isDate: boolean }) | string | null {
  if (!fields) return brokenColumn(raw, names);
  if (fields.length !== names.length) return '';
  const bytesOf = (column: string) => fields[names.indexOf(column)];
  const text = (column: string) => utf8(bytesOf(column));
  const number = (column: string) => (NUMBER.test(text(column)) ? Number(text(column)) : Number.NaN);
  const time = Number.isNaN(number('__time__')) ? isoSeconds(text('__time__')) : number('__time__');
  const inRange = (value: number) => Number.isFinite(value) && value >= 0;
  if (!inRange(time)) return '__time__';
  if (!inRange(number('latency'))) return 'latency';
  const megabytes = names.includes('memoryMB') ? number('memoryMB') : Number.NaN;
  const isMemory = inRange(megabytes) && megabytes < 2 ** 32 - 1.5;
  const memoryMB = isMemory ? Math.floor(megabytes + 0.5) : 0xffffffff;
  const none = ['', 'nan', 'null', 'none', 'nil', 'na', 'n/a', '-', '–'];
  const isIncomplete =
    names.includes('memoryMB') &&
    !isMemory &&
    !none.includes(
      text('memoryMB')
        .replaceAll(/^[ \t]+|[ \t]+$/g, '')
        .toLowerCase(),
    );
  const functionName = text('functionName');
  const runtime = names.includes('runtime') ? text('runtime') : '';
  const tooLong = (name: string) => name.length > 1024 || name.includes('\0');
  if (functionName === '' || tooLong(functionName)) return 'functionName';
  if (tooLong(runtime)) return 'runtime';
  if (!isUtf8(bytesOf('functionName')) || (names.includes('runtime') && !isUtf8(bytesOf('runtime')))) return null;
  return {
    line,
    time,
    isDate: Number.isNaN(number('__time__')),
    latency: number('latency'),
    functionName,
    runtime,
    memoryMB,
    isIncomplete,
  };
}

/** Seconds since 1970 of an ISO 8601 date and time, to the millisecond; NaN for any other text. */
export function isoSeconds(text: string): number {
  const found =
    /^[ \t]*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)? ?(?:Z|([+-])(\d\d):?(\d\d))?[ \t]*$/i.exec(
      text,
    );
  if (!found) return Number.NaN;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const milliseconds = Number((found[7] ?? '').padEnd(3, '0').slice(0, 3));
  const [offsetHours, offsetMinutes] = [Number(found[9] ?? 0), Number(found[10] ?? 0)];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return Number.NaN;
  const isEndOfDay = hour === 24 && minute === 0 && second === 0 && milliseconds === 0;
  if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 59 || offsetHours > 23 || offsetMinutes > 59)
    return Number.NaN;
  const offset = (found[8] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes) * 60_000;
  const total = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds - offset;
  return total / 1000 < 1e11 ? total / 1000 : Number.NaN;
}

/** The column of the first field of a broken line that is neither quoted nor free of quotes. */
export function brokenColumn(raw: string, names: readonly string[], delimiter = ','): string {
  const FIELD = new RegExp(`^("(?:[^"]|"")*"|[^"${delimiter}]*)[${delimiter}]`);
  let rest = raw;
  for (let field = 0; ; field++) {
    const whole = FIELD.exec(rest);
    if (!whole) return names[field] ?? '';
    rest = rest.slice(whole[0].length);
  }
}

/** The same shape as the naive reader's answer, for comparison. */
export function asNaive({ table, problems, account }: TraceFile): NaiveTrace {
  const names = [...table.functionNames];
  const incomplete = new Set(problems.filter(({ kept }) => kept).map(({ line }) => line));
  const rows = Array.from({ length: table.rowCount }, (_, row) => ({
    line: table.line[row],
    time: table.time[row],
    latency: table.latency[row],
    functionName: names[table.functionId[row]],
    runtime: table.runtimeNames[idAt(table.runtimeId, row)],
    memoryMB: countAt(table.memoryMB, row),
    isIncomplete: incomplete.has(table.line[row]),
  }));
  const bad = problems.filter(({ kept }) => !kept).map(({ line, column }) => ({ line, column }));
  const { blankLines, records, physicalLines } = account;
  return { rows, bad, blankLines, records, physicalLines };
}
