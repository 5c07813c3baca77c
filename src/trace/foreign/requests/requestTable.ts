/** How a table tells requests over time. Data: one of three shapes. Columns are indices from 0, or names. */
export type RequestTable = FunctionRows | FunctionColumns | RequestRows;

/** A row for each function, with a count for each step of time. */
export interface FunctionRows {
  readonly shape: 'functionRows';
  /** Joined by a slash they name the function. */
  readonly functionColumns: readonly number[];
  /** A second row with the same texts in these columns is a duplicate. */
  readonly keyColumns: readonly number[];
  /** The column of the first count; the last column has the last one. */
  readonly firstCount: number;
  readonly stepSeconds: number;
}

/** A row for each step of time, with a count for each function. The step is that of most rows. */
export interface FunctionColumns {
  readonly shape: 'functionColumns';
  /** The number of the day, from 0. */
  readonly dayColumn: number;
  /** Seconds since the start of the data set, or of the day. */
  readonly timeColumn: number;
  readonly firstFunction: number;
}

/** A row for each request, in any order. */
export interface RequestRows {
  readonly shape: 'requestRows';
  readonly time: {
    readonly column: string;
    /** Its name in other exports. */
    readonly otherColumn?: string;
    readonly unit: 's' | 'ms' | 'µs' | 'date';
    /** A column with a duration in the same unit, which is taken off. */
    readonly minus?: string;
  };
  /** Joined by the separator they name the function; none: the file names no functions. */
  readonly functionColumns: readonly string[];
  /** A slash by default. */
  readonly separator?: string;
}

/** Counts a file's requests, line by line. */
export interface RequestCounter {
  /** @param line a line that is not blank, without its end; the first one is the header */
  line(line: string): void;
  end(): CountedRequests;
}

/** What was counted of a file. */
export interface CountedRequests {
  /** Seconds at which the first step begins. */
  readonly start: number;
  readonly stepSeconds: number;
  /** Requests of each step, of all functions or of the one that was asked for. */
  readonly counts: Float64Array;
  /** Requests by function. */
  readonly functions: ReadonlyMap<string, number>;
  readonly rows: number;
  /** Cells that should hold a count or a time, are not empty, and hold neither. They count as empty. */
  readonly badCells: number;
  /** Rows that repeat another one. They are left out. */
  readonly duplicateRows: number;
  /** Cells with a count that is no whole number. */
  readonly fractions: number;
}
