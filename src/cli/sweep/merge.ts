import {
  distinctValues,
  type Manifest,
  Merged,
  type PointSummary,
  summaryText,
  type UnitResult,
  unitAt,
  variedAxes,
} from '../../sweep';
import { sweepTable } from '../../tables';
import { bytes, count, counted } from '../../text';
import { turnTaker } from '../../worker';
import { defineCommand, type OptionSpecs } from '../command';
import { UsageError } from '../errors';
import { writeOut } from '../outputOption';
import { writeTable } from '../tableOutput';
import type { Terminal } from '../terminal';
import { MANIFEST_ENDING, RESULT_ENDING, RESULTS_OPTION, Results, readManifest, resultsFolder } from './files';
import { oneFile } from './validate';

const OPTIONS = {
  out: {
    value: 'NAME',
    help: 'NAME.json and NAME.parquet are written (default: the name of the sweep with .ftresult)',
  },
  force: { help: 'replace files that exist' },
  partial: { help: 'merge although units are missing' },
  ...RESULTS_OPTION,
} as const satisfies OptionSpecs;

export const sweepMerge = defineCommand({
  name: 'sweep merge',
  summary:
    'Merges the results of a sweep: a Parquet file with a row for each unit, and a JSON file with a summary of each point.',
  usage: ['MANIFEST [--out NAME] [--force] [--partial] [--results FOLDER]'],
  notes: [
    '',
    'The files have the same bytes however the sweep was split. Latencies are those of cold starts, or responses of requests, in seconds.',
    "Each point has all replicas together (counts, sums, histograms), and each measure over the replicas with 95 % intervals: Student's t for",
    'means, order statistics for medians.',
  ],
  options: OPTIONS,
  async run(given, terminal) {
    const file = oneFile(given, 'sweep merge', 'A manifest');
    const manifest = await readManifest(file, terminal);
    const results = new Results(resultsFolder(file, given.text('results')));
    const name = given.text('out') ?? undefined;
    await mergeInto(
      { file, name, manifest, results, force: given.flag('force'), partial: given.flag('partial') },
      terminal,
    );
  },
});

interface Merging {
  /** The manifest's file. */
  readonly file: string;
  /** Of the files to write, without endings; absent: that of the manifest. */
  readonly name?: string;
  readonly manifest: Manifest;
  readonly results: Results;
  readonly force: boolean;
  readonly partial: boolean;
}

/** Writes the merged files. Throws `UsageError` if units are missing and `partial` is false. */
export async function mergeInto(
  { file, name = sweepName(file), manifest, results, force, partial }: Merging,
  terminal: Terminal,
): Promise<void> {
  const { units, points } = await merged(manifest, results, partial, terminal);
  const json = await writeOut(`${name}.json`, summaryText(manifest, units.length, points), force);
  const parquet = { file: `${name}.parquet`, format: 'parquet', force } as const;
  const rows = await writeTable(parquet, sweepTable(units), 'Simulated units of a sweep');
  await terminal.printLines([
    `${name}.json: ${counted(points.length, 'point')}, ${bytes(json)}`,
    `${name}.parquet: ${counted(units.length, 'row')}, ${bytes(rows)}`,
    ...(hasMap(points) ? [`which system wins where: faasnet sweep map ${name}.json`] : []),
  ]);
}

/** Whether `sweep map` needs no more than the summary. */
function hasMap(points: readonly PointSummary[]): boolean {
  return variedAxes(points).length === 2 && distinctValues(points, 'system').length > 1;
}

function sweepName(manifest: string): string {
  return `${manifest.replace(MANIFEST_ENDING, '').replace(/\.json$/, '')}${RESULT_ENDING}`;
}

/** The units that have a result, ascending, and their points. Throws `UsageError` if one is missing. */
async function merged(manifest: Manifest, results: Results, partial: boolean, terminal: Terminal) {
  const merging = new Merged(manifest);
  const turn = turnTaker();
  const units: {
    readonly number: number;
    readonly values: Readonly<Record<string, unknown>>;
    readonly seed: number;
    readonly result: UnitResult;
  }[] = [];
  for (const [number, key] of manifest.keys.entries()) {
    const result = await results.read(key);
    await turn();
    if (!result) continue;
    merging.add(number, result);
    const { values, run } = unitAt(manifest, number);
    units.push({
      number,
      values,
      seed: run.seed,
      result: { ...result, latencies: { ...result.latencies, bins: [], counts: [] } },
    });
    terminal.progress(`merging: ${count(number + 1)} of ${count(manifest.keys.length)}`);
  }
  terminal.clearProgress();
  const missing = manifest.keys.length - units.length;
  if (missing > 0 && !partial) {
    throw new UsageError(
      `${counted(missing, 'unit has', 'units have')} no result.`,
      'Run them, or add --partial. See: faasnet sweep status',
    );
  }
  return { units, points: merging.points() };
}
