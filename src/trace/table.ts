import type { MeasureUnit } from '../text';
import type { OptionalColumns, TraceColumns, TraceNames } from './schema';

/** Unit of a trace's `latency` column. */
export type LatencyUnit = 'seconds' | 'milliseconds';

/** What a trace's times count since 1970. */
export const TIME_UNITS = ['seconds', 'milliseconds', 'microseconds', 'nanoseconds'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** The user's setting: a unit for times, or detection from the first row. */
export type TimeUnitSetting = 'auto' | TimeUnit;

/** The user's setting: a unit for latencies, or detection. */
export type LatencyUnitSetting = 'auto' | LatencyUnit;

/**
 * A cold-start trace as columns, one element per readable row, in file order. Times are epoch seconds, whatever unit
 * the file uses. Every array is a view on a SharedArrayBuffer, so that threads read the same memory.
 */
export interface TraceTable extends TraceColumns, TraceNames {
  readonly rowCount: number;
  /** Stages of a cold start, in the order in which they happen. Empty if the file does not record them. */
  readonly stages: readonly Stage[];
  /** Further numbers of each row. */
  readonly measures: readonly Measure[];
  /** Further text of each row, with few distinct values. */
  readonly labels: readonly Label[];
  /** Warm invocations; null if the file does not record them. */
  readonly warm: WarmRows | null;
  /** Files of the trace, in the order of their rows; a single one has no name. */
  readonly files: readonly RowsOfFile[];
}

/** A number of each cold start. */
export interface Measure {
  /** Unique among the stages, measures and labels of a table and the columns of the schema. */
  readonly key: string;
  /** Its name on screen, in lower-case letters unless it is a proper name. */
  readonly title: string;
  readonly unit: MeasureUnit;
  /** One element per row; NaN where unknown. */
  readonly values: Float32Array;
}

/** The seconds that a stage of each cold start took. */
export interface Stage extends Measure {
  readonly unit: 's';
}

/** A text of each cold start, such as its region. */
export interface Label {
  /** Unique, as of a `Measure`. */
  readonly key: string;
  readonly title: string;
  /** One element per row: an index into `names`. */
  readonly ids: Uint16Array;
  /** At most 65,535. '' stands for an unknown value. */
  readonly names: readonly string[];
}

/** Warm invocations, one element each, in file order. */
export interface WarmRows {
  readonly rows: number;
  /** As the times of cold starts. */
  readonly time: Float64Array;
  /** Indices into the table's `functionNames`, some of which may have warm invocations only. */
  readonly functionId: Uint32Array;
}

/** Rows [firstRow, firstRow + rows) come from the file of this name. */
export interface RowsOfFile {
  readonly name: string;
  readonly firstRow: number;
  readonly rows: number;
  /** A row's `line` less this is its line in the file: the lines of a trace go on from file to file. */
  readonly lineOffset: number;
}

/** An unreadable row, or an unreadable value of a row that is kept without it, described for the owner of the file. */
export interface RowProblem {
  /** The line on which the record starts, from 1. */
  readonly line: number;
  /** The file, of a trace that consists of several; `line` is a line of it. */
  readonly file?: string;
  /** Name of the column (`latency`), or '' for a fault of the whole row. */
  readonly column: string;
  /** Number of the field, from 1; 0 for a fault of the whole row. */
  readonly field: number;
  /** The text found, at most 80 characters of it. */
  readonly found: string;
  readonly expected: string;
  /** Present if the row is kept: only this value, of an optional column, is unknown. */
  readonly kept?: true;
}

/**
 * An account of all records: rows, warm rows, other rows, duplicate rows, bad rows, blank lines and header lines add up
 * to `records`.
 */
export interface LineAccount {
  /** Cold starts. */
  readonly rows: number;
  /** Warm invocations. */
  readonly warmRows: number;
  /** Readable records that are no invocation, counted by what they are. */
  readonly otherRows: readonly { readonly name: string; readonly count: number }[];
  /** Records that repeat a cold start or warm invocation of an earlier record. */
  readonly duplicateRows: number;
  readonly badRows: number;
  readonly blankLines: number;
  /** 1, or 0 for a file with no header. */
  readonly headerLines: number;
  /** Records of the file. A quoted record that spans several lines counts once. */
  readonly records: number;
  /** Lines as an editor numbers them, without the empty line that it shows after the final line end. */
  readonly physicalLines: number;
}

/** Problems beyond this number are counted but not listed. */
export const MAX_LISTED_PROBLEMS = 1000;

/** What a reader can assume of a file, and a user can change. */
export const ASSUMPTION_KEYS = [
  'format',
  'unit',
  'timeUnit',
  'time',
  'zone',
  'function',
  'cold',
  'duplicates',
  'files',
] as const;
export type AssumptionKey = (typeof ASSUMPTION_KEYS)[number];

/** Something that was assumed of a file, such as the time zone of its dates. */
export interface Assumption {
  readonly key: AssumptionKey;
  /** A few words, such as "dates are UTC". */
  readonly text: string;
}

/** What a file was recognised as. */
export interface FormatName {
  /** Stable: scripts compare it. */
  readonly id: string;
  readonly title: string;
}

/** Id of the trace that the paper's authors release. Its units are detected or set, and edits to it are followed. */
export const RELEASED_TRACE = 'faasnet';

/** A table of no known format, read as its owner says. */
export const ANY_TABLE: FormatName = { id: 'table', title: 'table' };

export interface TraceFile {
  readonly format: FormatName;
  /** Without the units of latencies and times, which have fields of their own. */
  readonly assumptions: readonly Assumption[];
  /** Whether times are seconds since the start of the data set, not since 1970. */
  readonly relativeTime: boolean;
  readonly table: TraceTable;
  readonly account: LineAccount;
  /** The first `MAX_LISTED_PROBLEMS` bad rows and unreadable values, in file order. */
  readonly problems: readonly RowProblem[];
  /** Values of optional columns that cannot be read, in rows that are kept without them. */
  readonly unreadableValues: number;
  readonly detectedUnit: DetectedUnit;
  /** What the file's times count: set by the user, or detected from the first row. */
  readonly timeUnit: TimeUnit;
  readonly timeUnitIsSet: boolean;
  /** Whether any time is a date without an offset from UTC; such dates are read as UTC. */
  readonly offsetMissing: boolean;
  readonly columns: OptionalColumns;
  readonly bytes: number;
}

export interface DetectedUnit {
  readonly unit: LatencyUnit;
  /** One sentence: the median it was detected from, and what that means in either unit. */
  readonly reason: string;
  /** Why one unit may not fit all latencies, in one sentence; null if there is no sign of that. */
  readonly doubt: string | null;
  /** Whether the format defines the unit, so that no setting applies. Absent: false. */
  readonly isGiven?: boolean;
}
