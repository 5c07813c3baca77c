import type { ReproduceProgress } from '../../protocol/figures';
import type { RunProgress, RunSummary } from '../../protocol/queries';
import type { Channel, RequestError } from '../../protocol/rpc';
import type { WorkerEvents, WorkerRequests } from '../../protocol/worker';
import { type Log, Stopwatch } from '../log';
import { WorkerThread } from './workerThread';

export interface SessionWorkerEvents {
  readProgress(progress: WorkerEvents['readProgress']): void;
  runProgress(progress: RunProgress): void;
  runChanged(run: RunSummary): void;
  reproduceProgress(progress: ReproduceProgress): void;
  /** The thread ended by itself; its table and its runs are gone. */
  stopped(reason: RequestError): void;
}

/** A session's worker thread: starts on first use, and again after it has stopped. Follows and logs its runs. */
export class SessionWorker {
  #thread: WorkerThread | null = null;
  /** Runs under way, to be reported as failed if the thread stops. */
  readonly #running = new Map<number, { readonly run: RunSummary; readonly time: Stopwatch }>();
  #nextRunId = 1;

  constructor(
    /** Name of the session in the log. */
    readonly name: string,
    readonly script: string,
    readonly log: Log,
    readonly events: SessionWorkerEvents,
  ) {}

  get isStarted(): boolean {
    return this.#thread !== null;
  }

  /** The channel to the thread, which is started first if it does not run. */
  get channel(): Channel<WorkerRequests, WorkerEvents> {
    this.#thread ??= this.#start();
    return this.#thread.channel;
  }

  dispose(): void {
    this.#thread?.dispose();
  }

  #start(): WorkerThread {
    const time = new Stopwatch();
    const thread = new WorkerThread(this.script, { firstRunId: this.#nextRunId }, (reason) => {
      this.#thread = null;
      this.log.workerStopped(this.name, reason, time.seconds);
      for (const { run } of [...this.#running.values()]) {
        this.#follow({ ...run, state: 'failed', message: reason.message });
      }
      this.events.stopped(reason);
    });
    thread.channel.on('readProgress', (progress) => this.events.readProgress(progress));
    thread.channel.on('runProgress', (progress) => this.events.runProgress(progress));
    thread.channel.on('reproduceProgress', (progress) => this.events.reproduceProgress(progress));
    thread.channel.on('runChanged', (run) => {
      this.#nextRunId = Math.max(this.#nextRunId, run.runId + 1);
      this.#follow(run);
    });
    return thread;
  }

  #follow(run: RunSummary): void {
    const started = this.#running.get(run.runId);
    if (run.state === 'running') {
      this.#running.set(run.runId, { run, time: started?.time ?? new Stopwatch() });
    } else if (started) {
      this.#running.delete(run.runId);
      this.log.run(this.name, run, started.time.seconds);
    }
    this.events.runChanged(run);
  }
}
