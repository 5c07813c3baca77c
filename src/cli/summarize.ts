import {
  busiestFunctions,
  overviewOf,
  rowsByAscending,
  type StageSummary,
  stageSummaries,
  type TraceOverview,
} from '../statistics';
import {
  alignedSeconds,
  count,
  counted,
  duration,
  measureText,
  percent,
  shortName,
  tellsTimes,
  timeText,
} from '../text';
import { COLUMNS, type Column, describeProblem } from '../trace';
import { defineCommand, type OptionSpecs, somePositionals } from './command';
import { UsageError } from './errors';
import { definitions, textTable } from './layout';
import { openTrace } from './openTrace';
import { TRACE_OPTIONS, traceSettings } from './traceOptions';
import { partOf, WHERE_OPTION } from './whereOption';

const DEFAULT_TOP = 10;
const PROBLEMS_PRINTED = 10;
const LONGEST_NAME = 60;

type TopFunctions = Awaited<ReturnType<typeof busiestFunctions>>;

const OPTIONS = {
  ...TRACE_OPTIONS,
  ...WHERE_OPTION,
  top: { value: 'N', help: `number of functions to list, those with most cold starts first (default ${DEFAULT_TOP})` },
} as const satisfies OptionSpecs;

export const summarize = defineCommand({
  name: 'summarize',
  summary:
    'Summarizes a cold-start trace: counts, latency percentiles, runtimes, functions, and rows that cannot be read.',
  usage: ['FILE… [--where FILTER] [--unit UNIT] [--time-unit UNIT] [--top N]'],
  notes: [
    '',
    'FILE is a trace, a folder of traces, or - for standard input; several files are one trace. gzip, zstd, ZIP and',
    'Parquet are unpacked. Latencies are printed in seconds.',
  ],
  options: OPTIONS,
  async run(given, terminal) {
    const files = somePositionals(given, summarize, 'The trace file');
    const top = given.number('top') ?? DEFAULT_TOP;
    if (!(Number.isInteger(top) && top >= 0)) {
      throw new UsageError(`--top can't be ${top}.`, 'It is a whole number, 0 or more.');
    }
    const read = { facts: !given.has('where'), showsDoubts: true };
    const whole = await openTrace(files, traceSettings(given), terminal, read);
    const { part: trace, where } = await partOf(whole, given);
    const { table } = trace.file;
    const context = {
      source: { kind: 'disk', name: trace.name, version: 0, modified: trace.modified },
      unit: trace.unit,
      synthetic: trace.synthetic,
    } as const;
    const [overview, functions] = await Promise.all([
      overviewOf(trace.file, null, context, undefined, trace.facts),
      busiestFunctions(table, trace.unitsPerSecond, top),
    ]);
    const stages =
      table.stages.length === 0
        ? []
        : await stageSummaries(table, await rowsByAscending(table.time), trace.unitsPerSecond);
    if (given.flag('json')) await terminal.printJson(asJson(overview, where, stages, functions));
    else await terminal.printLines(asText(overview, { where, warm: table.warm?.rows ?? 0 }, stages, functions));
  },
});

/** The shape of `summarize --json`. Durations are seconds, times epoch seconds. */
function asJson(overview: TraceOverview, where: string, stages: readonly StageSummary[], functions: TopFunctions) {
  const { account, latency, problems } = overview;
  return {
    file: overview.source.name,
    synthetic: overview.synthetic,
    format: overview.format.id,
    bytes: overview.bytes,
    where: where || null,
    coldStarts: overview.coldStarts,
    rows: account.rows,
    warmRows: account.warmRows,
    otherRows: account.otherRows,
    duplicateRows: account.duplicateRows,
    badRows: account.badRows,
    blankLines: account.blankLines,
    headerLines: account.headerLines,
    records: account.records,
    lines: account.physicalLines,
    functions: overview.functions,
    runtimes: overview.runtimes.length,
    columns: overview.columns,
    timeRange: overview.timeRange,
    relativeTime: overview.relativeTime,
    timeUnit: overview.timeUnit,
    timeUnitSetting: overview.timeUnitIsSet ? overview.timeUnit : 'auto',
    offsetMissing: overview.offsetMissing,
    timeDoubt: overview.timeDoubt,
    peakPerSecond: overview.peakPerSecond,
    peakPerMinute: overview.peakPerMinute,
    latencySeconds: latency && {
      unit: latency.unit,
      unitSetting: latency.setting,
      unitReason: latency.reason,
      unitDoubt: latency.doubt,
      min: latency.min,
      mean: latency.mean,
      p50: latency.p50,
      p90: latency.p90,
      p95: latency.p95,
      p99: latency.p99,
      max: latency.max,
    },
    stages: Object.fromEntries(stages.map(({ key, p50, p90, p99, share }) => [key, { p50, p90, p99, share }])),
    byRuntime: overview.runtimes.map(({ id, measures, ...runtime }) => ({ ...runtime, ...valuesOf({ measures }) })),
    topFunctions: functions.map(({ id, labels, measures, ...summary }) => ({
      ...summary,
      ...valuesOf({ labels, measures }),
    })),
    problems: problems.listed,
  };
}

