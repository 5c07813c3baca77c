import { buildIndex, quantile } from '../../../src/statistics';
import { readTrace, type TraceFile, type TraceTable } from '../../../src/trace';
import { fileSource } from '../../../src/worker';
import type { Subject } from '../measure/subject';
import { foundInColumns, foundInQuantiles, type Quantiles, type TraceInput } from './input';

/** A trace file in columns. */
export const readColumns: Subject<TraceInput, TraceTable> = ({ file }) => ({
  run: async () => (await read(file)).table,
  found: ({ time, latency, memoryMB, functionId, runtimeId }) =>
    foundInColumns({ time, latency, memoryMB, functionName: functionId, runtime: runtimeId }),
});

interface TableQuantiles {
  readonly table: TraceTable;
  /** By function. */
  readonly quantiles: readonly Quantiles[];
}

/** The same, and every function's quantiles. */
export const readQuantiles: Subject<TraceInput, TableQuantiles> = ({ file }) => ({
  async run() {
    const { table } = await read(file);
    const { byFunctionLatency, functionStart } = await buildIndex(table);
    const quantiles = table.functionNames.map((_, id): Quantiles => {
      const rows = byFunctionLatency.subarray(functionStart[id], functionStart[id + 1]);
      const latencies = Float64Array.from(rows, (row) => table.latency[row]);
      return [quantile(latencies, 0.5), quantile(latencies, 0.95), quantile(latencies, 0.99)];
    });
    return { table, quantiles };
  },
  found: ({ table, quantiles }) =>
    foundInQuantiles(
      table.rowCount,
      table.functionNames.map((name, id) => [name, quantiles[id]] as const),
    ),
});

async function read(file: string): Promise<TraceFile> {
  const source = await fileSource(file);
  try {
    return await readTrace(source);
  } finally {
    await source.close();
  }
}
