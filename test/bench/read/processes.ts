import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Found, Subject } from '../measure/subject';
import type { TraceInput } from './input';

const run = promisify(execFile);

/** Relative to `out/bench`. */
const COMMAND_LINE = path.resolve(import.meta.dirname, '../../dist/cli.js');
const DUCKDB = path.join(import.meta.dirname, 'duckdbSummary.mjs');
const MS_PER_SECOND = 1000;

interface SummaryInput extends TraceInput {
  /** Whether DuckDB also answers with the median gaps and peaks that ours always has. */
  readonly rates: boolean;
}

interface Latencies {
  readonly min?: number;
  readonly mean?: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

interface Group extends Latencies {
  readonly name: string;
  readonly count: number;
  readonly memoryMB: number;
  readonly functions?: number;
  readonly gapP50: number;
  readonly peakPerMinute: number;
}

interface OurSummary {
  readonly rows: number;
  readonly functions: number;
  readonly timeRange: { readonly from: number; readonly to: number };
  readonly latencySeconds: Latencies;
  readonly peakPerSecond: number;
  readonly peakPerMinute: number;
  readonly byRuntime: readonly Group[];
  readonly topFunctions: readonly Group[];
}

/** `faasnet summarize FILE --json` as a process, its start and end included. */
export const summarizeProcess: Subject<SummaryInput, string> = ({ file, rates }) => ({
  run: async () => (await run(process.execPath, [COMMAND_LINE, 'summarize', file, '--json'])).stdout,
  found: (text) => {
    const { rows, functions, timeRange, latencySeconds, peakPerSecond, peakPerMinute, ...groups } = JSON.parse(
      text,
    ) as OurSummary;
    return {
      rows,
      functions,
      first: timeRange.from,
      last: timeRange.to,
      ...latencies('all', latencySeconds, MS_PER_SECOND),
      ...(rates ? { peakPerSecond, peakPerMinute } : {}),
      ...groupsFound(groups.byRuntime, MS_PER_SECOND, rates),
      ...groupsFound(groups.topFunctions, MS_PER_SECOND, rates),
    };
  },
});

interface DuckDbSummary extends DuckDbLatencies {
  readonly count: number;
  readonly functions: number;
  readonly first: number;
  readonly last: number;
  readonly peakPerSecond?: number;
  readonly peakPerMinute?: number;
  readonly byRuntime: readonly DuckDbGroup[];
  readonly topFunctions: readonly DuckDbGroup[];
}

interface DuckDbLatencies {
  readonly min: number;
  readonly mean: number;
  readonly quantiles: readonly [p50: number, p90: number, p95: number, p99: number];
  readonly max: number;
}

type DuckDbGroup = DuckDbLatencies & Omit<Group, keyof Latencies>;

/** A process of Node.js that answers with DuckDB. */
export const duckdbProcess: Subject<SummaryInput, string> = ({ file, rates }) => ({
  run: async () => (await run(process.execPath, [DUCKDB, file, ...(rates ? ['--rates'] : [])])).stdout,
  found: (text) => {
    const { count, functions, first, last, peakPerSecond, peakPerMinute, byRuntime, topFunctions, ...all } = JSON.parse(
      text,
    ) as DuckDbSummary;
    return {
      rows: count,
      functions,
      first,
      last,
      ...latencies('all', named(all), 1),
      ...(peakPerSecond !== undefined && peakPerMinute !== undefined ? { peakPerSecond, peakPerMinute } : {}),
      ...groupsFound(
        [...byRuntime, ...topFunctions].map((group) => ({ ...group, ...named(group) })),
        1,
        rates,
      ),
    };
  },
});

function named({ min, mean, max, quantiles: [p50, p90, p95, p99] }: DuckDbLatencies): Latencies {
  return { min, mean, p50, p90, p95, p99, max };
}

/** @param factor what turns the latencies into those of the file */
function groupsFound(groups: readonly Group[], factor: number, rates: boolean): Found {
  const found: Record<string, number> = {};
  for (const group of groups) {
    const { name, count, memoryMB, functions, gapP50, peakPerMinute, p50, p90, p95, p99, max } = group;
    found[`count of ${name}`] = count;
    found[`memory of ${name}`] = memoryMB;
    if (functions !== undefined) found[`functions of ${name}`] = functions;
    Object.assign(found, latencies(name, { p50, p90, p95, p99, max }, factor));
    if (rates) Object.assign(found, { [`gap of ${name}`]: gapP50, [`peak of ${name}`]: peakPerMinute });
  }
  return found;
}

function latencies(name: string, values: Latencies, factor: number): Found {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      typeof value === 'number' ? [[`${key} of ${name}`, value * factor]] : [],
    ),
  );
}
