import type { ShapedRecord, SourceRecord } from '../formats';

/** Cuts a file into records. The result depends on the bytes alone, not on how they are split into pieces. */
export interface Cutter {
  /** The line, from 1, that was reached: one more than the line ends so far. */
  readonly line: number;
  /**
   * Passes on the whole records of bytes[from, to). Returns the offset after them.
   * @param atEnd whether the file ends at `to`: everything is consumed
   */
  cut(bytes: Uint8Array, from: number, to: number, atEnd: boolean): number;
}

/** What takes the records of a file. */
export interface RecordTaker {
  record(record: SourceRecord): void;
  /** Records that need not be parsed: they contain none of the format's needles. */
  skipped(records: number): void;
  blank(lines: number): void;
  /** A line that names columns, or that stands above the records. */
  header(): void;
  bad(line: number, expected: string): void;
}

/** What takes records that are read by a shape too. */
export interface ShapeTaker extends RecordTaker {
  shaped(record: ShapedRecord): void;
}
