import { Worker } from 'node:worker_threads';
import { Channel, type Port, RequestError } from '../../protocol/rpc';
import type { WorkerEvents, WorkerRequests, WorkerStart } from '../../protocol/worker';

/**
 * JavaScript heap of one worker, MB: names, bookkeeping of runs, records of csv-parse. Columns of traces and arrays of
 * runs lie outside it. A worker that needs more is stopped; the extension host is not affected.
 */
const MAX_HEAP_MB = 1024;

/** One worker thread and the channel to it. */
export class WorkerThread {
  readonly channel: Channel<WorkerRequests, WorkerEvents>;
  readonly #worker: Worker;
  #stopped = false;

  /** @param onStopped called once, with the reason, if the thread ends before `dispose` */
  constructor(script: string, start: WorkerStart, onStopped: (reason: RequestError) => void, maxHeapMB = MAX_HEAP_MB) {
    this.#worker = new Worker(script, {
      name: 'faasnet-trace',
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMB },
    });
    this.channel = new Channel(portOf(this.#worker));
    const stop = (reason: RequestError) => {
      if (this.#stopped) return;
      this.#stopped = true;
      this.channel.close(reason);
      onStopped(reason);
    };
    this.#worker.on('error', (error) => stop(explain(error)));
    this.#worker.on('exit', (code) => stop(explain(new Error(`exit code ${code}`))));
  }

  dispose(): void {
    this.#stopped = true;
    this.channel.close();
    void this.#worker.terminate();
  }
}

function portOf(worker: Worker): Port {
  return {
    post: (message) => worker.postMessage(message),
    listen: (listener) => {
      worker.on('message', listener);
      return () => worker.off('message', listener);
    },
  };
}

function explain(error: Error & { code?: string }): RequestError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new RequestError(
      'There was not enough memory for this trace and its runs.',
      'Remove runs or close other traces, then read it again.',
      'closed',
    );
  }
  return new RequestError(
    `The thread that holds this trace stopped: ${error.message}.`,
    'Read the trace again and repeat its runs.',
    'closed',
  );
}
