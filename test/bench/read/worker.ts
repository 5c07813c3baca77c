import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FunctionsPage } from '../../../src/protocol/queries';
import { Channel } from '../../../src/protocol/rpc';
import type { WorkerEvents, WorkerRequests, WorkerStart } from '../../../src/protocol/worker';
import type { Subject } from '../measure/subject';
import { foundInQuantiles, type TraceInput } from './input';

/** Relative to `out/bench`. */
const PROGRAM = path.resolve(import.meta.dirname, '../../dist/worker.js');
/** More functions than any trace of the benchmarks has. */
const ALL = 1_000_000;
const MS_PER_SECOND = 1000;

/** Opens a trace as the extension does: its worker reads, hashes and indexes, then answers with every function. */
export const openInWorker: Subject<TraceInput, FunctionsPage> = ({ file }) => ({
  async run() {
    const workerData: WorkerStart = { firstRunId: 1 };
    const worker = new Worker(PROGRAM, { workerData });
    const channel = new Channel<WorkerRequests, WorkerEvents>({
      post: (message) => worker.postMessage(message),
      listen: (listener) => {
        worker.on('message', listener);
        return () => worker.off('message', listener);
      },
    });
    try {
      const source = { kind: 'disk', name: path.basename(file), version: 0, modified: 0 } as const;
      await channel.request('open', { bytes: { kind: 'file', path: file }, source, unit: 'milliseconds' });
      const order = { sort: 'count', descending: true, filter: '' } as const;
      return await channel.request('functions', { ...order, offset: 0, limit: ALL });
    } finally {
      channel.close();
      await worker.terminate();
    }
  },
  found: ({ rows }) =>
    foundInQuantiles(
      rows.reduce((sum, { count }) => sum + count, 0),
      rows.map(
        ({ name, p50, p95, p99 }) => [name, [p50 * MS_PER_SECOND, p95 * MS_PER_SECOND, p99 * MS_PER_SECOND]] as const,
      ),
    ),
});
