import { Worker } from 'node:worker_threads';
import type { Checkpoint, MeasuredRun, Run, RunResult, SummarizedRun, Workload } from '../simulation';

export type SimulationKind = 'result' | 'numbers' | 'measured';
export type Simulated = RunResult | SummarizedRun | MeasuredRun;

export type SimulationTask =
  | {
      readonly kind: SimulationKind;
      readonly run: Omit<Run, 'workload'>;
      /** Absent: that of the task before. */
      readonly workload: Workload | undefined;
    }
  | { readonly kind: 'cancel' };

export type SimulationAnswer =
  | { readonly kind: 'progress'; readonly fraction: number; readonly events: number }
  | { readonly kind: 'done'; readonly answer: Simulated }
  /** The run failed, or was cancelled. */
  | { readonly kind: 'failed' };

/** A thread that simulates one run at a time. It keeps no process alive while it is idle. */
export class SimulationWorker {
  alive = true;
  readonly #worker: Worker;
  /** The workload that the thread holds: most runs in a row have the same. */
  #workload: Workload | undefined;
  #listener: (answer: SimulationAnswer) => void = () => {};

  /** @param script the bundle of `simulationThread.ts` */
  constructor(script: string) {
    this.#worker = new Worker(script, { name: 'faasnet-simulate' });
    this.#worker.unref();
    this.#worker.on('message', (answer: SimulationAnswer) => this.#listener(answer));
    const end = () => {
      this.alive = false;
      this.#listener({ kind: 'failed' });
    };
    this.#worker.on('error', end);
    this.#worker.on('exit', end);
  }

  /** null if the run failed or the thread has died. Rejects with what the checkpoint throws. */
  async simulate(kind: SimulationKind, run: Run, checkpoint?: Checkpoint): Promise<Simulated | null> {
    if (!this.alive) return null;
    const { workload, ...rest } = run;
    let refused: { readonly error: unknown } | null = null;
    const ended = new Promise<Simulated | null>((resolve) => {
      this.#listener = (answer) => {
        if (answer.kind === 'done') resolve(answer.answer);
        else if (answer.kind === 'failed') resolve(null);
        else if (refused === null) void report(answer.fraction, answer.events);
      };
    });
    const report = async (fraction: number, events: number) => {
      try {
        await checkpoint?.(fraction, events);
      } catch (error) {
        refused = { error };
        this.#post({ kind: 'cancel' });
      }
    };
    this.#worker.ref();
    const known = workload === this.#workload;
    this.#workload = workload;
    this.#post({ kind, run: rest, workload: known ? undefined : workload });
    const answer = await ended;
    this.#worker.unref();
    const failure = refused as { readonly error: unknown } | null;
    if (failure) throw failure.error;
    return answer;
  }

  end(): void {
    void this.#worker.terminate();
  }

  #post(task: SimulationTask): void {
    this.#worker.postMessage(task);
  }
}
