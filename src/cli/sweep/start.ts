import { version } from '../../../package.json';
import { manifestText, planned, unitCount } from '../../sweep';
import { counted } from '../../text';
import { withAllCores } from '../allCores';
import { defineCommand, type OptionSpecs, somePositionals } from '../command';
import { UnitsFailedError } from '../errors';
import { openTrace } from '../openTrace';
import { writeOut } from '../outputOption';
import { TRACE_OPTIONS, traceSettings } from '../traceOptions';
import { Results, resultsFolder, sha256Of } from './files';
import { MEMORY_OPTION, memoryMB } from './memory';
import { mergeInto } from './merge';
import { manifestName } from './plan';
import { runUnits } from './run';
import { readSweep } from './validate';
import { traceOf } from './workloads';

const OPTIONS = { ...MEMORY_OPTION, ...TRACE_OPTIONS } as const satisfies OptionSpecs;

export const sweepStart = defineCommand({
  name: 'sweep start',
  summary: 'Plans, runs and merges a sweep on this machine; a second start goes on where the first one was ended.',
  usage: ['FILE.ftsweep.json [TRACE…]'],
  notes: [
    '',
    'Writes beside the sweep: the manifest, a folder of results, and the merged files (*.ftresult.json, *.ftresult.parquet).',
  ],
  options: OPTIONS,
  async run(given, terminal) {
    const [file, ...traces] = somePositionals(given, { name: 'sweep start' }, 'A sweep file');
    const sweep = await readSweep(file, terminal);
    const files = traceOf(sweep.base, file, traces);
    const trace = files && (await openTrace(files, traceSettings(given), terminal, { hash: true }));
    const manifest = planned(sweep, version, trace?.sha256 ?? null, sha256Of);
    const out = manifestName(file);
    // Only a plan has this name, and it follows from the sweep.
    await writeOut(out, manifestText(manifest), true);
    const results = new Results(resultsFolder(out, null));
    const units = Array.from({ length: unitCount(sweep) }, (_, number) => number);
    const memory = memoryMB(given);
    const { failed, simulated } = await withAllCores((simulator) =>
      runUnits({ manifest, units, trace, results, memory }, simulator, terminal),
    );
    terminal.clearProgress();
    terminal.warn(`${counted(simulated, 'unit')} simulated`);
    if (failed === units.length) throw new UnitsFailedError(failed);
    await mergeInto({ file: out, manifest, results, force: true, partial: failed > 0 }, terminal);
    if (failed > 0) throw new UnitsFailedError(failed);
  },
});
