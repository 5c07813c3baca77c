import type { OptionalColumns, TraceColumns, TraceNames } from './schema';

/** How the numbers of a trace's `latency` column are to be read. */
export type LatencyUnit = 'seconds' | 'milliseconds';

/** What a trace's times are counted in, since 1970. */
export const TIME_UNITS = ['seconds', 'milliseconds', 'microseconds', 'nanoseconds'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** What the user asked for: one unit of the times, or that the first row tell. */
export type TimeUnitSetting = 'auto' | TimeUnit;

/** What the user asked for: one unit, or that it be detected. */
export type LatencyUnitSetting = 'auto' | LatencyUnit;

/**
 * A cold-start trace as columns, one element per readable row, in file order. Times are epoch seconds, whatever the file counts in.
 * Every array is a view on a SharedArrayBuffer, so that threads read the same memory.
 */
export interface TraceTable extends TraceColumns, TraceNames {
  readonly rowCount: number;
}

/** A row that could not be read, or a value of a row that is kept without it, and why, in words for the person whose file it is. */
export interface RowProblem {
  /** From 1: the line on which the record starts. */
  readonly line: number;
  /** Name of the trace's column (`latency`), or '' where the whole row is at fault. */
  readonly column: string;
  /** Field number in the row, from 1; 0 where the whole row is at fault. */
  readonly field: number;
  /** The text found, shortened to at most 80 characters. */
  readonly found: string;
  readonly expected: string;
  /** Present where the row is kept: only this value, of an optional column, is unknown. */
  readonly kept?: true;
}

/** Where every line went: `rows + badRows + blankLines + headerLines = records`. */
export interface LineAccount {
  readonly rows: number;
  readonly badRows: number;
  readonly blankLines: number;
  /** 1, or 0 for a file with no header. */
  readonly headerLines: number;
  /** Records of the file; a quoted record that spans several lines is one. */
  readonly records: number;
  /** Lines of the file as an editor numbers them; what an editor shows as an empty last line, behind the final line end, is none. */
  readonly physicalLines: number;
}

/** The most problems that are listed one by one; beyond it they are only counted. */
export const MAX_LISTED_PROBLEMS = 1000;

export interface TraceFile {
  readonly table: TraceTable;
  readonly account: LineAccount;
  /** The first `MAX_LISTED_PROBLEMS` of bad and incomplete rows, in file order. */
  readonly problems: readonly RowProblem[];
  /** Values of optional columns that cannot be read, in rows that are kept without them. */
  readonly unreadableValues: number;
  readonly detectedUnit: DetectedUnit;
  /** What the file's times are counted in: as the user chose, or as its first row has it. */
  readonly timeUnit: TimeUnit;
  readonly timeUnitIsSet: boolean;
  /** Whether any of them is a date without an offset from UTC, which is read as UTC. */
  readonly offsetMissing: boolean;
  readonly columns: OptionalColumns;
  readonly bytes: number;
}

export interface DetectedUnit {
  readonly unit: LatencyUnit;
  /** One sentence: the median that it was detected from, and what that would mean in either unit. */
  readonly reason: string;
  /** Why no one unit may fit all latencies, in one sentence; null where nothing speaks for that. */
  readonly doubt: string | null;
}
