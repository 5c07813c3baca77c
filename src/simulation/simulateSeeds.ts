import type { Latencies, MeanWithInterval, NumbersOverSeeds, RunNumbers } from '../protocol/queries';
import { meanOverSeeds } from './results/seeds';
import { summarizeRun } from './results/summary';
import { simulate } from './simulate';
import type { Checkpoint, Run, RunResult } from './types';

/** Seeds are 32-bit numbers. */
const SEEDS = 2 ** 32;

/** What came of a run with one seed or several. */
export interface SeededRun {
  /** Of the first seed. */
  readonly result: RunResult;
  readonly numbers: Omit<RunNumbers, 'wallSeconds'>;
}

/**
 * Simulates a run with its seed and the following ones, which wrap around after 2^32 − 1. Rejects as `simulate` does.
 * @param seeds how many, 1 or more
 * @param checkpoint as of `simulate`, over all seeds
 */
export async function simulateSeeds(run: Run, seeds: number, checkpoint?: Checkpoint): Promise<SeededRun> {
  let events = 0;
  const provision = async (done: number) => {
    const seeded = { ...run, seed: (run.seed + done) % SEEDS };
    const result = await simulate(seeded, (fraction, own) => checkpoint?.((done + fraction) / seeds, events + own));
    events += result.events;
    return { result, numbers: summarizeRun(seeded, result) };
  };
  const first = await provision(0);
  const latencies = [latenciesOf(first.numbers)];
  for (let done = 1; done < seeds; done++) latencies.push(latenciesOf((await provision(done)).numbers));
  const overSeeds = seeds > 1 ? numbersOverSeeds(latencies) : null;
  return { result: first.result, numbers: { ...first.numbers, overSeeds } };
}

function latenciesOf(numbers: Pick<RunNumbers, 'provisioningSeconds' | 'responseSeconds'>): Latencies {
  return numbers.responseSeconds ?? numbers.provisioningSeconds;
}

function numbersOverSeeds(latencies: readonly Latencies[]): NumbersOverSeeds {
  const over = (key: keyof Latencies): MeanWithInterval => {
    const { mean, halfWidth95 } = meanOverSeeds(latencies.map((latency) => latency[key]));
    return { mean, halfWidth95 };
  };
  return {
    seeds: latencies.length,
    mean: over('mean'),
    p50: over('p50'),
    p90: over('p90'),
    p99: over('p99'),
    p999: over('p999'),
    max: over('max'),
    last: over('last'),
  };
}
