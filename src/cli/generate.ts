import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rangeText, SEED_LIMIT } from '../numeric';
import { generateTrace, type Region, type SyntheticRequest, SyntheticRequestError } from '../synthetic';
import { type Arguments, type Command, refusePositionals } from './command';
import { UsageError, WriteError } from './errors';
import { bytes, counted } from './format';
import { clearProgress, printJson, printPieces, progress, toJson, warn } from './terminal';

const REGIONS: readonly Region[] = ['beijing', 'shanghai'];

export const generate: Command = {
  name: 'generate',
  summary: 'Makes a synthetic cold-start trace: CSV, one day, the same bytes for the same options.',
  usage: ['--rows N [--seed S] [--region REGION] [--functions N] [--out FILE]'],
  notes: [
    '',
    'It is made up in the shape of a published log, not measured: gaps between the cold starts of a function follow',
    "Figure 3(c) and latencies Figure 3(a) of the FaaSNet paper (USENIX ATC'21), runtimes the released trace's shares.",
    'A short trace has few functions, and follows them only roughly.',
    'Every function is named synthetic-…. Latencies are milliseconds.',
    'With --json and no --out, the trace is the "csv" of the JSON object.',
  ],
  options: {
    rows: { value: 'N', help: 'cold starts' },
    seed: { value: 'S', help: `${rangeText(SEED_LIMIT)} (default ${SEED_LIMIT.defaultValue})` },
    region: { value: 'REGION', help: `datacenter to be like: ${REGIONS.join(' or ')} (default ${REGIONS[0]})` },
    functions: { value: 'N', help: 'functions (default: about one for 160 to 210 rows)' },
    out: { value: 'FILE', help: 'file to write, replacing one that is there (default: standard output)' },
  },
  async run(given) {
    refusePositionals(given.positionals, generate);
    const request = requestOf(given);
    const file = given.text('out');
    if (file !== null) await toFile(request, file, given.flag('json'));
    else if (given.flag('json')) await printPieces(asJson(request));
    else await printPieces(checked(request));
  },
};

function requestOf(given: Arguments): SyntheticRequest {
  const rows = given.number('rows');
  if (rows === null) throw new UsageError('--rows is missing.', 'Say how many cold starts, such as --rows 20000.');
  return {
    rows,
    seed: given.number('seed') ?? SEED_LIMIT.defaultValue,
    region: given.choice('region', REGIONS) ?? REGIONS[0],
    functions: given.number('functions') ?? undefined,
  };
}

/** The trace's text; a request that can't be met is a wrong command line. */
async function* checked(request: SyntheticRequest): AsyncGenerator<string> {
  try {
    yield* generateTrace(request);
  } catch (error) {
    if (error instanceof SyntheticRequestError) throw new UsageError(error.message, 'See: faasnet generate --help');
    throw error;
  }
}

async function toFile(request: SyntheticRequest, file: string, json: boolean): Promise<void> {
  let size = 0;
  async function* measured() {
    for await (const text of checked(request)) {
      // The trace is ASCII: a character is a byte.
      size += text.length;
      progress(`writing ${file}: ${bytes(size)}`);
      yield text;
    }
  }
  // The first piece is asked for before the file is touched: a request that can't be met must not empty it.
  const pieces = measured();
  const first = await pieces.next();
  async function* all() {
    if (!first.done) yield first.value;
    yield* pieces;
  }
  await pipeline(Readable.from(all()), createWriteStream(file)).catch((error) => {
    throw new WriteError(file, error);
  });
  clearProgress();
  if (json) await printJson({ ...request, synthetic: true, file, bytes: size });
  else warn(`${file}: ${counted(request.rows, 'synthetic cold start')}, ${bytes(size)}`);
}

/** One JSON object, made piece by piece: a long trace is never in memory as a whole. */
async function* asJson(request: SyntheticRequest): AsyncGenerator<string> {
  const head = toJson({ ...request, synthetic: true });
  let opened = false;
  for await (const text of checked(request)) {
    if (!opened) yield `${head.slice(0, -1)},"csv":"`;
    opened = true;
    yield toJson(text).slice(1, -1);
  }
  yield '"}\n';
}
