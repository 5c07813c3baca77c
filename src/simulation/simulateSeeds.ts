import { SEED_COUNT } from '../numeric';
import type { Latencies, MeanWithInterval, NumbersOverSeeds, RunNumbers, RunTotals } from './answers';
import { meanOverSeeds } from './results/seeds';
import { summarizeRun } from './results/summary';
import { simulate } from './simulate';
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
 */
export async function simulateSeeds(run: Run, seeds: number, checkpoint?: Checkpoint): Promise<SeededRun> {
  let events = 0;
  const provision = async (done: number) => {
    const seeded = { ...run, seed: (run.seed + done) % SEED_COUNT };
    const result = await simulate(seeded, (fraction, own) => checkpoint?.((done + fraction) / seeds, events + own));
    events += result.events;
    return { result, numbers: summarizeRun(seeded, result) };
  };
  const first = await provision(0);
  const all = [first.numbers];
  for (let done = 1; done < seeds; done++) {
    // A short run ends before its first checkpoint, so many short runs would never report.
    await checkpoint?.(done / seeds, events);
    all.push((await provision(done)).numbers);
  }
  const overSeeds = seeds > 1 ? numbersOverSeeds(all) : null;
  return { result: first.result, numbers: { ...first.numbers, overSeeds } };
}

type Numbers = Omit<SeededRun['numbers'], 'overSeeds'>;

function latenciesOf(numbers: Pick<RunNumbers, 'provisioningSeconds' | 'responseSeconds'>): Latencies {
  return numbers.responseSeconds ?? numbers.provisioningSeconds;
}

function numbersOverSeeds(all: readonly Numbers[]): NumbersOverSeeds {
  const over = (of: (numbers: Numbers) => number): MeanWithInterval => {
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
