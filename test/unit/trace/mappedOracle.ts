/** The naive reader of `oracle.ts`, for mapped tables. */

import { idAt, type TraceFile } from '../../../src/trace';
import type { FieldPart, MappedColumn, RowTest, TableMapping, TimeSource } from '../../../src/trace/formats';
import { brokenColumn, isBlank, isoSeconds, isUtf8, type NaiveRecord, splitRecords, utf8 } from './oracle';

export interface NaiveColdStart {
  readonly line: number;
  readonly time: number;
  readonly function: string;
  readonly latency: number;
  readonly runtime: string;
  readonly memoryMB: number;
  /** By key: numbers in single precision, and labels. */
  readonly extras: Readonly<Record<string, number | string>>;
}

export interface NaiveTable {
  readonly rows: readonly NaiveColdStart[];
  readonly warm: readonly { readonly time: number; readonly function: string }[];
  readonly bad: readonly { readonly line: number; readonly column: string }[];
  /** Lines of rows that are kept without a value, once for each value. */
  readonly incomplete: readonly number[];
  readonly others: number;
  readonly duplicates: number;
  readonly blankLines: number;
  readonly records: number;
}

const NUMBER = /^[ \t]*([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:[eE]([+-]?\d+))?[ \t]*$/;
const NO_VALUE = ['', 'nan', 'null', 'none', 'nil', 'na', 'n/a', '-', '–'];
const PER_SECOND: Readonly<Record<string, number>> = { s: 1, ms: 1e3, µs: 1e6, ns: 1e9 };
/** Places to the left, and then a factor. */
const UNITS: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  s: { ms: [3, 1], µs: [6, 1], ns: [9, 1] },
  MB: { GB: [0, 1024], bytes: [0, 2 ** -20], 'bytes·10⁶': [6, 1] },
  bytes: { MB: [0, 1e6], MiB: [0, 2 ** 20], GB: [0, 1e9] },
};

const trim = (text: string) => text.replaceAll(/^[ \t]+|[ \t]+$/g, '');
const isEmpty = (text: string) => NO_VALUE.includes(trim(text).toLowerCase());

/** Signals that the whole file is refused. */
class Refused extends Error {}
/** Signals a bad row, by the column at fault. */
class Bad extends Error {}

