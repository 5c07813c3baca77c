import path from 'node:path';
import { readTrace, type TraceFile } from '../../../src/trace';
import { fileSource, ThreadPool } from '../../../src/worker';
import type { Subject } from '../measure/subject';
import { foundInLog, type LogInput } from './input';

/** Kept between rounds, as DuckDB keeps its threads. */
const pool = new ThreadPool(path.resolve(import.meta.dirname, '../../dist/scan.js'));

/** Recognises a log and reads it into columns, with the runtime of each environment and without duplicates. */
export const readLog: Subject<LogInput, TraceFile> = ({ file }) => ({
  async run() {
    const source = await fileSource(file);
    try {
      return await pool.use(source, (threads) => readTrace(source, { threads }));
    } finally {
      await source.close();
    }
  },
  found({ table, account }) {
    const maxMemory = table.measures.find(({ key }) => key === 'maxMemoryMB')!.values;
    return foundInLog({
      coldStarts: account.rows,
      warmInvocations: account.warmRows,
      latencies: sum(table.latency),
      memories: sum(table.memoryMB!),
      maxMemories: sum(maxMemory),
      times: sum(table.time),
    });
  },
});

function sum(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
