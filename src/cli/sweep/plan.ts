import path from 'node:path';
import { version } from '../../../package.json';
import { manifestText, planned } from '../../sweep';
import { bytes, counted, duration } from '../../text';
import { defineCommand, type OptionSpecs, somePositionals } from '../command';
import { openTrace } from '../openTrace';
import { keepInputs, writeOut } from '../outputOption';
import { TRACE_OPTIONS, traceSettings } from '../traceOptions';
import { estimate } from './estimate';
import { MANIFEST_ENDING, sha256Of } from './files';
import { readSweep, sweepLines } from './validate';
import { traceOf } from './workloads';

const OPTIONS = {
  out: { value: 'FILE', help: `manifest to write (default: the sweep's name with ${MANIFEST_ENDING})` },
  force: { help: 'replace the manifest if it exists' },
  'no-estimate': { help: 'do not simulate any unit for the estimate of the time' },
  ...TRACE_OPTIONS,
} as const satisfies OptionSpecs;

export const sweepPlan = defineCommand({
  name: 'sweep plan',
  summary: 'Writes the manifest of a sweep, which lists every unit, and says how long they will take.',
  usage: ['FILE.ftsweep.json [TRACE…] [--out FILE] [--force] [--no-estimate]'],
  notes: ['', 'The trace of a replay is read from the folder of the sweep, or named as TRACE.'],
  options: OPTIONS,
  async run(given, terminal) {
    const [file, ...traces] = somePositionals(given, { name: 'sweep plan' }, 'A sweep file');
    const sweep = await readSweep(file, terminal);
    const files = traceOf(sweep.base, file, traces);
    const trace = files && (await openTrace(files, traceSettings(given), terminal, { hash: true }));
    const manifest = planned(sweep, version, trace?.sha256 ?? null, sha256Of);
    const out = given.text('out') ?? manifestName(file);
    await keepInputs(out, [file, ...(files ?? [])]);
    const guess = given.flag('no-estimate') ? null : await estimate(manifest, trace, terminal);
    const size = await writeOut(out, manifestText(manifest), given.flag('force'));
    if (given.flag('json')) {
      return terminal.printJson({
        manifest: out,
        units: manifest.keys.length,
        estimatedSeconds: guess?.seconds ?? null,
      });
    }
    await terminal.printLines([
      ...sweepLines(sweep),
      ...(guess === null
        ? []
        : [`about ${duration(guess.seconds)} on this machine, by ${counted(guess.tried, 'unit')} tried`]),
      `${out}: ${bytes(size)}`,
    ]);
  },
});

export function manifestName(file: string): string {
  const { dir, base } = path.parse(file);
  return path.join(dir, `${base.replace(/\.ftsweep\.json$|\.json$/, '')}${MANIFEST_ENDING}`);
}
