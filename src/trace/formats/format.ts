/**
 * The contract of a format: how a file is recognised from its beginning, and how it is read. A format is one file in
 * this folder. `docs/formats.md` says how to add one.
 */

import type { MeasureUnit } from '../../text';
import type { Cut } from '../cells';
import type { IdHash } from '../idHash';
import type { Assumption } from '../table';
import type { Delimiter, Sample, TableSample } from './sample';

export type Format = MappingFormat | RecordFormat;

interface Described {
  /** Lower case with hyphens, as in `--format` and in `summarize --json`. */
  readonly id: string;
  /** What a reader calls it: `Huawei cold starts (2025)`. */
  readonly title: string;
  /** By what its files are known, for `faasnet formats`: `JSON with activationId and annotations`. */
  readonly knownBy?: string;
}

/** A delimited table that the byte kernels read: the format is data. */
export interface MappingFormat extends Described {
  readonly kind: 'mapping';
  /** How to read the table; null if it is not of this format. */
  recognise(table: TableSample): TableMapping | null;
  /** Runtimes by function, from another file of the same data set; null for the text of any other file. */
  runtimesIn?(text: string): ReadonlyMap<string, string> | null;
}

/** JSON or text, of which each record gives at most one row. */
export interface RecordFormat extends Described {
  readonly kind: 'records';
  /** How to cut the file into records; null if it is not of this format. */
  recognise(sample: Sample): Cutting | null;
  /** The columns that its rows may have in addition to the schema's. In the order in which they are shown. */
  readonly columns: readonly ExtraColumn[];
  /**
   * Texts of which every record of interest contains at least one: lines without any are counted as `rest` without
   * being parsed. For formats of lines and of JSON values that stand on one line each. Absent: all records are parsed.
   */
  readonly needles?: readonly string[];
  /** How lines of JSON are read, if the cutting says so. */
  readonly shape?: LineShape;
  /** The name under which records without a needle are counted: `other log line`. */
  readonly rest?: string;
  /** Reads the records of one file, in order. */
  parser(sink: RecordSink): RecordParser;
}

/** A column of a format beside those of the schema. */
export interface ExtraColumn {
  /** A name for `--json`, filters and converted files: `scheduling`, `imageBytes`, `region`. */
  readonly key: string;
  /** What the screen calls it, in lower case: `scheduling`, `image size`. */
  readonly title: string;
  /** A stage is part of the latency, in seconds; a measure another number; a label text to filter on. */
  readonly role: 'stage' | 'measure' | 'label';
  /** Of a measure. Stages are seconds. */
  readonly unit?: MeasureUnit;
}

// ---------------------------------------------------------------------------------------------------------- mapping

/** How to read a delimited table. Plain data: it is saved in settings, sent to threads, and given by `--map`. */
export interface TableMapping {
  readonly delimiter: Delimiter;
  /** Whether numbers are written `151,6`. */
  readonly decimalComma: boolean;
  /** Lines above the header, or above the first row, that are no records: comments, `sep=;`. */
  readonly skipLines: number;
  /** Whether the first record names the columns; otherwise they are called `column 1`, `column 2`, … */
  readonly header: boolean;
  readonly time: TimeSource;
  readonly function: NameSource;
  readonly latency: NumberSource;
  readonly runtime?: NameSource;
  readonly memoryMB?: NumberSource;
  /** Which rows are cold starts; absent: all. The others are warm invocations. */
  readonly cold?: RowTest;
  /** Which rows are of this format at all; absent: all. The others are counted under `otherName`. */
  readonly only?: RowTest & { readonly otherName: string };
  /** Columns beside the schema's. */
  readonly extras: readonly MappedColumn[];
  /** The column that identifies a row: a second cold start, or warm invocation, with the same value is a duplicate. */
  readonly id?: string;
  readonly assumptions: readonly Assumption[];
}

/** A field of each row, or a part of it. */
export interface FieldPart {
  /** The column's name in the header. */
  readonly column: string;
  /**
   * The parts from `from` up to, but not including, `to`, of a field split at a separator. Negative numbers count from
   * the end, as in `Array.prototype.slice`: `pool22-300-128-0006` with `-`, -2, -1 is `128`; with 0, -1 it is
   * `pool22-300-128`. A field with too few parts is an empty cell.
   */
  readonly cut?: Cut;
}

export interface NameSource {
  /** Joined by `join`. None: the constant alone. */
  readonly parts: readonly FieldPart[];
  readonly join?: string;
  /** The value of every row, of a file without such a column. */
  readonly constant?: string;
}

/** Units of numbers in files, and how many of them are one of ours (seconds, MB, bytes). */
export type FileUnit = DurationUnit | MemoryUnit | MeasureUnit;
export const DURATION_UNITS = ['s', 'ms', 'µs', 'ns'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];
/** `MB·10⁶` are bytes of which 1,000,000 make one of Lambda's MB. */
export const MEMORY_UNITS = ['MB', 'MiB', 'GB', 'bytes', 'bytes·10⁶'] as const;
export type MemoryUnit = (typeof MEMORY_UNITS)[number];

export interface NumberSource extends FieldPart {
  /** `auto` only for the latency of the native schema, whose median decides. */
  readonly unit: FileUnit | 'auto';
}