/** A value for each label and measure of the schema, also for those that the file lacks, then those of its format. */
function valuesOf(described: Partial<Pick<TopFunctions[number], 'labels' | 'measures'>>): Record<string, unknown> {
  const columns = (COLUMNS as readonly Column[]).flatMap(({ key, kind, unit }) => {
    if (described.labels && kind === 'label') return [[key, '']];
    return unit === undefined ? [] : [[key, null]];
  });
  return { ...Object.fromEntries(columns), ...described.labels, ...described.measures };
}

/** What the numbers are about. */
interface Selected {
  /** The filter; '' for the whole trace. */
  readonly where: string;
  /** Warm invocations; 0 where they are not known. */
  readonly warm: number;
}

function asText(
  overview: TraceOverview,
  selected: Selected,
  stages: readonly StageSummary[],
  functions: TopFunctions,
): string[] {
  return [
    overview.synthetic ? `${overview.source.name}: a synthetic trace, made up, not measured` : overview.source.name,
    '',
    ...headline(overview, selected),
    '',
    ...latencyTable(overview),
    ...stageTable(stages),
    ...(functions.length > 0 ? ['', ...functionTable(overview, functions)] : []),
    ...problemList(overview),
  ];
}

function headline(overview: TraceOverview, { where, warm }: Selected) {
  const { account, functions, runtimes, timeRange, latency, peakPerSecond, peakPerMinute } = overview;
  const hasTimes = tellsTimes(overview);
  const assumed = overview.assumptions.map(({ text }) => text).join('; ');
  const { moment } = timeText(overview.relativeTime);
  const span =
    timeRange && hasTimes
      ? `${moment(timeRange.from)} to ${moment(timeRange.to)}, ${duration(timeRange.to - timeRange.from)}`
      : null;
  return definitions([
    ['Format', overview.format.title],
    ...(assumed === '' ? [] : ([['Assumed', assumed]] as const)),
    ...(where === '' ? [] : ([['Where', `${where} (of ${counted(account.rows, 'cold start')})`]] as const)),
    ['Cold starts', coldStartsText(overview, warm)],
    ['Functions', count(functions)],
    ['Runtimes', overview.columns.runtime ? count(runtimes.length) : '–'],
    ['Time', [span ?? '–', ...timeNotes(overview)].join('. ')],
    ['Peak', hasTimes ? `${count(peakPerSecond)} in a second, ${count(peakPerMinute)} in a minute` : '–'],
    ['Latency column', latency ? [`${latency.unit}. ${latency.reason}`, latency.doubt].filter(Boolean).join(' ') : '–'],
    ['Lines', linesText(account)],
  ]);
}

function coldStartsText({ coldStarts, coldStartRate }: TraceOverview, warm: number): string {
  if (coldStartRate === null) return count(coldStarts);
  return `${count(coldStarts)} of ${count(coldStarts + warm)} invocations, ${percent(coldStartRate, 1)}`;
}

/** Lines that are no invocation. */
function linesText({ otherRows, duplicateRows, badRows, blankLines, physicalLines }: TraceOverview['account']): string {
  const parts = [
    ...otherRows.map(({ name, count: records }) => `${count(records)} × ${name}`),
    ...(duplicateRows > 0 ? [`${counted(duplicateRows, 'duplicate')} dropped`] : []),
    counted(badRows, 'bad row'),
    counted(blankLines, 'blank line'),
  ];
  return `${parts.join(', ')} of ${count(physicalLines)}`;
}

