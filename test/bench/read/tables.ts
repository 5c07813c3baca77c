import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { generateTrace } from '../../../src/synthetic';
import { readTrace, type TableMapping, type TraceTable } from '../../../src/trace';
import { fileSource, ThreadPool } from '../../../src/worker';
import type { Area } from '../area';
import { assertFound } from '../measure/agreement';
import { type Contender, measured } from '../measure/rounds';
import { besidePeer, processorBesidePeer } from '../measure/rows';
import type { Found, Subject } from '../measure/subject';
import { words } from '../words';
import { functionQuantiles } from './functionQuantiles';
import { foundInQuantiles, type TraceInput } from './input';

const SEED = 1;

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

/** Tables of other formats, read beside DuckDB, which is told all columns, types and forms. Both use all cores. */
export const tables: Area = {
  name: 'tables',
  about: 'tables of other formats, read beside DuckDB',
  rounds: 7,
  async run({ rounds, small, folder }) {
    const rows = small ? 50_000 : 1_000_000;
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
    const all = await measured(contenders, rounds);
    assertFound(all, { rows });
    const [ofHuawei, duckdbOfHuawei, ofHomeMade, duckdbOfHomeMade] = all;
    const what = 'file → columns → p50, p95, p99 of each function';
    const huaweiWork = `${words(rows)} rows of huawei-2025 with all stages: ${what}`;
    const ownWork = `${words(rows)} rows by a mapping (semicolons, decimal commas, dates): ${what}`;
    return [
      besidePeer(huaweiWork, ofHuawei, duckdbOfHuawei, { times: 1 }),
      processorBesidePeer(huaweiWork, ofHuawei, duckdbOfHuawei),
      besidePeer(ownWork, ofHomeMade, duckdbOfHomeMade, { times: 1.5 }),
      processorBesidePeer(ownWork, ofHomeMade, duckdbOfHomeMade),
    ];
  },
};

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
