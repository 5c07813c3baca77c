import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { scannerForEsbuild } from '../../../scripts/scanner.mjs';
import { Channel } from '../../../src/protocol/rpc';
import type { WorkerEvents, WorkerRequests } from '../../../src/protocol/worker';

/** Threads as they ship: bundled for the Node.js that the product is built for, in a folder of their own. */

export interface ShippedThread {
  readonly folder: string;
  readonly script: string;
  remove(): Promise<void>;
}

/** Bundles an entry of `src/worker`. */
export async function shippedThread(entry: string): Promise<ShippedThread> {
  const folder = await mkdtemp(path.join(tmpdir(), 'faasnet-thread-'));
  const script = path.join(folder, 'thread.js');
  await build({
    entryPoints: [`src/worker/${entry}`],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outfile: script,
    plugins: [scannerForEsbuild],
    logLevel: 'error',
  });
  return { folder, script, remove: () => rm(folder, { recursive: true }) };
}

export type WorkerChannel = Channel<WorkerRequests, WorkerEvents>;

/** Starts the worker that holds a trace, to be spoken to through messages. */
export function startWorker(script: string, firstRunId = 1): { worker: Worker; channel: WorkerChannel } {
  const worker = new Worker(script, { workerData: { firstRunId } });
  const channel: WorkerChannel = new Channel({
    post: (message) => worker.postMessage(message),
    listen: (listener) => {
      worker.on('message', listener);
      return () => worker.off('message', listener);
    },
  });
  return { worker, channel };
}
