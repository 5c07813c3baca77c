import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { crossoverMap, mapSvg, parseSummary } from '../../../src/sweep';
import type { Area } from '../area';
import { alone, atMost, besideOurs, type Row } from '../measure/rows';
import { type Spread, spreadOf } from '../measure/spread';
import { words } from '../words';

const run = promisify(execFile);

/** Relative to `out/bench`. */
const COMMAND_LINE = path.resolve(import.meta.dirname, '../../dist/cli.js');

/** A sweep of bursts: how many units it has, and how large each is. */
interface Size {
  readonly units: number;
  readonly containers: number;
}

/** Sweeps as users run them: as processes of the command line. */
export const sweep: Area = {
  name: 'sweep',
  about: 'sweeps: cores, overhead of a unit, ten thousand units',
  rounds: 3,
  async run({ rounds, small, folder }) {
    return [
      ...(await cores(folder, rounds, small)),
      await overhead(folder, rounds, small),
      ...(await tenThousand(folder, small)),
    ];
  },
};

let sweeps = 0;

/** Writes and plans a sweep of two axes; answers its manifest. */
async function planned(folder: string, { units, containers }: Size): Promise<string> {
  const file = path.join(folder, `s${sweeps++}.ftsweep.json`);
  const side = Math.round(Math.sqrt(units / 2));
  const sweep = {
    format: 'faasnet-sweep',
    version: 1,
    workload: { kind: 'burst', containers, functions: 1, imageMB: null, memoryMB: null },
    systems: ['faasnet', 'baseline'],
    axes: [
      { name: 'imageMB', from: 10, to: 1000, count: side },
      { name: 'vms', from: 1000, to: 1000 + side - 1, step: 1 },
    ],
  };
  await writeFile(file, JSON.stringify(sweep));
  await run(process.execPath, [COMMAND_LINE, 'sweep', 'plan', file, '--no-estimate']);
  return file.replace('.ftsweep.json', '.ftplan.json');
}

/** Seconds of running all units, without the start of the process. @param on cores, such as `0` or `0,1` */
async function secondsOf(manifest: string, results: string, on: string | null): Promise<number> {
  const command = [process.execPath, COMMAND_LINE, 'sweep', 'run', manifest, '--results', results, '--json'];
  const [program, ...args] = on === null ? command : ['taskset', '-c', on, ...command];
  return (JSON.parse((await run(program, args)).stdout) as { seconds: number }).seconds;
}

/** All cores against one. Only where the operating system can keep a process on one core. */
async function cores(folder: string, rounds: number, small: boolean): Promise<Row[]> {
  const hasTaskset = await run('taskset', ['--version']).then(
    () => true,
    () => false,
  );
  if (!hasTaskset || availableParallelism() < 2) return [];
  // Starting a second thread, and compiling in it, takes a larger part of a short sweep.
  const sizes = small ? [8] : [72, 288];
  const rows: Row[] = [];
  for (const units of sizes) {
    const manifest = await planned(folder, { units, containers: small ? 100 : 50_000 });
    const [one, two]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      one.push(await secondsOf(manifest, path.join(folder, `one-${units}-${round}`), '0'));
      two.push(await secondsOf(manifest, path.join(folder, `two-${units}-${round}`), '0,1'));
    }
    const judged = spreadOf(one.map((seconds, round) => seconds / two[round])).median;
    const reference = { ...inMs(one), name: 'one core' };
    const goal = { kind: 'at least', limit: 1.85 } as const;
    rows.push(besideOurs(`sweep of ${units} units, two cores`, inMs(two), reference, judged, goal));
  }
  return rows;
}

/** What a unit costs beyond its simulation: many units of one container, which takes microseconds to simulate. */
async function overhead(folder: string, rounds: number, small: boolean): Promise<Row> {
  const units = small ? 32 : 3200;
  const manifest = await planned(folder, { units, containers: 1 });
  const perUnit: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const seconds = await secondsOf(manifest, path.join(folder, `overhead-${round}`), null);
    perUnit.push((seconds * 1000) / units);
  }
  return alone('sweep, a unit of one container', { ...spreadOf(perUnit), unit: 'ms' }, atMost(2));
}

/** Ten thousand units: the memory of each command, and how long their map takes to draw. */
async function tenThousand(folder: string, small: boolean): Promise<Row[]> {
  const units = small ? 50 : 10_082;
  const manifest = await planned(folder, { units, containers: 20 });
  const results = path.join(folder, 'ten-thousand');
  const name = path.join(folder, 'merged');
  const run = await memoryOf(['run', manifest, '--results', results]);
  const merge = await memoryOf(['merge', manifest, '--results', results, '--out', name]);
  const { points } = parseSummary(await readFile(`${name}.json`, 'utf8'));
  const drawn: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    mapSvg(crossoverMap(points, { x: 'imageMB', y: 'vms', measure: 'p99' }), '');
    drawn.push(performance.now() - started);
  }
  const megabytes = (value: number): Spread & { unit: 'MB' } => ({ ...spreadOf([value]), unit: 'MB' });
  return [
    alone(`sweep, memory of running ${words(units)} units`, megabytes(run), atMost(1000)),
    alone(`sweep, memory of merging ${words(units)} units`, megabytes(merge), atMost(1000)),
    alone(`sweep, map of ${words(units)} units drawn`, { ...spreadOf(drawn), unit: 'ms' }, atMost(300)),
  ];
}

/** Largest memory of a command, MB. It is asked for what it used as it ends. */
async function memoryOf(args: readonly string[]): Promise<number> {
  const report = "process.on('exit', () => console.error('rss', process.resourceUsage().maxRSS))";
  const preload = `data:text/javascript,${encodeURIComponent(report)}`;
  const { stderr } = await run(process.execPath, ['--import', preload, COMMAND_LINE, 'sweep', ...args]);
  return (Number(/rss (\d+)/.exec(stderr)?.[1]) * 1024) / 1e6;
}

function inMs(seconds: readonly number[]): Spread & { unit: 'ms' } {
  return { ...spreadOf(seconds.map((one) => one * 1000)), unit: 'ms' };
}
