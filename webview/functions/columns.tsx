import type { ComponentChildren } from 'preact';
import type { FunctionSortKey, FunctionSummary } from '../../src/protocol/queries';
import { count, duration, latency } from '../format';
import { Name } from '../parts/Name';

export interface Column {
  readonly key: FunctionSortKey;
  readonly title: string;
  /** The whole of it, for the tooltip and for screen readers. */
  readonly explanation: string;
  readonly numeric: boolean;
  cell(row: FunctionSummary): ComponentChildren;
}

const latencyColumn = (key: 'p50' | 'p90' | 'p95' | 'p99' | 'max', explanation: string): Column => ({
  key,
  title: key,
  explanation,
  numeric: true,
  cell: (row) => latency(row[key]),
});

export const COLUMNS: readonly Column[] = [
  {
    key: 'name',
    title: 'Function',
    explanation: 'Function name',
    numeric: false,
    cell: (row) => <Name text={row.name} />,
  },
  {
    key: 'count',
    title: 'Cold starts',
    explanation: 'Number of cold starts',
    numeric: true,
    cell: (row) => count(row.count),
  },
  {
    key: 'runtime',
    title: 'Runtime',
    explanation: 'Runtime of most of its cold starts',
    numeric: false,
    cell: (row) => (row.runtime === '' ? '–' : <Name text={row.runtime} />),
  },
  latencyColumn('p50', 'Median latency'),
  latencyColumn('p90', '90th percentile of latency'),
  latencyColumn('p95', '95th percentile of latency'),
  latencyColumn('p99', '99th percentile of latency'),
  latencyColumn('max', 'Largest latency'),
  {
    key: 'gapP50',
    title: 'Median gap',
    explanation: 'Median time between its consecutive cold starts',
    numeric: true,
    cell: (row) => duration(row.gapP50),
  },
  {
    key: 'peakPerMinute',
    title: 'Peak / min',
    explanation: 'Most cold starts in one minute',
    numeric: true,
    cell: (row) => count(row.peakPerMinute),
  },
  {
    key: 'memoryMB',
    title: 'Memory',
    explanation: 'Largest memory configured',
    numeric: true,
    cell: (row) => (row.memoryMB === null ? '–' : `${count(row.memoryMB)} MB`),
  },
];
