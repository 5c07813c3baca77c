import { traceTable } from '../tables';
import { bytes, counted } from '../text';
import { defineCommand, type OptionSpecs, somePositionals } from './command';
import { UsageError } from './errors';
import { openTrace } from './openTrace';
import { keepInputs, OUTPUT_OPTIONS } from './outputOption';
import { tableFormatOf, writeTable } from './tableOutput';
import { TRACE_OPTIONS, traceSettings } from './traceOptions';
import { partOf, WHERE_OPTION } from './whereOption';

const OPTIONS = {
  ...TRACE_OPTIONS,
  ...WHERE_OPTION,
  out: { value: 'FILE', help: 'file to write: FILE.csv or FILE.parquet' },
  force: OUTPUT_OPTIONS.force,
} as const satisfies OptionSpecs;

export const convert = defineCommand({
  name: 'convert',
  summary: 'Writes a trace of any format as one table, CSV or Parquet, for other programs.',
  usage: ['FILE… --out FILE.csv|FILE.parquet [--where FILTER] [--unit UNIT] [--time-unit UNIT] [--force]'],
  notes: [
    '',
    'One row for each cold start, then one for each warm invocation. Columns are named after the semantic conventions of',
    'OpenTelemetry where these have a name:',
    '  timestamp             UTC; elapsed_seconds for a trace whose times are relative',
    '  faas.name             the function',
    '  faas.coldstart        true or false; absent if the trace has cold starts only',
    '  faas.init_duration    the latency, seconds',
    '  faas.max_memory       bytes',
    '  process.runtime.name  the runtime',
    '  stage.NAME            a stage of the cold start, seconds',
    '  source.line           the line of the original file',
    'Empty columns are left out. Messages of logs are never written. The commands read such a file as a trace.',
  ],
  options: OPTIONS,
  async run(given, terminal) {
    const files = somePositionals(given, convert, 'The trace file');
    const out = given.text('out');
    if (out === null) throw new UsageError('--out is missing.', 'Name a file that ends in .csv or .parquet.');
    const format = tableFormatOf(out);
    await keepInputs(out, files);
    const { part: trace, where } = await partOf(await openTrace(files, traceSettings(given), terminal), given);
    const table = traceTable(trace.file, trace.unitsPerSecond);
    const selected = where === '' ? '' : ` where ${where}`;
    const about = `Cold starts of ${trace.name}${trace.synthetic ? ', which is synthetic' : ''}${selected}`;
    const size = await writeTable({ file: out, format, force: given.flag('force') }, table, about);
    const rows = trace.file.table.rowCount;
    const warmRows = trace.file.table.warm?.rows ?? 0;
    if (given.flag('json')) {
      const columns = table.columns.map(({ name, type }) => ({ name, type }));
      await terminal.printJson({ file: out, format, where: where || null, rows, warmRows, bytes: size, columns });
    } else {
      const warm = warmRows > 0 ? ` and ${counted(warmRows, 'warm invocation')}` : '';
      terminal.warn(`${out}: ${counted(rows, 'cold start')}${warm}, ${bytes(size)}`);
    }
  },
});
