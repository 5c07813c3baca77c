/**
 * The contract of a file that people take for a cold-start trace and that is none. Adding one means adding a file in
 * this folder and a line in `index.ts`.
 */

import type { Sample } from '../formats';
import type { RequestTable } from './requests/requestTable';

/** The beginning of a file that no format recognises. */
export interface Beginning {
  /** At most `SAMPLE_BYTES`. */
  readonly bytes: Uint8Array;
  /** The same as text without a byte-order mark, with its last line even if that is cut off. */
  readonly head: string;
  /** The first line's fields, without quotes and blanks around them. The last one may be cut off. */
  readonly names: readonly string[];
  /** null for a file that is no text. */
  readonly sample: Sample | null;
}

export interface ForeignFile {
  /** Lower case with hyphens, as in `--json`. */
  readonly id: string;
  /** What a reader calls it: `Azure Functions invocations (2019)`. */
  readonly title: string;
  /** At most 0.2 ms: all are asked for each file that is not recognised. */
  recognise(beginning: Beginning): boolean;
  /** Why it is no cold-start trace, in one sentence. */
  readonly why: string;
  /** What to do instead. Of a file with `requests`, in addition to simulating them. */
  readonly instead: string;
  /** A query that gives a file which can be read. */
  readonly query?: string;
  /** How to count its requests over time; absent if it tells no times or counts. */
  readonly requests?: RequestTable;
}

/** Whether the first names are these, in any case. */
export function beginsWith({ names }: Beginning, expected: readonly string[]): boolean {
  return expected.every((name, index) => names[index]?.toLowerCase() === name.toLowerCase());
}

/** Whether all of these are among the names, in any case. */
export function hasNames({ names }: Beginning, expected: readonly string[]): boolean {
  const lower = new Set(names.slice(0, 200).map((name) => name.toLowerCase()));
  return expected.every((name) => lower.has(name.toLowerCase()));
}
