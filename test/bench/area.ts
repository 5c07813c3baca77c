import type { Row } from './measure/rows';

/** Settings of a run of benchmarks. */
export interface BenchOptions {
  /** Timed runs of each contender. */
  readonly rounds: number;
  /** Small inputs, to show only that everything works. */
  readonly small: boolean;
  /** Folder for files, removed afterwards. */
  readonly folder: string;
}

/** A group of benchmarks. */
export interface Area {
  /** Argument of `--only`. */
  readonly name: string;
  /** What is measured, in a few words. */
  readonly about: string;
  /** Default number of rounds. */
  readonly rounds: number;
  run(options: BenchOptions): Promise<readonly Row[]>;
}
