import { quantile } from '../numeric';
import type { MappingOutcome, ReadBeginning, TableProposal } from '../protocol/mapping';
import type { TableQueryName, TraceQueries } from '../protocol/queries';
import { type Handlers, RequestError } from '../protocol/rpc';
import type { OpenRequest } from '../protocol/worker';
import {
  type ByteSource,
  bytesSource,
  type ChoiceProblem,
  choicesOf,
  columnNames,
  type Delimiter,
  guessTable,
  makeSample,
  mappingOf,
  mapText,
  readTrace,
  rememberedMapping,
  sniffTable,
  type TableChoices,
  type TableMapping,
  type TableSample,
  TraceError,
  type TraceFile,
  UNITS_OF,
  unitsPerSecond,
} from '../trace';
import { firstBytes, traceText, wholeLines } from './containers';
import { openBytes } from './openBytes';

/** Of the file, to try a mapping on: some thousand rows, read in a few milliseconds. */
const BEGINNING_BYTES = 1 << 20;
const ROWS_SHOWN = 20;
const LONGEST_CELL = 100;
const PROBLEMS_SHOWN = 5;

/** The beginning of a file's text, whole lines. */
interface Beginning {
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
}

/**
 * Answers the queries about how the table that was opened last is to be read.
 * @param opened the request to open it, whether it succeeded or not; null before
 */
export function tableQueries(opened: () => OpenRequest | null): Pick<Handlers<TraceQueries>, TableQueryName> {
  const known = new WeakMap<OpenRequest, Promise<Beginning>>();
  const beginning = () => {
    const request = opened();
    if (!request) throw new RequestError('No file has been opened.', 'Open one, or read this one again.');
    const read = known.get(request) ?? beginningOf(request);
    known.set(request, read);
    return read;
  };
  return {
    tableSample: async ({ header, delimiter }) => {
      const sample = tableIn(await beginning(), delimiter);
      return sample && proposal(sample, header, delimiter === null ? (opened()?.remembered ?? []) : []);
    },
    tryMapping: async ({ choices }) => outcome(await beginning(), choices),
  };
}

async function beginningOf(request: OpenRequest): Promise<Beginning> {
  const stored = await openBytes(request.bytes, request.source.name);
  try {
    const { source } = await traceText(stored.files, request);
    return await wholeLinesOf(source);
  } finally {
    await stored.close();
  }
}

async function wholeLinesOf(source: ByteSource): Promise<Beginning> {
  const { bytes, isWhole } = await firstBytes(source, BEGINNING_BYTES);
  return { bytes: isWhole ? bytes : wholeLines(bytes), isWhole };
}

function tableIn({ bytes, isWhole }: Beginning, delimiter: Delimiter | null): TableSample | null {
  const sample = makeSample(bytes, isWhole);
  return delimiter === null ? sample.table : sniffTable(sample.text, delimiter);
}

function proposal(
  sample: TableSample,
  header: boolean | null,
  remembered: NonNullable<OpenRequest['remembered']>,
): TableProposal {
  const guess = guessTable(sample, header ?? undefined);
  const chosen = rememberedMapping(remembered, sample);
  const isRemembered = chosen !== null && (header ?? chosen.header) === chosen.header;
  const choices = isRemembered ? choicesOf(chosen, columnNames(sample.names, chosen.header)) : guess.choices;
  return {
    first: sample.names.map(shown),
    rows: sample.rows.slice(0, ROWS_SHOWN).map((row) => row.map(shown)),
    choices,
    reasons: isRemembered ? sample.names.map(() => '') : guess.reasons,
    suggestions: guess.suggestions,
    units: UNITS_OF,
    isRemembered,
  };
}

function shown(cell: string): string {
  return cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL - 1)}…` : cell;
}

async function outcome(beginning: Beginning, choices: TableChoices): Promise<MappingOutcome> {
  const sample = tableIn(beginning, choices.layout.delimiter);
  if (!sample) return incomplete([]);
  const names = columnNames(sample.names, choices.layout.header);
  const { mapping, problems } = mappingOf(choices, names);
  if (!mapping) return incomplete(problems);
  try {
    return readBeginning(await readTrace(bytesSource([beginning.bytes]), { mapping }), mapping, names, beginning);
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    const { message, advice, problems } = error;
    return { kind: 'unreadable', message, advice, problems: problems.slice(0, PROBLEMS_SHOWN) };
  }
}

function incomplete(problems: readonly ChoiceProblem[]): MappingOutcome {
  return { kind: 'incomplete', problems };
}

function readBeginning(
  file: TraceFile,
  { assumptions: _, ...mapping }: TableMapping,
  names: readonly string[],
  { bytes, isWhole }: Beginning,
): ReadBeginning {
  const { table, account, problems, relativeTime, unreadableValues } = file;
  const latencies = table.latency.slice(0, table.rowCount).sort();
  const times = table.time.slice(0, table.rowCount).sort();
  const perSecond = unitsPerSecond(file.detectedUnit.unit);
  return {
    kind: 'read',
    table: { header: names, mapping },
    map: mapText({ ...mapping, assumptions: [] }),
    bytes: bytes.length,
    isWhole,
    rows: account.rows,
    warmRows: account.warmRows,
    badRows: account.badRows,
    functions: new Set(table.functionId.subarray(0, table.rowCount)).size,
    from: times[0],
    to: times[times.length - 1],
    relativeTime,
    p50: quantile(latencies, 0.5) / perSecond,
    p99: quantile(latencies, 0.99) / perSecond,
    problems: problems.slice(0, PROBLEMS_SHOWN),
    unreadableValues,
  };
}
