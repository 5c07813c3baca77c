import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { generateTrace } from '../../../src/synthetic';
import { readTrace, type TableMapping, type TraceTable } from '../../../src/trace';
import { fileSource, ThreadPool } from '../../../src/worker';
import { assertFound } from '../measure/agreement';
import { type Contender, measured } from '../measure/rounds';
import { besidePeer, processorBesidePeer, type Row } from '../measure/rows';
import type { Found, Subject } from '../measure/subject';
import { words } from '../words';
import { functionQuantiles } from './functionQuantiles';
import { foundInQuantiles, type TraceInput } from './input';

const SEED = 1;
const MOST_TIMES: Readonly<Record<string, number>> = { 'huawei-2025': 1, 'home-made': 1.5 };

export interface TableInput extends TraceInput {
  /** How to read it; absent: its content decides. */
  readonly mapping?: TableMapping;
}

/** What a user gives for a table of his own: its columns, units and dates. */
const HOME_MADE: TableMapping = {
  delimiter: ';',
  decimalComma: true,
  skipLines: 0,
  header: true,
  time: { column: 'Timestamp', as: 'dmy', zone: 0, relative: false },
  function: { parts: [{ column: 'Function' }] },
  latency: { column: 'Cold start (ms)', unit: 'ms' },
  runtime: { parts: [{ column: 'Runtime' }] },
  memoryMB: { column: 'Memory (MB)', unit: 'MB' },
  extras: [{ key: 'region', title: 'region', role: 'label', column: 'Region' }],
  assumptions: [],
};

/** Tables of other formats, read beside DuckDB, which is told all columns, types and forms. */
export async function tableRows(rows: number, rounds: number, folder: string): Promise<Row[]> {
  const huawei = path.join(folder, 'huawei.csv');
  const homeMade = path.join(folder, 'home-made.csv');
  await write(huawei, rows, 'huawei-2025');
  await write(homeMade, rows, 'home-made');
  const contenders: readonly Contender[] = [
    { name: 'Huawei', subject: 'read table', input: { file: huawei } },
    { name: 'DuckDB', subject: 'duckdb huawei', input: { file: huawei } },
    { name: 'own', subject: 'read table', input: { file: homeMade, mapping: HOME_MADE } },
    { name: 'DuckDB', subject: 'duckdb home-made', input: { file: homeMade } },
  ];
  const [ofHuawei, duckdbOfHuawei, ofHomeMade, duckdbOfHomeMade] = await measured(contenders, rounds);
  assertFound([ofHuawei, duckdbOfHuawei, ofHomeMade, duckdbOfHomeMade], { rows });
  const all = `${words(rows)} rows of huawei-2025 with all stages: file → columns → p50, p95, p99 of each function`;
  const own = `${words(rows)} rows by a mapping (semicolons, decimal commas, dates): file → columns → p50, p95, p99 of each function`;
  return [
    besidePeer(all, ofHuawei, duckdbOfHuawei, { times: MOST_TIMES['huawei-2025'] }),
    processorBesidePeer(all, ofHuawei, duckdbOfHuawei),
    besidePeer(own, ofHomeMade, duckdbOfHomeMade, { times: MOST_TIMES['home-made'] }),
    processorBesidePeer(own, ofHomeMade, duckdbOfHomeMade),
  ];
}

async function write(file: string, rows: number, format: string): Promise<void> {
  await pipeline(generateTrace({ rows, seed: SEED, format, functions: Math.min(rows, 5000) }), createWriteStream(file));
}

/** Kept between rounds, as DuckDB keeps its threads. */
const pool = new ThreadPool(path.resolve(import.meta.dirname, '../../dist/scan.js'));

interface TableQuantiles {
  readonly table: TraceTable;
  /** p50, p95 and p99, each by function. */
  readonly quantiles: readonly Float64Array[];
}

/** Reads a table of any format, and computes every function's quantiles. */
export const readTable: Subject<TableInput, TableQuantiles> = ({ file, mapping }) => ({
  async run() {
    const source = await fileSource(file);
    try {
      const { table } = await pool.use(source, (threads) => readTrace(source, { threads, mapping }));
      return { table, quantiles: await functionQuantiles(table, [0.5, 0.95, 0.99]) };
    } finally {
      await source.close();
    }
  },
  found: ({ table, quantiles: [p50, p95, p99] }) => ({
    ...foundInQuantiles(
      table.rowCount,
      [...table.functionNames].map((name, id) => [name, [p50[id], p95[id], p99[id]]] as const),
    ),
    ...sums(table),
  }),
});

function sums({ time, stages }: TraceTable): Found {
  const sum = (values: ArrayLike<number>) =>
    Array.prototype.reduce.call(values, (a, b) => (a as number) + (b as number), 0) as number;
  return {
    'sum of times': sum(time),
    ...Object.fromEntries(stages.map(({ key, values }) => [`sum of ${key}`, sum(values)])),
  };
}
