import type { Found } from '../measure/subject';

export interface TraceInput {
  /** Path of a trace with the columns that `writeTrace` writes. */
  readonly file: string;
}

/** Columns from a CSV reader: numbers as numbers, names as strings or as indices. */
export interface Columns {
  readonly time: ArrayLike<number>;
  readonly latency: ArrayLike<number>;
  readonly memoryMB: ArrayLike<number>;
  /** Names, or indices of names. */
  readonly functionName: ArrayLike<string | number>;
  readonly runtime: ArrayLike<string | number>;
}

/** Sums and counts of the columns, to compare readers. */
export function foundInColumns({ time, latency, memoryMB, functionName, runtime }: Columns): Found {
  const sum = (values: ArrayLike<number>) =>
    Array.prototype.reduce.call(values, (a, b) => (a as number) + (b as number), 0) as number;
  const distinct = (values: ArrayLike<unknown>) => new Set(Array.from(values)).size;
  return {
    rows: time.length,
    'sum of times': sum(time),
    'sum of latencies': sum(latency),
    'sum of memories': sum(memoryMB),
    functions: distinct(functionName),
    runtimes: distinct(runtime),
  };
}

/** p50, p95 and p99 of one function's latencies, in the file's unit. */
export type Quantiles = readonly [p50: number, p95: number, p99: number];

export function foundInQuantiles(
  rows: number,
  quantilesOf: Iterable<readonly [name: string, quantiles: Quantiles]>,
): Found {
  const found: Record<string, number> = { rows };
  let functions = 0;
  for (const [name, [p50, p95, p99]] of quantilesOf) {
    functions++;
    found[`p50 of ${name}`] = p50;
    found[`p95 of ${name}`] = p95;
    found[`p99 of ${name}`] = p99;
  }
  return { ...found, functions };
}
