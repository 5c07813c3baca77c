import { SweepError, unitAt } from '../../sweep';
import { count, counted, percent } from '../../text';
import { defineCommand } from '../command';
import { RESULTS_OPTION, Results, readManifest, resultsFolder } from './files';
import { oneFile } from './validate';

/** Reasons listed. */
const LISTED = 20;

export const sweepStatus = defineCommand({
  name: 'sweep status',
  summary: 'Lists the done, missing and failed units of a sweep, with the reasons.',
  usage: ['MANIFEST [--results FOLDER] [--json]'],
  notes: [],
  options: RESULTS_OPTION,
  async run(given, terminal) {
    const file = oneFile(given, 'sweep status', 'A manifest');
    const manifest = await readManifest(file, terminal);
    const results = new Results(resultsFolder(file, given.text('results')));
    const { done, failed } = await results.finished();
    const missing: number[] = [];
    const problems: { readonly unit: number; readonly message: string }[] = [];
    let finished = 0;
    for (const [number, key] of manifest.keys.entries()) {
      if (done.has(key)) {
        const problem = await results.read(key).then(() => null, damage);
        if (problem === null) finished++;
        else problems.push({ unit: number, message: problem });
      } else if (failed.has(key)) {
        const failure = await results.failureOf(key);
        problems.push({ unit: number, message: `${failure?.message} ${failure?.advice}`.trim() });
      } else missing.push(number);
    }
    if (given.flag('json')) {
      return terminal.printJson({ units: manifest.keys.length, done: finished, missing, failed: problems });
    }
    const units = manifest.keys.length;
    const first = missing[0];
    await terminal.printLines([
      `${count(finished)} of ${counted(units, 'unit')} done (${percent(finished / units)}), ${count(missing.length)} missing, ${count(problems.length)} failed`,
      ...(first === undefined ? [] : [`first missing: unit ${first}, ${describe(unitAt(manifest, first).values)}`]),
      ...problems
        .slice(0, LISTED)
        .map(({ unit, message }) => `unit ${unit}, ${describe(unitAt(manifest, unit).values)}: ${message}`),
      ...(problems.length > LISTED ? [`and ${count(problems.length - LISTED)} more`] : []),
    ]);
  },
});

function damage(error: unknown): string {
  if (error instanceof SweepError) return `${error.message} ${error.advice}`;
  throw error;
}

function describe(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
