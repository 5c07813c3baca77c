import type { ComponentChildren } from 'preact';
import type { FunctionSortKey, LabelTitle, MeasureTitle, Overview } from '../../src/protocol/queries';
import { capitalized, count, duration, measureText, percent, tellsTimes } from '../../src/text';
import { Name } from '../parts/Name';
import type { ListedFunction } from './pages';
import { type CellScale, LatencySpan, WholeBar } from './RowCharts';

export interface Column {
  readonly key: string;
  /** null: the rows cannot be sorted by it. */
  readonly sort: FunctionSortKey | null;
  readonly title: string;
  /** For the tooltip and screen readers. */
  readonly explanation: string;
  readonly numeric: boolean;
  /** A track of the grid: a CSS width, or `minmax()` where the column takes what room is left. */
  readonly width: string;
  cell(row: ListedFunction, scale: CellScale): ComponentChildren;
}

/** What the columns of the table depend on. */
export type ColumnsOf = Pick<Overview, 'described' | 'coldStartRate' | 'relativeTime' | 'timeRange' | 'coldStarts'>;

const NAME: Column = {
  key: 'name',
  sort: 'name',
  title: 'Function',
  explanation: 'Function name',
  numeric: false,
  width: 'minmax(150px, 3fr)',
  cell: (row) => <Name text={row.name} />,
};

const COUNT: Column = {
  key: 'count',
  sort: 'count',
  title: 'Cold starts',
  explanation: 'Number of cold starts',
  numeric: true,
  width: '92px',
  cell: (row) => count(row.count),
};

const WHOLE: Column = {
  key: 'whole',
  sort: null,
  title: 'of all',
  explanation: 'Its selected cold starts before all of them',
  numeric: false,
  width: '100px',
  cell: ({ count: selected, whole }, { mostWhole }) => <WholeBar selected={selected} whole={whole} most={mostWhole} />,
};

const SPAN: Column = {
  key: 'span',
  sort: null,
  title: 'p50 – p99',
  explanation: 'Median and 99th percentile of latency, on a logarithmic axis, with the target',
  numeric: false,
  width: '116px',
  cell: ({ p50, p99 }, scale) => <LatencySpan p50={p50} p99={p99} scale={scale} />,
};

const COLD_START_RATE: Column = {
  key: 'coldStartRate',
  sort: 'coldStartRate',
  title: 'Cold rate',
  explanation: 'Share of its invocations that are cold starts',
  numeric: true,
  width: '92px',
  cell: (row) => rateText(row.coldStartRate),
};

const GAP: Column = {
  key: 'gapP50',
  sort: 'gapP50',
  title: 'Median gap',
  explanation: 'Median time between its consecutive cold starts',
  numeric: true,
  width: '104px',
  cell: (row) => duration(row.gapP50),
};

const PEAK: Column = {
  key: 'peakPerMinute',
  sort: 'peakPerMinute',
  title: 'Peak / min',
  explanation: 'Most cold starts in one minute',
  numeric: true,
  width: '92px',
  cell: (row) => count(row.peakPerMinute),
};

const LATENCIES: readonly Column[] = [
  latencyColumn('p50', 'Median latency'),
  latencyColumn('p90', '90th percentile of latency'),
  latencyColumn('p95', '95th percentile of latency'),
  latencyColumn('p99', '99th percentile of latency'),
  latencyColumn('max', 'Largest latency'),
];

/** The columns that a trace fills. */
export function tableColumns(trace: ColumnsOf): readonly Column[] {
  const { described, coldStartRate } = trace;
  return [
    NAME,
    COUNT,
    WHOLE,
    ...(coldStartRate === null ? [] : [COLD_START_RATE]),
    ...described.labels.map(labelColumn),
    ...LATENCIES,
    SPAN,
    ...described.stages.map(stageColumn),
    ...(tellsTimes(trace) ? [GAP, PEAK] : []),
    ...described.measures.map(measureColumn),
  ];
}

function latencyColumn(key: 'p50' | 'p90' | 'p95' | 'p99' | 'max', explanation: string): Column {
  return { key, sort: key, title: key, explanation, numeric: true, width: '78px', cell: (row) => duration(row[key]) };
}

function labelColumn({ key, title }: LabelTitle): Column {
  return {
    key: `label:${key}`,
    sort: `label:${key}`,
    title: capitalized(title),
    explanation: `${capitalized(title)} of most of its cold starts`,
    numeric: false,
    width: `minmax(${columnWidth(title)}, 1fr)`,
    cell: (row) => (row.labels[key] ? <Name text={row.labels[key]} /> : '–'),
  };
}

function stageColumn({ key, title }: LabelTitle): Column {
  return {
    key: `stage:${key}`,
    sort: `stage:${key}`,
    title: capitalized(title),
    explanation: `Median time of the stage “${title}”`,
    numeric: true,
    width: columnWidth(title),
    cell: (row) => duration(row.stages[key] ?? null),
  };
}

function measureColumn({ key, title, unit }: MeasureTitle): Column {
  return {
    key: `measure:${key}`,
    sort: `measure:${key}`,
    title: capitalized(title),
    explanation: `Largest ${title} of its cold starts`,
    numeric: true,
    width: columnWidth(title),
    cell: (row) => measureText(row.measures[key] ?? null, unit),
  };
}

/** Fits a title of a trace's own, up to a length. */
function columnWidth(title: string): string {
  return `${Math.min(180, Math.max(92, 8 * title.length + 30))}px`;
}

export function rateText(rate: number | null): string {
  return rate === null ? '–' : percent(rate, rate < 0.1 ? 1 : 0);
}

/** What the filter searches, as in "name, runtime or region". */
export function searchedText({ described }: Pick<ColumnsOf, 'described'>): string {
  const list = new Intl.ListFormat('en-GB', { type: 'disjunction' });
  return list.format(['name', ...described.labels.map(({ title }) => title)]);
}
