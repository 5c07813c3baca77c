/**
 * One piece of work to be timed: ours or a peer's. It is made ready once in a process of its own, where `run` is then called again and
 * again; only that is timed.
 */
export type Subject<Input, Result> = (input: Input) => Promise<Prepared<Result>> | Prepared<Result>;

export interface Prepared<Result> {
  run(): Promise<Result> | Result;
  /** What came of a run, for comparison with what others that do the same work have found. */
  found(result: Result): Found;
}

/** Numbers by what they are of. Where two subjects both tell one, they must agree but for rounding. */
export type Found = Readonly<Record<string, number>>;

/** What a process that measures is started with, as JSON. */
export interface Assignment {
  /** A key of `SUBJECTS`. */
  readonly subject: string;
  readonly input: unknown;
}

/** What it is then asked, once for each run. */
export interface RunOrder {
  /** Whether to tell what came of it, which may take longer than the run. */
  readonly tell: boolean;
  /** Whether to run once more before, untimed: a process that waited while others ran has cold caches, and code to compile anew. */
  readonly again: boolean;
}

/** What it answers. */
export interface RunReport {
  readonly milliseconds: number;
  /** Processor time of all the process's threads, milliseconds. */
  readonly processorMs: number;
  /** Resident memory before the run, once garbage had been collected, and the most there has been, bytes. */
  readonly memoryBefore: number;
  readonly memoryPeak: number;
  readonly found: Found | null;
}
