import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PartScanner, ScannedPart } from '../../../src/trace';

const PART_BYTES = 2 << 20;

/** Beside this bundle. */
const PROGRAM = path.join(import.meta.dirname, 'scanThread.mjs');

/** A thread for each core, started for one file. */
export function scanThreads(): { readonly scanner: PartScanner; close(): Promise<unknown> } {
  const threads = availableParallelism();
  const workers = Array.from({ length: threads }, () => new Worker(PROGRAM));
  const waiting = workers.map((): ((part: ScannedPart) => void)[] => []);
  for (const [thread, worker] of workers.entries()) worker.on('message', (part) => waiting[thread].shift()?.(part));
  return {
    scanner: {
      threads,
      partBytes: PART_BYTES,
      scan: (thread, bytes, header) => {
        workers[thread].postMessage({ bytes, header });
        return new Promise((resolve) => waiting[thread].push(resolve));
      },
    },
    close: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}
