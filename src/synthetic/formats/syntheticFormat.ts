import type { Random } from '../random';

/** A synthetic cold start, in the terms of every format. */
export interface SyntheticStart {
  /** Its place in the trace, from 0. */
  readonly row: number;
  /** Epoch seconds, whole. Ascending from row to row. */
  readonly time: number;
  /** Begins with `SYNTHETIC_PREFIX`. */
  readonly functionName: string;
  /** Whole. */
  readonly latencyMs: number;
  /** `nodejs`, `python`, `php`, `java` or `custom`. */
  readonly runtime: string;
  readonly memoryMB: number;
}

/** A format in which synthetic traces can be written. Adding one means adding a file and an entry in `index.ts`. */
export interface SyntheticFormat {
  /** As of the format that reads it, with a suffix where a format has several forms. */
  readonly id: string;
  /** Text before the first cold start. */
  readonly head?: string;
  /** Text between two cold starts. */
  readonly between?: string;
  /** Text after the last. */
  readonly tail?: string;
  /**
   * Makes a function that writes one cold start, ASCII, with all records that belong to it. Called in order of rows.
   * @param random for values that a `SyntheticStart` lacks; apart from the draws of the trace itself
   */
  writer(random: Random): (start: SyntheticStart) => string;
}
