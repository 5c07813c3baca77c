import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type Port, serve } from '../protocol/rpc';
import type { WorkerEvents, WorkerRequests, WorkerStart } from '../protocol/worker';
import { transferOf } from './lazyColumns';
import { SimulationPool } from './simulationPool';
import { ThreadPool } from './threadPool';
import { traceWorker } from './traceWorker';

/** The worker thread's entry. */
if (!parentPort) throw new Error('This runs as a worker thread.');
const { firstRunId } = workerData as WorkerStart;
const port: Port = {
  post: (message) => parentPort?.postMessage(message, transferOf(message)),
  listen: (listener) => {
    parentPort?.on('message', listener);
    return () => parentPort?.off('message', listener);
  },
};
const publisher = serve<WorkerRequests, WorkerEvents>(
  port,
  traceWorker(
    firstRunId,
    (name, event) => publisher.emit(name, event),
    new ThreadPool(path.join(__dirname, 'scan.js')),
    new SimulationPool(path.join(__dirname, 'simulationThread.js')),
  ),
);
