import { rangeText, SEED_LIMIT } from '../numeric';
import {
  generateTrace,
  type Region,
  SYNTHETIC_FORMATS,
  type SyntheticRequest,
  SyntheticRequestError,
} from '../synthetic';
import { bytes, counted, jsonText } from '../text';
import { turnTaker } from '../worker';
import { type Arguments, defineCommand, type OptionSpecs, refusePositionals } from './command';
import { UsageError } from './errors';
import { isStandardOutput, OUTPUT_OPTIONS, writeOut } from './outputOption';
import type { Terminal } from './terminal';

const REGIONS: readonly Region[] = ['beijing', 'shanghai'];
const FORMATS = SYNTHETIC_FORMATS.map(({ id }) => id);

const OPTIONS = {
  rows: { value: 'N', help: 'number of cold starts' },
  seed: { value: 'S', help: `${rangeText(SEED_LIMIT)} (default ${SEED_LIMIT.defaultValue})` },
  region: { value: 'REGION', help: `data center to imitate: ${REGIONS.join(' or ')} (default ${REGIONS[0]})` },
  functions: { value: 'N', help: 'number of functions (default: one for every 160 to 210 rows)' },
  format: { value: 'ID', help: `format to write: ${FORMATS.join(', ')} (default ${FORMATS[0]})` },
  ...OUTPUT_OPTIONS,
} as const satisfies OptionSpecs;

export const generate = defineCommand({
  name: 'generate',
  summary: 'Generates a synthetic cold-start trace of one day. The same options give the same bytes.',
  usage: ['--rows N [--seed S] [--region REGION] [--functions N] [--format ID] [--out FILE [--force]]'],
  notes: [
    '',
    "The trace is made up, not measured. It follows published distributions of the FaaSNet paper (USENIX ATC'21): the gaps",
    "between a function's cold starts Figure 3(c), latencies Figure 3(a), and runtimes their shares in the released trace.",
    'A short trace has few functions and follows the distributions only roughly.',
    'The name of every function starts with synthetic-. Latencies are milliseconds. The same cold starts can be written in',
    'other formats; those that tell warm invocations get some.',
    'With --json and without --out, the trace is the "csv" of the JSON object, in another format its "text".',
  ],
  options: OPTIONS,
  async run(given, terminal) {
    refusePositionals(given, generate);
    const request = requestOf(given);
    const file = given.text('out');
    if (file !== null && !isStandardOutput(file)) {
      await toFile(request, file, { force: given.flag('force'), json: given.flag('json') }, terminal);
    } else if (given.flag('json')) await terminal.printPieces(asJson(request));
    else await terminal.printPieces(checked(request));
  },
});

function requestOf(given: Arguments<typeof OPTIONS>): SyntheticRequest {
  const rows = given.number('rows');
  if (rows === null)
    throw new UsageError('--rows is missing.', 'Give the number of cold starts, such as --rows 20000.');
  return {
    rows,
    seed: given.number('seed') ?? SEED_LIMIT.defaultValue,
    region: given.choice('region', REGIONS) ?? REGIONS[0],
    functions: given.number('functions') ?? undefined,
    format: given.choice('format', FORMATS) ?? undefined,
  };
}

/** The trace's text. Throws `UsageError` for a request that cannot be met. */
async function* checked(request: SyntheticRequest): AsyncGenerator<string> {
  try {
    // Signals that end the process are noticed between turns of the event loop.
    yield* generateTrace(request, turnTaker());
  } catch (error) {
    if (error instanceof SyntheticRequestError) throw new UsageError(error.message, 'See: faasnet generate --help');
    throw error;
  }
}

async function toFile(
  request: SyntheticRequest,
  file: string,
  { force, json }: { readonly force: boolean; readonly json: boolean },
  terminal: Terminal,
): Promise<void> {
  let written = 0;
  async function* reported() {
    for await (const text of checked(request)) {
      // The trace is ASCII: a character is a byte.
      written += text.length;
      terminal.progress(`writing ${file}: ${bytes(written)}`);
      yield text;
    }
  }
  const size = await writeOut(file, reported(), force);
  terminal.clearProgress();
  if (json) await terminal.printJson({ ...request, synthetic: true, file, bytes: size });
  else terminal.warn(`${file}: ${counted(request.rows, 'synthetic cold start')}, ${bytes(size)}`);
}

/** One JSON object in pieces, so that a long trace is never in memory as a whole. */
async function* asJson(request: SyntheticRequest): AsyncGenerator<string> {
  const head = jsonText({ ...request, synthetic: true });
  let isOpen = false;
  for await (const text of checked(request)) {
    if (!isOpen) yield `${head.slice(0, -1)},"${(request.format ?? FORMATS[0]) === FORMATS[0] ? 'csv' : 'text'}":"`;
    isOpen = true;
    yield jsonText(text).slice(1, -1);
  }
  yield '"}\n';
}