/** Reads a whole table; null for one that is refused or has no readable cold start. */
export function naiveReadMapped(bytes: Uint8Array, mapping: TableMapping): NaiveTable | null {
  try {
    return new Reader(mapping).read(bytes);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

class Reader {
  #names: readonly string[] = [];
  #perSecond: number | null;
  readonly #unknown: number[] = [];

  constructor(private readonly mapping: TableMapping) {
    const { as } = mapping.time;
    this.#perSecond = as === 'auto' ? null : (PER_SECOND[as] ?? 1);
  }

  read(bytes: Uint8Array): NaiveTable {
    const { mapping } = this;
    if (bytes.subarray(0, 8192).includes(0)) throw new Refused();
    const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const [above, text] = cutLines(Buffer.from(bytes.subarray(isMarked ? 3 : 0)).toString('latin1'), mapping.skipLines);
    const records = splitRecords(text, mapping.delimiter);
    const written = records.filter((record) => !isBlank(record));
    const first = written[0]?.fields;
    if (!first) throw new Refused();
    this.#names = mapping.header ? first.map((name) => utf8(name).trim()) : first.map((_, at) => `column ${at + 1}`);
    this.#requireColumns();
    const rows: (NaiveColdStart & { id: string; order: number })[] = [];
    const warm: { time: number; function: string; id: string }[] = [];
    const bad: { line: number; column: string }[] = [];
    let others = 0;
    for (const record of mapping.header ? written.slice(1) : written) {
      const line = record.line + above;
      const unknown = this.#unknown.length;
      try {
        if (!record.fields) throw new Bad(brokenColumn(record.raw, this.#names, mapping.delimiter));
        if (record.fields.length !== this.#names.length) throw new Bad('');
        if (mapping.only && !this.#passes(mapping.only, record)) others++;
        else if (mapping.cold && !this.#passes(mapping.cold, record)) warm.push(this.#invocation(record));
        else rows.push({ ...this.#coldStart(record, line), order: unknown });
      } catch (error) {
        if (!(error instanceof Bad)) throw error;
        this.#unknown.length = unknown;
        bad.push({ line, column: error.message });
      }
    }
    const incomplete = [...this.#unknown];
    const kept = rows.filter(firstOfId);
    const keptWarm = warm.filter(firstOfId);
    if (kept.length === 0) throw new Refused();
    return {
      rows: kept.map(({ id, order, ...row }) => row),
      warm: keptWarm.map(({ id, ...row }) => row),
      bad,
      incomplete,
      others,
      duplicates: rows.length + warm.length - kept.length - keptWarm.length,
      blankLines: records.length - written.length,
      records: above + records.length,
    };
  }

  #requireColumns(): void {
    const { time, latency, memoryMB, runtime, cold, only, id, extras } = this.mapping;
    const parts = [time, ...(time.as === 'auto' ? [] : [time.orElse]), latency, memoryMB, cold, only, ...extras];
    const columns = [...parts, ...this.mapping.function.parts, ...(runtime?.parts ?? [])].map((part) => part?.column);
    for (const column of [...columns, id])
      if (column !== undefined && this.#names.filter((name) => name === column).length !== 1) throw new Refused();
  }

  /** Bytes of a field, as characters. */
  #field(record: NaiveRecord, column: string): string {
    return record.fields![this.#names.indexOf(column)];
  }

  #text(record: NaiveRecord, { column, cut }: FieldPart): string {
    return utf8(this.#bytes(record, { column, cut }));
  }

  #bytes(record: NaiveRecord, { column, cut }: FieldPart): string {
    const field = this.#field(record, column);
    if (!cut || cut.separator === '') return field;
    const separator = Buffer.from(cut.separator).toString('latin1');
    const parts = field.split(separator);
    const at = (index: number) => (index < 0 ? parts.length + index : index);
    const [from, to] = [at(cut.from), cut.to === undefined ? parts.length : at(cut.to)];
    return from >= 0 && from < to && to <= parts.length ? parts.slice(from, to).join(separator) : '';
  }

  #passes({ column, equals, startsWith }: RowTest, record: NaiveRecord): boolean {
    const text = trim(utf8(this.#field(record, column)));
    if (equals === undefined && startsWith === undefined) return !isEmpty(text);
    if (startsWith !== undefined && !text.startsWith(startsWith)) return false;
    return equals === undefined || equals.some((one) => one.toLowerCase() === text.toLowerCase());
  }

  #number(record: NaiveRecord, part: FieldPart, [places, factor]: readonly [number, number] = [0, 1]): number {
    const text = this.#text(record, part);
    const pointed = this.mapping.decimalComma ? (text.includes('.') ? '' : text.replace(',', '.')) : text;
    const [, mantissa, exponent = '0'] = NUMBER.exec(pointed) ?? [];
    if (mantissa === undefined) return Number.NaN;
    const value = Number(`${mantissa}e${Number(exponent) - places}`) * factor;
    return Number.isFinite(value) && value >= 0 ? value : Number.NaN;
  }

  #time(record: NaiveRecord): number {
    const { time } = this.mapping;
    const { orElse } = time;
    const isMissing = orElse !== undefined && time.as !== 'auto' && isEmpty(this.#text(record, time));
    const source = isMissing ? orElse : time;
    const value = this.#seconds(record, source, isMissing ? (PER_SECOND[source.as] ?? 1) : (this.#perSecond ?? 1));
    const ratio = isMissing ? this.#perSecond! / (PER_SECOND[source.as] ?? 1) : 1;
    const scaled = ratio >= 1 ? value * ratio : value / Math.round(1 / ratio);
    if (!(scaled >= 0 && Number.isFinite(scaled))) throw new Bad(source.column);
    return scaled;
  }

  /** In counts of the source. */
  #seconds(record: NaiveRecord, source: TimeSource, perSecond: number): number {
    const text = this.#text(record, source);
    if (!['auto', 's', 'ms', 'µs', 'ns'].includes(source.as)) return dateSeconds(text, source);
    const pointed = this.mapping.decimalComma ? text.replace(',', '.') : text;
    if (NUMBER.test(pointed) && Number.isFinite(Number(pointed))) return Number(pointed);
    return isoSeconds(pointed) * perSecond;
  }

  #name(record: NaiveRecord, parts: readonly FieldPart[], join = '', isRequired = false): string {
    const text = parts.map((part) => this.#text(record, part)).join(join);
    const column = parts.map(({ column }) => column).join(join === '' ? '+' : join);
    if ((isRequired && text === '') || text.length > 1024 || text.includes('\0')) throw new Bad(column);
    return text;
  }

  #requireUtf8(record: NaiveRecord, parts: readonly FieldPart[]): void {
    const bytes = parts.map((part) => this.#bytes(record, part)).join('');
    if (!isUtf8(bytes)) throw new Refused();
  }

  #decide(time: number): number {
    this.#perSecond ??= [1, 1e3, 1e6, 1e9].find((perSecond) => time / perSecond < 1e11) ?? 1;
    return time / this.#perSecond;
  }

  #function(record: NaiveRecord): string {
    const { parts, join, constant = '' } = this.mapping.function;
    return parts.length === 0 ? constant : this.#name(record, parts, parts.length === 1 ? '' : join, true);
  }

  #id(record: NaiveRecord): string {
    const { id } = this.mapping;
    return id === undefined ? '' : this.#name(record, [{ column: id }]);
  }

  #invocation(record: NaiveRecord): { time: number; function: string; id: string } {
    const time = this.#time(record);
    const invocation = { function: this.#function(record), id: this.#id(record) };
    this.#requireUtf8(record, this.mapping.function.parts);
    if (this.mapping.id !== undefined) this.#requireUtf8(record, [{ column: this.mapping.id }]);
    return { time: this.#decide(time), ...invocation };
  }

  #coldStart(record: NaiveRecord, line: number): NaiveColdStart & { id: string } {
    const { mapping } = this;
    const { latency, memoryMB, runtime, extras, id } = mapping;
    const time = this.#time(record);
    const seconds = this.#number(record, latency, UNITS.s[latency.unit]);
    if (Number.isNaN(seconds)) throw new Bad(latency.column);
    const note = (part: FieldPart) => void (isEmpty(this.#text(record, part)) || this.#unknown.push(line));
    let megabytes = 0xffff_ffff;
    if (memoryMB) {
      const rounded = Math.floor(this.#number(record, memoryMB, UNITS.MB[memoryMB.unit]) + 0.5);
      if (rounded < 0xffff_ffff) megabytes = rounded;
      else note(memoryMB);
    }
    const values: Record<string, number | string> = {};
    for (const extra of extras.filter(({ role }) => role !== 'label')) {
      const value = this.#number(record, extra, UNITS[extra.unit ?? 's'][extra.fileUnit!]);
      values[extra.key] = Math.fround(value);
      if (Number.isNaN(value)) note(extra);
    }
    const name = this.#function(record);
    const runtimeName = runtime ? this.#name(record, runtime.parts) : '';
    const labels = extras.filter(({ role }) => role === 'label');
    for (const label of labels) values[label.key] = this.#name(record, [label]);
    const found = this.#id(record);
    this.#requireUtf8(record, mapping.function.parts);
    for (const part of [...(runtime?.parts ?? []), ...labels]) this.#requireUtf8(record, [part]);
    if (id !== undefined) this.#requireUtf8(record, [{ column: id }]);
    return {
      ...{ line, time: this.#decide(time), function: name, latency: seconds, runtime: runtimeName },
      ...{ memoryMB: megabytes, extras: values, id: found },
    };
  }
}

/** Keeps the first of several with the same id. */
function firstOfId<T extends { readonly id: string }>(row: T, at: number, all: readonly T[]): boolean {
  return row.id === '' || all.findIndex(({ id }) => id === row.id) === at;
}

/** How many lines are cut off, and the rest. */
function cutLines(text: string, lines: number): readonly [number, string] {
  let rest = text;
  let cut = 0;
  for (; cut < lines && rest !== ''; cut++) {
    const end = /\r\n|\r|\n/.exec(rest);
    rest = end ? rest.slice(end.index + end[0].length) : '';
  }
  return [cut, rest];
}

const DATE =
  /^[ \t]*(\d+)([-./])(\d+)\2(\d+)(?:T|, *|,? +)(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:[ \u00a0\u202f]?([ap])\.?m\.?)?(?: ?(z|utc|gmt|[+-]\d\d(?::?\d\d)?))?[ \t]*$/i;

function dateSeconds(text: string, { as, zone }: TimeSource): number {
  const found = DATE.exec(text);
  if (!found) return Number.NaN;
  const [, a, , b, c, hours, minutes, seconds = '0', fraction = '', half, offset] = found;
  const order = as === 'iso' ? 'ymd' : as;
  const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b];
  const widths = [month, day].every((part) => part.length <= 2);
  if (!widths || !(year.length === 4 || (year.length === 2 && order !== 'ymd'))) return Number.NaN;
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  const date = new Date(0);
  date.setUTCFullYear(fullYear, Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return Number.NaN;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return Number.NaN;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  const isEnd = hour === 24 && Number(minutes) === 0 && Number(seconds) === 0 && Number(fraction) === 0;
  if ((hour > 23 && !isEnd) || Number(minutes) > 59 || Number(seconds) > 59) return Number.NaN;
  const [, sign, offsetHours = '0', offsetMinutes = '0'] = /([+-])(\d\d):?(\d\d)?/.exec(offset ?? '') ?? [];
  if (Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return Number.NaN;
  const told = (sign === '-' ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes));
  const east = offset === undefined ? zone : told;
  const whole = date.getTime() / 1000 + (hour * 60 + Number(minutes)) * 60 + Number(seconds) - east * 60;
  const value = whole + (fraction === '' ? 0 : Number(fraction) / 10 ** fraction.length);
  return value >= 0 && value < 1e11 ? value : Number.NaN;
}

/** What the reader found, in the same shape. */
export function asNaiveTable({ table, account, problems }: TraceFile, extras: readonly MappedColumn[]): NaiveTable {
  const functions = [...table.functionNames];
  const numbers = [...table.stages, ...table.measures];
  return {
    rows: Array.from({ length: table.rowCount }, (_, row) => ({
      line: table.line[row],
      time: table.time[row],
      function: functions[table.functionId[row]],
      latency: table.latency[row],
      runtime: table.runtimeNames[idAt(table.runtimeId, row)],
      memoryMB: table.memoryMB?.[row] ?? 0xffff_ffff,
      extras: Object.fromEntries(
        extras.map(({ key }) => {
          const label = table.labels.find((label) => label.key === key);
          const values = numbers.find((column) => column.key === key)?.values;
          return [key, label ? label.names[label.ids[row]] : values![row]];
        }),
      ),
    })),
    warm: Array.from(table.warm?.time ?? [], (time, at) => ({
      time,
      function: functions[table.warm!.functionId[at]],
    })),
    bad: problems.filter(({ kept }) => !kept).map(({ line, column }) => ({ line, column })),
    incomplete: problems.filter(({ kept }) => kept).map(({ line }) => line),
    others: account.otherRows.reduce((sum, { count }) => sum + count, 0),
    duplicates: account.duplicateRows,
    blankLines: account.blankLines,
    records: account.records,
  };
}
