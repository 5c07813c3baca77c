/** A piece of work, ours or a peer's. It is prepared once in a separate process; only calls of `run` are timed. */
export type Subject<Input, Result> = (input: Input) => Promise<Prepared<Result>> | Prepared<Result>;

export interface Prepared<Result> {
  run(): Promise<Result> | Result;
  /** Values to compare with those of other subjects that do the same work. */
  found(result: Result): Found | Promise<Found>;
  /** Milliseconds of each part of a run; absent for a run of one part. */
  laps?(result: Result): readonly number[];
}

/** Numbers by name. Two subjects that both report a number must agree, up to rounding. */
export type Found = Readonly<Record<string, number>>;

/** Argument of a measuring process, as JSON. */
export interface Assignment {
  /** A key of `SUBJECTS`. */
  readonly subject: string;
  readonly input: unknown;
}

/** Request to a measuring process for one run. */
export interface RunOrder {
  /** Whether to report the values found, which may take longer than the run. */
  readonly tell: boolean;
  /** Whether to run once before, untimed: a process that has waited has cold caches and may have to compile again. */
  readonly again: boolean;
}

/** Answer of a measuring process. */
export interface RunReport {
  readonly milliseconds: number;
  /** Processor time of all the process's threads, milliseconds. */
  readonly processorMs: number;
  /** Resident memory before the run, after a garbage collection, and at its peak, bytes. */
  readonly memoryBefore: number;
  readonly memoryPeak: number;
  readonly found: Found | null;
  /** Milliseconds of the parts of the run; null for a run of one part. */
  readonly laps: readonly number[] | null;
}