/**
 * How times are written. `auto` is a count since 1970 or an ISO 8601 date, of which the first row decides the unit. A
 * unit is a count since 1970, or since the start of the data set. `dmy` is day first (`4.3.2025 9:15`, `4/3/2025`),
 * `mdy` month first (`3/4/2025, 9:15:10 AM`), `ymd` year first.
 */
export type TimeForm = 'auto' | DurationUnit | 'iso' | 'dmy' | 'mdy' | 'ymd';

export interface TimeSource extends FieldPart {
  readonly as: TimeForm;
  /** Minutes to the east of UTC of dates without an offset. */
  readonly zone: number;
  readonly relative: boolean;
  /** The time of rows whose cell is empty. Not for `auto`. */
  readonly orElse?: Omit<TimeSource, 'orElse'>;
}

/** Tests a field. */
export interface RowTest {
  readonly column: string;
  /** Any of these texts, in any case; absent: any text at all. */
  readonly equals?: readonly string[];
  /** A text with which the field begins. */
  readonly startsWith?: string;
}

export interface MappedColumn extends ExtraColumn, FieldPart {
  /** Of numbers in the file. */
  readonly fileUnit?: FileUnit;
}

// ---------------------------------------------------------------------------------------------------------- records

/** How a file is cut into records. */
export type Cutting =
  /** One JSON value a line, or several back to back; or the elements of a top-level array. */
  | { readonly as: 'json' }
  /**
   * The elements of the array under this key of a top-level object, or of several back to back. `context` are members
   * of that object that the parser needs.
   */
  | { readonly as: 'jsonList'; readonly list: string; readonly context?: readonly string[] }
  /** Lines of text. With `shaped`, lines of JSON among them are read by the shape of the format. */
  | { readonly as: 'lines'; readonly shaped?: boolean }
  /** Records of a delimited table, each as an object by column. */
  | { readonly as: 'table'; readonly delimiter: Delimiter; readonly skipLines: number }
  /** Rows of a Markdown table, each as an object by column. */
  | { readonly as: 'markdown' };

export interface SourceRecord {
  /** The line on which it starts, from 1. */
  readonly line: number;
  /** A JSON value; a line's text; or an object of texts by column. */
  readonly value: unknown;
  /** The `context` of a JSON list, by key. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/**
 * What to take out of records that are lines of JSON, which is many times as fast as `JSON.parse`. Plain data. A line
 * that is not as described here, or not ASCII without escapes, is given to `record` as text.
 */
export interface LineShape {
  /** Texts of which every record of interest contains at least one. Lines of JSON without any are counted as `rest`. */
  readonly needles: readonly string[];
  readonly members: readonly ShapeMember[];
}

/** A member of each record. Where it is not required, it may be missing. */
export type ShapeMember = {
  /** Keys, one inside the other: `record.metrics.durationMs`. */
  readonly path: string;
  readonly required?: boolean;
} & (
  | { readonly as: 'object' }
  /** A number of 0 or more, which is divided by 10^shift. */
  | { readonly as: 'number'; readonly shift: number }
  /** A time in UTC, such as `2025-03-04T09:15:10.146Z`. */
  | { readonly as: 'time' }
  | { readonly as: 'id' }
  /** A text of which few are different. With `colons`, its part after so many colons and before the next. */
  | { readonly as: 'text'; readonly colons?: number }
  /** One of some texts. If it is required, any other text is left to `record`. */
  | { readonly as: 'choice'; readonly texts: readonly string[] }
);

/** What was taken out of a line. Members are named by their index in the shape. Valid during the call. */
export interface ShapedRecord {
  readonly line: number;
  /** A number, epoch seconds, or the index of a choice; NaN for none. */
  number(member: number): number;
  /** '' for none. */
  text(member: number): string;
  /** null for none. */
  id(member: number): IdHash | null;
}

/**
 * Accounts for every record once: each call of `record` ends in exactly one call of the sink, then or later. Whatever
 * `record` cannot account for yet, `end` must.
 */
export interface RecordParser {
  record(record: SourceRecord): void;
  /** Takes a record that was read by the format's shape, as `record` takes the same line. */
  shaped?(record: ShapedRecord): void;
  /** All records have been read. */
  end?(): void;
  /** What its reader should know of how the file was read. Asked at the end. */
  assumptions(): readonly Assumption[];
  /** Whether times are seconds since the start of the data set, not since 1970. Asked at the end; absent: false. */
  readonly relativeTime?: boolean;
}

/** Where rows go. No text of a log message may be passed to it. */
export interface RecordSink {
  cold(row: ColdStart): void;
  warm(row: WarmInvocation): void;
  /** A record that is no invocation: counted under a name, such as `start line`. */
  other(name: string): void;
  /** @param expected what should stand there, worded for the file's owner: `a time`. */
  bad(line: number, column: string, expected: string): void;
}

export interface WarmInvocation {
  readonly line: number;
  /** Epoch seconds, or seconds since the start of the data set. */
  readonly time: number;
  readonly function: string;
  /** What identifies the invocation: a second cold start, or warm invocation, with the same id is a duplicate. */
  readonly id?: string | IdHash;
}

export interface ColdStart extends WarmInvocation {
  /** Seconds. */
  readonly latency: number;
  readonly runtime?: string;
  readonly memoryMB?: number;
  /** Stages in seconds and measures, by key of the format's columns. */
  readonly numbers?: Readonly<Record<string, number | undefined>>;
  /** Labels by key. */
  readonly labels?: Readonly<Record<string, string | undefined>>;
}
