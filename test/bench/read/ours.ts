import path from 'node:path';
import { readTrace, type TraceFile, type TraceTable } from '../../../src/trace';
import { fileSource, ThreadPool } from '../../../src/worker';
import type { Subject } from '../measure/subject';
import { functionQuantiles } from './functionQuantiles';
import { foundInColumns, foundInQuantiles, type TraceInput } from './input';

/** Reads a trace file into columns. */
export const readColumns: Subject<TraceInput, TraceTable> = ({ file }) => ({
  run: async () => (await read(file)).table,
  found: ({ time, latency, memoryMB, functionId, runtimeId }) =>
    foundInColumns({ time, latency, memoryMB: memoryMB!, functionName: functionId, runtime: runtimeId! }),
});

/** Kept between rounds, as DuckDB keeps its threads. */
const pool = new ThreadPool(path.resolve(import.meta.dirname, '../../dist/scan.js'));

interface TableQuantiles {
  readonly table: TraceTable;
  /** p50, p95 and p99, each by function. */
  readonly quantiles: readonly Float64Array[];
}

/** Also computes every function's quantiles. */
export const readQuantiles: Subject<TraceInput, TableQuantiles> = ({ file }) => ({
  async run() {
    const { table } = await read(file);
    return { table, quantiles: await functionQuantiles(table, [0.5, 0.95, 0.99]) };
  },
  found: ({ table, quantiles: [p50, p95, p99] }) =>
    foundInQuantiles(
      table.rowCount,
      [...table.functionNames].map((name, id) => [name, [p50[id], p95[id], p99[id]]] as const),
    ),
});

async function read(file: string): Promise<TraceFile> {
  const source = await fileSource(file);
  try {
    return await pool.use(source, (threads) => readTrace(source, { threads }));
  } finally {
    await source.close();
  }
}
