import { AdvisedError } from '../../errors';
import { inLanes, type Simulator } from '../../simulation';
import { type Manifest, requireSameTrace, unitAt, unitResult, unitsOfShard } from '../../sweep';
import { count, counted, duration } from '../../text';
import { WriteError } from '../../worker';
import { withAllCores } from '../allCores';
import { defineCommand, type OptionSpecs, somePositionals } from '../command';
import { UnitsFailedError } from '../errors';
import { type OpenTrace, openTrace } from '../openTrace';
import type { Terminal } from '../terminal';
import { TRACE_OPTIONS, traceSettings } from '../traceOptions';
import { RESULTS_OPTION, Results, readManifest, resultsFolder } from './files';
import { Budget, MEMORY_OPTION, megabytesOf, memoryMB } from './memory';
import { shardOf } from './shard';
import { traceOf, UnitRuns } from './workloads';

const OPTIONS = {
  shard: { value: 'I/N', help: 'only part I of N, from 1; by default what the job scheduler says, else everything' },
  shards: { value: 'N', help: 'number of tasks, where the scheduler tells only the number of this one' },
  ...MEMORY_OPTION,
  ...RESULTS_OPTION,
  ...TRACE_OPTIONS,
} as const satisfies OptionSpecs;

const SHARDS = { min: 1, max: 1_000_000, integer: true, unit: '', defaultValue: 1 } as const;

export const sweepRun = defineCommand({
  name: 'sweep run',
  summary: 'Simulates the units of a sweep, on all cores, and keeps the result of each in a file.',
  usage: ['MANIFEST [TRACE…] [--shard I/N] [--shards N] [--results FOLDER]'],
  notes: [
    '',
    'Units that have a result are skipped, so a second start completes a sweep that was interrupted.',
    'As a task of an array it takes its part from SLURM_ARRAY_TASK_ID, AWS_BATCH_JOB_ARRAY_INDEX or JOB_COMPLETION_INDEX.',
    'Exit codes: 0, all units of this part have a result; 4, some cannot run (a bad parameter, a changed trace), and a second start would not',
    'help; 2, a wrong command line; 1, anything else, which is worth a second start.',
  ],
  options: OPTIONS,
  async run(given, terminal) {
    const [file, ...traces] = somePositionals(given, { name: 'sweep run' }, 'A manifest');
    const shard = shardOf(given.text('shard'), given.limited('shards', SHARDS), process.env);
    const manifest = await readManifest(file, terminal);
    const files = traceOf(manifest.base, file, traces);
    const trace = files && (await openTrace(files, traceSettings(given), terminal, { hash: true }));
    if (trace?.sha256) requireSameTrace(manifest, trace.sha256);
    const results = new Results(resultsFolder(file, given.text('results')));
    const units = unitsOfShard(manifest.keys.length, shard.index, shard.of);
    const started = performance.now();
    const memory = memoryMB(given);
    const outcome = await withAllCores((simulator) =>
      runUnits({ manifest, units, trace, results, memory }, simulator, terminal),
    );
    terminal.clearProgress();
    const seconds = (performance.now() - started) / 1000;
    if (given.flag('json')) await terminal.printJson({ ...outcome, seconds, results: results.folder });
    else {
      await terminal.printLines([
        `${counted(outcome.simulated, 'unit')} simulated in ${duration(seconds)}, ${count(outcome.skipped)} had a result`,
        `results: ${results.folder}`,
      ]);
    }
    if (outcome.failed > 0) throw new UnitsFailedError(outcome.failed);
  },
});

export interface Outcome {
  readonly simulated: number;
  readonly skipped: number;
  readonly failed: number;
}

export interface UnitsToRun {
  readonly manifest: Manifest;
  readonly units: readonly number[];
  readonly trace: OpenTrace | null;
  readonly results: Results;
  /** Of the units that are simulated at once, MB. */
  readonly memory: number;
}

export async function runUnits(
  { manifest, units, trace, results, memory }: UnitsToRun,
  simulator: Simulator,
  terminal: Terminal,
): Promise<Outcome> {
  const { done } = await results.finished();
  const open = units.filter((number) => !done.has(manifest.keys[number]));
  const runs = new UnitRuns(trace);
  const budget = new Budget(memory);
  const started = performance.now();
  let ended = 0;
  let failed = 0;
  // While the results of some units are written, others are simulated.
  await inLanes(2 * simulator.lanes, open.length, async (at) => {
    const number = open[at];
    const key = manifest.keys[number];
    try {
      const run = await runs.of(unitAt(manifest, number));
      const { numbers, latencies } = await budget.spend(megabytesOf(run), () => simulator.measured(run));
      await results.keep(unitResult(key, numbers, latencies));
    } catch (error) {
      if (!(error instanceof AdvisedError) || error instanceof WriteError) throw error;
      failed++;
      await results.keepFailure(key, { unit: number, message: error.message, advice: error.advice });
    }
    ended++;
    const left = ((performance.now() - started) / 1000 / ended) * (open.length - ended);
    terminal.progress(`sweep: ${count(ended)} of ${counted(open.length, 'unit')}, ${duration(left)} left`);
  });
  return { simulated: ended - failed, skipped: units.length - open.length, failed };
}
