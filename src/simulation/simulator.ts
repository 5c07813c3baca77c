import { type LatencyDistribution, latencyDistribution } from './results/distribution';
import { summarizeRun } from './results/summary';
import { simulate } from './simulate';
import type { Checkpoint, Run, RunResult } from './types';

/** The headline numbers of one run. */
export type SummarizedRun = ReturnType<typeof summarizeRun>;

/** Numbers of one run that can be merged with those of others. */
export interface MeasuredRun {
  readonly numbers: SummarizedRun;
  readonly latencies: LatencyDistribution;
}

/**
 * Simulates runs, on this thread or on others. Calls may overlap: those beyond `lanes` wait. Where a run is simulated
 * changes no byte of its result. All functions reject as `simulate` does.
 */
export interface Simulator {
  /** Runs under way at a time: callers with many runs keep no more results than this. */
  readonly lanes: number;
  result(run: Run, checkpoint?: Checkpoint): Promise<RunResult>;
  /** The same without its arrays, which are as long as the workload. */
  numbers(run: Run, checkpoint?: Checkpoint): Promise<SummarizedRun>;
  measured(run: Run, checkpoint?: Checkpoint): Promise<MeasuredRun>;
}

/** Simulates on this thread. */
export const simulatesHere: Simulator = {
  lanes: 1,
  result: simulate,
  numbers: async (run, checkpoint) => summarizeRun(run, await simulate(run, checkpoint)),
  measured: async (run, checkpoint) => {
    const result = await simulate(run, checkpoint);
    return { numbers: summarizeRun(run, result), latencies: latencyDistribution(run, result) };
  },
};

/**
 * Calls `work` for 0 to count − 1, at most `lanes` at a time, in that order. Rejects with the error of the first one
 * that failed in that order, once those before it have ended; `work` is not called any more after a failure.
 */
export async function inLanes<T>(lanes: number, count: number, work: (at: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const failures: { readonly at: number; readonly error: unknown }[] = [];
  let next = 0;
  const lane = async () => {
    while (next < count && failures.length === 0) {
      const at = next++;
      try {
        results[at] = await work(at);
      } catch (error) {
        failures.push({ at, error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, count) }, lane));
  if (failures.length > 0) throw failures.reduce((first, one) => (one.at < first.at ? one : first)).error;
  return results;
}

/** Checkpoints for several runs that together are one piece of work: their mean share and the sum of their events. */
export function sharedCheckpoint(
  runs: number,
  checkpoint: Checkpoint | undefined,
): readonly (Checkpoint | undefined)[] {
  if (!checkpoint) return Array.from({ length: runs });
  const fractions = new Float64Array(runs);
  const events = new Float64Array(runs);
  return Array.from(
    { length: runs },
    (_, at): Checkpoint =>
      (fraction, own) => {
        fractions[at] = fraction;
        events[at] = own;
        return checkpoint(sum(fractions) / runs, sum(events));
      },
  );
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
