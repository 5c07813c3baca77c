import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LatencyColumns, LatencyOrders, RowColumns, RowFacts } from '../statistics';
import type { ThreadBlock, ThreadJob } from '../trace';

/**
 * A file of its own in `dist/`, which a program and its `start.ts` share. It imports nothing but Node's modules: a
 * thread takes as long to start as the program takes to load, 30 ms, and both happen at once.
 */

type Work =
  | { readonly kind: 'scan'; readonly job: ThreadJob }
  | { readonly kind: 'hash'; readonly size: number }
  | { readonly kind: 'sort'; readonly columns: LatencyColumns }
  | { readonly kind: 'facts'; readonly columns: RowColumns };

export interface ThreadTask {
  readonly id: number;
  readonly fd: number;
  readonly what: Work;
}

export type ThreadAnswer =
  | { readonly ready: true }
  | { readonly id: number; readonly blocks: readonly ThreadBlock[] }
  | { readonly id: number; readonly sha256: string }
  | { readonly id: number; readonly orders: LatencyOrders }
  | { readonly id: number; readonly facts: RowFacts }
  | { readonly id: number; readonly done: true };

let tasks = 0;

/** A thread that reads blocks of files, and does other work on their rows. It keeps no process alive. */
export class ReadingThread {
  ready = false;
  alive = true;
  /** Called when the thread ends, also by a failure. */
  onEnd: () => void = () => {};
  readonly #worker: Worker;
  readonly #listeners = new Map<number, (answer: ThreadAnswer | null) => void>();

  /** @param script the bundle of `scanThread.ts` */
  constructor(script: string) {
    this.#worker = new Worker(script, { name: 'faasnet-read' });
    this.#worker.unref();
    this.#worker.on('message', (answer: ThreadAnswer) => {
      if ('ready' in answer) this.ready = true;
      else this.#listeners.get(answer.id)?.('done' in answer ? null : answer);
    });
    const end = () => {
      this.alive = false;
      this.onEnd();
      for (const listener of this.#listeners.values()) listener(null);
    };
    this.#worker.on('error', end);
    this.#worker.on('exit', end);
  }

  /** Yields the answers to a task. Ends when the task is done or the thread has died. */
  async *ask(fd: number, what: Work): AsyncGenerator<ThreadAnswer> {
    if (!this.alive) return;
    const id = tasks++;
    const answers: (ThreadAnswer | null)[] = [];
    let wake = () => {};
    this.#listeners.set(id, (answer) => {
      answers.push(answer);
      wake();
    });
    this.#worker.ref();
    this.#worker.postMessage({ id, fd, what } satisfies ThreadTask);
    try {
      for (;;) {
        for (let answer = answers.shift(); answer !== undefined; answer = answers.shift()) {
          if (answer === null) return;
          yield answer;
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      this.#listeners.delete(id);
      if (this.#listeners.size === 0) this.#worker.unref();
    }
  }

  end(): void {
    void this.#worker.terminate();
  }
}

/** Threads that no pool has taken yet. */
const early: ReadingThread[] = [];

/** The threads that a pool starts: this one reads too, so one for each other core. */
export function otherCores(): number {
  return availableParallelism() - 1;
}

/** A file that is no plain text needs no threads. */
const MOST_UNUSED_MS = 30_000;

/** Starts a pool's threads before there is one. @param folder of the bundles */
export function startThreadsEarly(folder: string): void {
  while (early.length < otherCores()) early.push(new ReadingThread(path.join(folder, 'scan.js')));
  setTimeout(() => {
    for (const thread of early.splice(0)) thread.end();
  }, MOST_UNUSED_MS).unref();
}

/** A thread that was started early; null if there is none left. */
export function earlyThread(): ReadingThread | null {
  for (let thread = early.pop(); thread; thread = early.pop()) if (thread.alive) return thread;
  return null;
}
