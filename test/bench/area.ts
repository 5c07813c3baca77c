import type { Row } from './measure/rows';

/** What benchmarks are run with. */
export interface BenchOptions {
  /** Timed runs of everything that is measured. */
  readonly rounds: number;
  /** Sizes at which everything only shows that it works. */
  readonly small: boolean;
  /** For files; removed afterwards. */
  readonly folder: string;
}

/** Benchmarks that belong together. */
export interface Area {
  /** For `--only`. */
  readonly name: string;
  /** What is measured, in a few words. */
  readonly about: string;
  /** Rounds unless others are asked for. */
  readonly rounds: number;
  run(options: BenchOptions): Promise<readonly Row[]>;
}