function timeNotes({ timeUnit, offsetMissing, timeDoubt }: TraceOverview): string[] {
  return [
    timeUnit !== 'seconds' && `Read as ${timeUnit}`,
    offsetMissing && 'Dates without a UTC offset are read as UTC',
    timeDoubt,
  ].filter((note) => typeof note === 'string');
}

/** The columns of a trace that tells when its cold starts were. */
const OVER_TIME = ['gap p50', 'peak/min'];

function latencyTable(overview: TraceOverview): string[] {
  const { coldStarts, latency, runtimes, columns } = overview;
  const hasTimes = tellsTimes(overview);
  const overTime = hasTimes ? OVER_TIME : [];
  const header = ['Latency, seconds', 'cold starts', 'p50', 'p90', 'p95', 'p99', 'max', ...overTime];
  const rows = (columns.runtime ? runtimes : []).map((runtime) => [
    `  ${shortName(runtime.name, LONGEST_NAME, '(no runtime)')}`,
    count(runtime.count),
    ...[runtime.p50, runtime.p90, runtime.p95, runtime.p99, runtime.max].map(alignedSeconds),
    ...(hasTimes ? [alignedSeconds(runtime.gapP50), count(runtime.peakPerMinute)] : []),
  ]);
  if (!latency) return [];
  const { p50, p90, p95, p99, max } = latency;
  return textTable(header, [
    ['all', count(coldStarts), ...[p50, p90, p95, p99, max].map(alignedSeconds), ...overTime.map(() => '')],
    ...rows,
  ]);
}

function stageTable(stages: readonly StageSummary[]): string[] {
  if (stages.length === 0) return [];
  const rows = stages.map(({ title, count: known, p50, p90, p99, share }) => [
    `  ${shortName(title, LONGEST_NAME)}`,
    count(known),
    ...[p50, p90, p99].map(alignedSeconds),
    percent(share),
  ]);
  return ['', ...textTable(['Stage, seconds', 'cold starts', 'p50', 'p90', 'p99', 'of latency'], rows)];
}

function functionTable(overview: TraceOverview, functions: TopFunctions): string[] {
  const { functions: total, described: columns, coldStartRate } = overview;
  const { labels, measures } = columns;
  const hasTimes = tellsTimes(overview);
  const numbers = [
    'cold starts',
    ...(coldStartRate === null ? [] : ['cold rate']),
    'p50',
    'p95',
    'p99',
    'max',
    ...(hasTimes ? OVER_TIME : []),
  ];
  const rows = functions.map((summary) => [
    shortName(summary.name, LONGEST_NAME),
    ...labels.map(({ key }) => shortName(summary.labels[key], LONGEST_NAME, '')),
    ...measures.map(({ key, unit }) => measureText(summary.measures[key], unit)),
    count(summary.count),
    ...(summary.coldStartRate === null ? [] : [percent(summary.coldStartRate, 1)]),
    ...[summary.p50, summary.p95, summary.p99, summary.max].map(alignedSeconds),
    ...(hasTimes ? [alignedSeconds(summary.gapP50), count(summary.peakPerMinute)] : []),
  ]);
  const rest = total - functions.length;
  // A label is that of most cold starts, a measure the largest of all.
  const described = [...labels.map(({ title }) => title), ...measures.map(({ title }) => `${title} (max)`)];
  return [
    ...textTable(['Function, latencies in seconds', ...described, ...numbers], rows),
    ...(rest > 0 ? [`${counted(rest, 'function')} more; see --top`] : []),
  ];
}

function problemList({ problems }: TraceOverview): string[] {
  if (problems.total === 0) return [];
  const listed = problems.listed.slice(0, PROBLEMS_PRINTED);
  const rest = problems.total - listed.length;
  return [
    '',
    problems.listed.some(({ kept }) => kept) ? 'Rows or values that cannot be read' : 'Rows that cannot be read',
    ...listed.map((problem) => `  ${describeProblem(problem)}`),
    ...(rest > 0 ? [`  and ${count(rest)} more`] : []),
  ];
}
