import { compared, RANKINGS, type Ranking, sideOfTrace, summarizeSide } from '../comparison';
import { filterText } from '../filter';
import { rowsByAscending } from '../statistics';
import { distinctNames } from '../worker';
import { type Arguments, defineCommand, type OptionSpecs, somePositionals } from './command';
import { comparisonJson, comparisonLines, type ReportedSide } from './compareReport';
import { UsageError } from './errors';
import { type OpenTrace, openTrace } from './openTrace';
import type { Terminal } from './terminal';
import { TRACE_OPTIONS, traceSettings } from './traceOptions';
import { filterOf, WHERE_OPTION } from './whereOption';

const DEFAULT_TOP = 10;
const DEFAULT_LEAST = 20;
/** Points of the CDFs in the JSON. */
const CDF_POINTS = 200;

const OPTIONS = {
  ...TRACE_OPTIONS,
  ...WHERE_OPTION,
  'where-b': { value: 'FILTER', help: 'the same for B (default: that of --where)' },
  by: { value: 'PERCENTILE', help: `rank functions by the change of this percentile: ${RANKINGS.join(' or ')}` },
  least: {
    value: 'N',
    help: `rank functions with at least this many cold starts on both sides (default ${DEFAULT_LEAST})`,
  },
  top: { value: 'N', help: `number of functions to list (default ${DEFAULT_TOP})` },
} as const satisfies OptionSpecs;

export const compare = defineCommand({
  name: 'compare',
  summary: 'Compares two traces, or two parts of one: percentiles with intervals, functions by change, stages.',
  usage: [
    'A B [--where FILTER] [--where-b FILTER] [--by p50|p99] [--least N] [--top N]',
    'FILE [--where FILTER] [--where-b FILTER] [--by p50|p99] [--least N] [--top N]',
  ],
  notes: [
    '',
    'Of one file, A is what --where selects, and B what --where-b selects; without --where-b, A is what the filter leaves',
    'out and B what it selects. Differences are B minus A, in seconds. Their 95 % intervals come from a bootstrap with',
    '2,000 replicates and a fixed seed: the same files have the same intervals.',
  ],
  options: OPTIONS,
  async run(given, terminal) {
    const least = wholeNumber(given.number('least') ?? DEFAULT_LEAST, '--least', 1);
    const top = wholeNumber(given.number('top') ?? DEFAULT_TOP, '--top', 0);
    const by: Ranking = given.choice('by', RANKINGS) ?? 'p50';
    const [a, b] = await sidesOf(given, terminal);
    const [inA, inB] = [await summarizeSide(a.rows, 0, CDF_POINTS), await summarizeSide(b.rows, 1, CDF_POINTS)];
    const found = await compared(inA, inB, { by, least, limit: top });
    if (given.flag('json')) await terminal.printJson(comparisonJson(a, b, found));
    else await terminal.printLines(comparisonLines(a, b, found, by));
  },
});

function wholeNumber(value: number, option: string, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new UsageError(`${option} can't be ${value}.`, `It is a whole number, ${least} or more.`);
}

/** Throws a `UsageError`, a `TraceError` or a `FileError`. */
async function sidesOf(
  given: Arguments<typeof OPTIONS>,
  terminal: Terminal,
): Promise<readonly [ReportedSide, ReportedSide]> {
  const files = somePositionals(given, compare, 'The trace file');
  if (files.length > 2) {
    throw new UsageError(`${files.length} files can't be compared.`, 'Give two, or one with --where.');
  }
  const settings = traceSettings(given);
  const [where, whereB] = [given.text('where') ?? '', given.text('where-b')];
  const first = await openTrace([files[0]], settings, terminal);
  if (files.length === 2) {
    const second = await openTrace([files[1]], settings, terminal);
    const [a, b] = distinctNames([first, second].map(({ name }, at) => ({ path: files[at], name })));
    const [ofA, ofB] = [await sideOf(first, where), await sideOf(second, whereB ?? where)];
    return [
      { ...ofA, name: a.name },
      { ...ofB, name: b.name },
    ];
  }
  if (whereB !== null) return [await sideOf(first, where), await sideOf(first, whereB)];
  if (where !== '') return [await sideOf(first, where, true), await sideOf(first, where)];
  throw new UsageError('There is nothing to compare the file with.', 'Give a second file, or --where.');
}

/** @param isRest whether the side is what the filter leaves out */
async function sideOf(trace: OpenTrace, where: string, isRest = false): Promise<ReportedSide> {
  const filter = filterOf(where, trace);
  const { table } = trace.file;
  const byTime = await rowsByAscending(table.time);
  const timeRange =
    byTime.length === 0 ? null : { from: table.time[byTime[0]], to: table.time[byTime[byTime.length - 1]] };
  const byLatency = await rowsByAscending(table.latency);
  const whole = { table, unitsPerSecond: trace.unitsPerSecond, byLatency, timeRange };
  const rows = await sideOfTrace(whole, filter, isRest);
  const { name, synthetic } = trace;
  const times = { range: rangeOf(rows.rows, table.time), relative: trace.file.relativeTime };
  return { name, synthetic, where: filterText(filter), isRest, rows, times };
}

function rangeOf(rows: Uint32Array, time: Float64Array): { readonly from: number; readonly to: number } | null {
  if (rows.length === 0) return null;
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    from = Math.min(from, time[row]);
    to = Math.max(to, time[row]);
  }
  return { from, to };
}
