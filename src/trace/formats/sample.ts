/** Bytes at the beginning of a file by which its format is recognised. */
export const SAMPLE_BYTES = 1 << 16;

/** The beginning of a file, prepared once for all formats. */
export interface Sample {
  /** Text without a byte-order mark, and without a last line that was cut off. */
  readonly text: string;
  /** Its first lines, at most 200, blank ones included. */
  readonly lines: readonly string[];
  /**
   * Its JSON values, at most 50: top-level values, or the elements of one top-level array. Empty for anything but JSON.
   * A line before the JSON that is none (`ok: got activation …`) is skipped.
   */
  readonly values: readonly unknown[];
  /**
   * Members of the first top-level object, which need not be complete in the sample. Of an array, its first elements.
   * null for anything but an object.
   */
  readonly members: Readonly<Record<string, unknown>> | null;
  /** The same as a delimited table; null if it does not look like one. */
  readonly table: TableSample | null;
}

export const DELIMITERS = [',', ';', '\t', '|', ' '] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface TableSample {
  readonly delimiter: Delimiter;
  /** Lines above the header that are no records: comments, `sep=;`. */
  readonly skipLines: number;
  /** The first record's fields, trimmed. */
  readonly names: readonly string[];
  /** At most 50 records after it. */
  readonly rows: readonly (readonly string[])[];
}
