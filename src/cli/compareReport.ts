import type {
  Comparison,
  FunctionChange,
  FunctionsOfOneSide,
  QuantileChange,
  Ranking,
  SideFacts,
  SideRows,
  StageChange,
} from '../comparison';
import {
  alignedSeconds,
  changeText,
  count,
  counted,
  fixed,
  percent,
  percentileText,
  shortName,
  significant,
  timeText,
} from '../text';
import { definitions, textTable } from './layout';

/** One of the two sides of a comparison, and where it comes from. */
export interface ReportedSide {
  /** Of its file. */
  readonly name: string;
  readonly synthetic: boolean;
  /** '' for the whole trace. */
  readonly where: string;
  /** Whether the side is what the filter leaves out. */
  readonly isRest: boolean;
  readonly rows: SideRows;
  readonly times: {
    /** Of the first and the last cold start; null without any. */
    readonly range: { readonly from: number; readonly to: number } | null;
    readonly relative: boolean;
  };
}

const LONGEST_NAME = 60;
/** Percentiles said in words. */
const HEADLINES = [0.5, 0.99];

/** The shape of `compare --json`. Durations are seconds, differences B minus A. */
export function comparisonJson(a: ReportedSide, b: ReportedSide, found: Comparison) {
  const about = ({ name, synthetic, where, isRest, times }: ReportedSide) => ({
    file: name,
    synthetic,
    where: where || null,
    isRest,
    timeRange: times.range,
  });
  const [ofA, ofB] = found.curves.map(({ x, y }) => ({ seconds: x, share: y }));
  return {
    a: { ...about(a), ...found.a, cdf: ofA },
    b: { ...about(b), ...found.b, cdf: ofB },
    percentiles: found.quantiles,
    stages: found.stages,
    functions: found.functions,
  };
}

export function comparisonLines(a: ReportedSide, b: ReportedSide, found: Comparison, by: Ranking): string[] {
  const { quantiles, stages, functions } = found;
  return [
    ...definitions([
      ['A', sideText(a)],
      ['B', sideText(b)],
    ]),
    '',
    ...factTable(found.a, found.b),
    ...(quantiles.length === 0
      ? ['', 'There is no percentile to compare: a side has no cold starts.']
      : ['', ...headlines(quantiles), '', ...quantileTable(quantiles)]),
    ...stageTable(stages),
    ...functionTable(functions.listed, by),
    ...functionNotes(found, by),
  ];
}

function sideText({ name, synthetic, where, isRest, times }: ReportedSide): string {
  const file = synthetic ? `${name} (synthetic)` : name;
  const selected = where === '' ? '' : isRest ? `, all but ${where}` : `, ${where}`;
  if (times.range === null) return `${file}${selected}`;
  const { moment } = timeText(times.relative);
  return `${file}${selected}: ${moment(times.range.from)} to ${moment(times.range.to)}`;
}

function factTable(a: SideFacts, b: SideFacts): string[] {
  const row = (title: string, text: (facts: SideFacts) => string) => [title, text(a), text(b)];
  const known = (value: number | null, text: (value: number) => string) => (value === null ? '–' : text(value));
  return textTable(
    ['', 'A', 'B'],
    [
      row('Cold starts', (facts) => count(facts.count)),
      row('Functions', (facts) => count(facts.functions)),
      row('Cold starts a minute', ({ perMinute }) => known(perMinute, significant)),
      row('Cold starts of invocations', ({ coldStartRate }) => known(coldStartRate, (share) => percent(share, 1))),
      row('Mean latency, seconds', ({ mean }) => alignedSeconds(mean)),
      row('Longest, seconds', ({ max }) => alignedSeconds(max)),
    ],
  );
}

function headlines(quantiles: readonly QuantileChange[]): string[] {
  return quantiles
    .filter(({ share }) => HEADLINES.includes(share))
    .map((change) => `${percentileText(change.share)} of B: ${changeText(change)}`);
}

function quantileTable(quantiles: readonly QuantileChange[]): string[] {
  const rows = quantiles.map((change) => [
    `  ${percentileText(change.share)}`,
    ...[change.a, change.b].map(alignedSeconds),
    ...[change.difference, change.low, change.high].map(signed),
    times(change.ratio),
  ]);
  return textTable(['Percentile, seconds', 'A', 'B', 'B - A', 'from', 'to (95 %)', 'B / A'], rows);
}

function stageTable(stages: readonly StageChange[]): string[] {
  if (stages.length === 0) return [];
  const rows = stages.map(({ title, a, b }) => [
    `  ${shortName(title, LONGEST_NAME)}`,
    ...[a?.mean, b?.mean].map((mean) => alignedSeconds(mean ?? null)),
    a && b ? signed(b.mean - a.mean) : '–',
    ...[a?.p99, b?.p99].map((p99) => alignedSeconds(p99 ?? null)),
  ]);
  return ['', ...textTable(['Stage, seconds', 'mean A', 'mean B', 'B - A', 'p99 A', 'p99 B'], rows)];
}

function functionTable(listed: readonly FunctionChange[], by: Ranking): string[] {
  if (listed.length === 0) return [];
  const rows = listed.map((one) => [
    shortName(one.name, LONGEST_NAME),
    ...[one.a.count, one.b.count].map(count),
    ...[one.a[by], one.b[by]].map(alignedSeconds),
    ...[one[by].difference, one[by].low, one[by].high].map(signed),
    times(one[by].ratio),
  ]);
  const header = ['Function', 'starts A', 'starts B', `${by} A`, `${by} B`, 'B - A', 'from', 'to (95 %)', 'B / A'];
  return ['', ...textTable(header, rows)];
}

function functionNotes({ functions }: Comparison, by: Ranking): string[] {
  const { compared, listed, slower, faster, tooFew, least, onlyA, onlyB } = functions;
  const rest = compared - listed.length;
  const only = ({ functions, coldStarts }: FunctionsOfOneSide, side: string) =>
    functions === 0
      ? []
      : [`${counted(functions, 'function')} only in ${side}, with ${counted(coldStarts, 'cold start')}`];
  return [
    '',
    ...(rest > 0 ? [`${counted(rest, 'function')} more; see --top`] : []),
    `By ${by}, ${count(slower)} of ${counted(compared, 'function')} slower and ${count(faster)} faster in B beyond chance`,
    ...(tooFew > 0 ? [`${counted(tooFew, 'function')} with fewer than ${count(least)} cold starts on a side`] : []),
    ...only(onlyA, 'A'),
    ...only(onlyB, 'B'),
  ];
}

function signed(seconds: number): string {
  const text = seconds < 0 ? `-${alignedSeconds(-seconds)}` : alignedSeconds(seconds);
  return seconds > 0 ? `+${text}` : text;
}

function times(ratio: number | null): string {
  return ratio === null ? '–' : fixed(ratio, 2);
}
