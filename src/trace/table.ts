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
}

/** An unreadable row, or an unreadable value of a row that is kept without it, described for the owner of the file. */
export interface RowProblem {
  /** The line on which the record starts, from 1. */
  readonly line: number;
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

/** An account of all records: `rows + badRows + blankLines + headerLines = records`. */
export interface LineAccount {
  readonly rows: number;
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

export interface TraceFile {
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
}
