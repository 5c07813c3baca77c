import type { ComponentChildren } from 'preact';
import type { FunctionSortKey, FunctionSummary, Labels } from '../../src/protocol/queries';
import { count, duration } from '../../src/text';
import { Name } from '../parts/Name';
import { LABELS } from './labels';

interface ColumnContent {
  readonly title: string;
  /** For the tooltip and screen readers. */
  readonly explanation: string;
  readonly numeric: boolean;
  /** A track of the grid: a CSS width, or `minmax()` where the column takes what room is left. */
  readonly width: string;
  cell(row: FunctionSummary): ComponentChildren;
}

export interface Column extends ColumnContent {
  readonly key: FunctionSortKey;
}

const latencyColumn = (key: 'p50' | 'p90' | 'p95' | 'p99' | 'max', explanation: string): ColumnContent => ({
  title: key,
  explanation,
  numeric: true,
  width: '78px',
  cell: (row) => duration(row[key]),
});

function labelColumns(): Labels<ColumnContent> {
  const columns = LABELS.map(({ key, title }) => [key, labelColumn(key, title)]);
  return Object.fromEntries(columns) as Labels<ColumnContent>;
}

function labelColumn(key: keyof Labels, title: string): ColumnContent {
  return {
    title,
    explanation: `${title} of most of its cold starts`,
    numeric: false,
    width: 'minmax(80px, 1fr)',
    cell: (row) => (row[key] === '' ? '–' : <Name text={row[key]} />),
  };
}

/** In the order of the table. Every sort key is a column. */
const COLUMN_BY_KEY: { readonly [key in FunctionSortKey]: ColumnContent } = {
  name: {
    title: 'Function',
    explanation: 'Function name',
    numeric: false,
    width: 'minmax(150px, 3fr)',
    cell: (row) => <Name text={row.name} />,
  },
  count: {
    title: 'Cold starts',
    explanation: 'Number of cold starts',
    numeric: true,
    width: '92px',
    cell: (row) => count(row.count),
  },
  ...labelColumns(),
  p50: latencyColumn('p50', 'Median latency'),
  p90: latencyColumn('p90', '90th percentile of latency'),
  p95: latencyColumn('p95', '95th percentile of latency'),
  p99: latencyColumn('p99', '99th percentile of latency'),
  max: latencyColumn('max', 'Largest latency'),
  gapP50: {
    title: 'Median gap',
    explanation: 'Median time between its consecutive cold starts',
    numeric: true,
    width: '104px',
    cell: (row) => duration(row.gapP50),
  },
  peakPerMinute: {
    title: 'Peak / min',
    explanation: 'Most cold starts in one minute',
    numeric: true,
    width: '92px',
    cell: (row) => count(row.peakPerMinute),
  },
  memoryMB: {
    title: 'Memory',
    explanation: 'Largest memory configured',
    numeric: true,
    width: '92px',
    cell: (row) => (row.memoryMB === null ? '–' : `${count(row.memoryMB)} MB`),
  },
};

export const SORT_KEYS = Object.keys(COLUMN_BY_KEY) as readonly FunctionSortKey[];

export const COLUMNS: readonly Column[] = SORT_KEYS.map((key) => ({ key, ...COLUMN_BY_KEY[key] }));

/** The tracks of every row of the grid. */
export const GRID_COLUMNS = COLUMNS.map(({ width }) => width).join(' ');
