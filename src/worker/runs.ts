import type { RunNumbers, RunProgress, RunRequest, RunSummary } from '../protocol/queries';
import { RequestError } from '../protocol/rpc';
import { type Run, type RunResult, simulate, summarizeRun } from '../simulation';
import { throttled, turnTaker } from './turns';

export interface RunEvents {
  progress(progress: RunProgress): void;
  changed(summary: RunSummary): void;
}

interface Entry {
  summary: RunSummary;
  readonly run: Run;
  /** What the run's result depends on beside its request: the version of the trace it replays, 0 for none. */
  readonly traceVersion: number;
  readonly abort: AbortController;
  result: RunResult | null;
}

/** The simulations of one trace: computed one after the other, kept until removed. */
export class Runs {
  readonly #entries = new Map<number, Entry>();
  #nextId: number;
  #last: Promise<void> = Promise.resolve();

  constructor(
    readonly events: RunEvents,
    firstId: number,
  ) {
    this.#nextId = firstId;
  }

  /**
   * Queues a run and answers its number. A run is a pure function of its request and the trace, so asking again for one that is
   * under way or done answers the one that there is.
   */
  start(request: RunRequest, run: Run, traceVersion: number): number {
    const same = [...this.#entries.values()].find(
      (entry) =>
        entry.traceVersion === traceVersion && isKept(entry.summary) && isSameRequest(entry.summary.request, request),
    );
    if (same) return same.summary.runId;
    const runId = this.#nextId++;
    const summary: RunSummary = { runId, request, state: 'running', message: null, result: null };
    const entry: Entry = { summary, run, traceVersion, abort: new AbortController(), result: null };
    this.#entries.set(runId, entry);
    this.events.changed(summary);
    this.#last = this.#last.then(() => this.#compute(entry));
    return runId;
  }

  cancel(runId: number): void {
    const entry = this.#entry(runId);
    if (entry.summary.state !== 'running') return;
    entry.abort.abort();
    this.#change(entry, { state: 'cancelled' });
  }

  remove(runId: number): void {
    this.#entries.get(runId)?.abort.abort();
    this.#entries.delete(runId);
  }

  list(): readonly RunSummary[] {
    return [...this.#entries.values()].map((entry) => entry.summary);
  }

  /** The run's input and output; throws a RequestError where there is no such run, or it has not finished. */
  finished(runId: number): { readonly run: Run; readonly result: RunResult } {
    const { run, result } = this.#entry(runId);
    if (!result) throw new RequestError(`Run ${runId} has no result.`, 'Wait until it is done, or run it again.');
    return { run, result };
  }

  #entry(runId: number): Entry {
    const entry = this.#entries.get(runId);
    if (!entry) throw new RequestError(`There is no run ${runId}.`, 'Run it again.');
    return entry;
  }

  async #compute(entry: Entry): Promise<void> {
    const { signal } = entry.abort;
    if (signal.aborted) return;
    const started = performance.now();
    const turn = turnTaker(signal);
    const report = throttled(this.events.progress);
    try {
      const result = await simulate(entry.run, (fraction, events) => {
        report(progressOf(entry.summary.runId, fraction, events, (performance.now() - started) / 1000));
        return turn();
      });
      signal.throwIfAborted();
      const wallSeconds = (performance.now() - started) / 1000;
      const numbers: RunNumbers = { ...summarizeRun(entry.run, result), wallSeconds };
      entry.result = result;
      this.#change(entry, { state: 'done', result: numbers });
    } catch (error) {
      if (signal.aborted) return;
      this.#change(entry, { state: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  #change(entry: Entry, change: Partial<RunSummary>): void {
    entry.summary = { ...entry.summary, ...change };
    this.events.changed(entry.summary);
  }
}

function isKept(summary: RunSummary): boolean {
  return summary.state === 'running' || summary.state === 'done';
}

function isSameRequest(a: RunRequest, b: RunRequest): boolean {
  return canonical(a) === canonical(b);
}

/** JSON with its keys in order. */
function canonical(request: RunRequest): string {
  return JSON.stringify(request, (_, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function progressOf(runId: number, fraction: number, events: number, elapsed: number): RunProgress {
  return {
    runId,
    fraction,
    eventsPerSecond: elapsed > 0 ? events / elapsed : 0,
    secondsLeft: fraction > 0 && elapsed > 0.2 ? (elapsed * (1 - fraction)) / fraction : null,
  };
}
