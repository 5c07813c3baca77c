import { SEED_COUNT } from '../numeric';
import type { Latencies, MeanWithInterval, NumbersOverSeeds, RunNumbers, RunTotals } from './answers';
import { meanOverSeeds } from './results/seeds';
import { summarizeRun } from './results/summary';
import { inLanes, type Simulator, type SummarizedRun, sharedCheckpoint, simulatesHere } from './simulator';
import type { Checkpoint, Run, RunResult } from './types';

/** Results of a run with one or more seeds. */
export interface SeededRun {
  /** The result with the first seed. */
  readonly result: RunResult;
  readonly numbers: Omit<RunNumbers, 'wallSeconds'>;
}

/**
 * Simulates a run with its seed and the following ones, wrapping around after 2^32 − 1. Rejects as `simulate` does.
 * @param seeds number of seeds, 1 or more
 * @param checkpoint as for `simulate`; fractions and events count over all seeds
 * @param simulator where; it changes no byte of the result
 */
export async function simulateSeeds(
  run: Run,
  seeds: number,
  checkpoint?: Checkpoint,
  simulator: Simulator = simulatesHere,
): Promise<SeededRun> {
  const checkpoints = sharedCheckpoint(seeds, checkpoint);
  let first: RunResult | undefined;
  const all = await inLanes(simulator.lanes, seeds, async (at) => {
    const seeded = { ...run, seed: (run.seed + at) % SEED_COUNT };
    const reached = checkpoints[at];
    const numbers = at > 0 ? await simulator.numbers(seeded, reached) : await firstNumbers(seeded, reached);
    // A short run ends before its first checkpoint, so many short runs would never report.
    await reached?.(1, numbers.events);
    return numbers;
  });
  async function firstNumbers(seeded: Run, reached: Checkpoint | undefined): Promise<SummarizedRun> {
    first = await simulator.result(seeded, reached);
    return summarizeRun(seeded, first);
  }
  return { result: first as RunResult, numbers: { ...all[0], overSeeds: seeds > 1 ? numbersOverSeeds(all) : null } };
}

function latenciesOf(numbers: Pick<RunNumbers, 'provisioningSeconds' | 'responseSeconds'>): Latencies {
  return numbers.responseSeconds ?? numbers.provisioningSeconds;
}

function numbersOverSeeds(all: readonly SummarizedRun[]): NumbersOverSeeds {
  const over = (of: (numbers: SummarizedRun) => number): MeanWithInterval => {
    const { mean, halfWidth95 } = meanOverSeeds(all.map(of));
    return { mean, halfWidth95 };
  };
  const latency = (key: keyof Latencies) => over((one) => latenciesOf(one)[key]);
  const names = Object.keys(all[0].totals) as (keyof RunTotals)[];
  const totals = names.map((name) => [name, over((one) => one.totals[name])] as const);
  return {
    seeds: all.length,
    mean: latency('mean'),
    p50: latency('p50'),
    p90: latency('p90'),
    p99: latency('p99'),
    p999: latency('p999'),
    max: latency('max'),
    last: latency('last'),
    registryBytes: over((one) => one.registryBytes),
    peerBytes: over((one) => one.peerBytes),
    totals: Object.fromEntries(totals) as NumbersOverSeeds['totals'],
  };
}
