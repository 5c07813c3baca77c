import { errorSentence } from '../errors';
import type { ReplayedTrace, RunProgress, RunRequest, RunSummary } from '../protocol/queries';
import { requestKey } from '../protocol/requestKey';
import { RequestError } from '../protocol/rpc';
import {
  type Checkpoint,
  type Recording,
  type Run,
  type RunResult,
  type Simulator,
  simulateSeeds,
  simulatesHere,
  type WatchedWindow,
  watchFunction,
} from '../simulation';
import { throttled, turnTaker } from './turns';

/** Recordings that are kept, of any run: as many as there are systems side by side. One of 10,000 VMs is 35 MB. */
const MOST_RECORDINGS = 6;

export interface RunEvents {
  progress(progress: RunProgress): void;
  changed(summary: RunSummary): void;
}

interface Entry {
  summary: RunSummary;
  readonly run: Run;
  readonly abort: AbortController;
  result: RunResult | null;
  /** The VM recorded last, and the run's series with its traffic. */
  watched: { readonly vm: number; readonly series: RunResult['series'] } | null;
}

/** The runs of one trace, in the order of their starts, as many at a time as there are lanes. Kept until removed. */
export class RunStore {
  readonly #entries = new Map<number, Entry>();
  #nextId: number;
  #current: ReplayedTrace | null = null;
  #underWay = 0;
  readonly #queue: Entry[] = [];
  /** The last used first. */
  #recordings: readonly Recording[] = [];

  constructor(
    readonly events: RunEvents,
    firstId: number,
    readonly simulator: Simulator = simulatesHere,
  ) {
    this.#nextId = firstId;
  }

  /** The run, under way or done, that has the same result; null for none. */
  findEquivalent(request: RunRequest, trace: ReplayedTrace | null): number | null {
    for (const { summary } of this.#entries.values()) {
      const same = isSameRequest(summary.request, request) && change(summary.trace, trace) === null;
      if (same && isKept(summary)) return summary.runId;
    }
    return null;
  }

  /** Queues a run and returns its number. @param trace what it replays */
  start(request: RunRequest, run: Run, trace: ReplayedTrace | null): number {
    const runId = this.#nextId++;
    const summary: RunSummary = {
      runId,
      request,
      state: 'running',
      message: null,
      result: null,
      trace,
      outdated: change(trace, this.#current),
    };
    const entry: Entry = { summary, run, abort: new AbortController(), result: null, watched: null };
    this.#entries.set(runId, entry);
    this.events.changed(summary);
    this.#queue.push(entry);
    void this.#computeNext();
    return runId;
  }

  /** Marks the runs of earlier versions of the trace. */
  traceChanged(current: ReplayedTrace): void {
    this.#current = current;
    for (const entry of this.#entries.values()) {
      const outdated = change(entry.summary.trace, current);
      if (outdated !== entry.summary.outdated) this.#change(entry, { outdated });
    }
  }

  cancel(runId: number): void {
    const entry = this.#entry(runId);
    if (entry.summary.state !== 'running') return;
    entry.abort.abort();
    this.#change(entry, { state: 'cancelled' });
  }

  remove(runId: number): void {
    const entry = this.#entries.get(runId);
    if (!entry) return;
    // A running run is reported as cancelled to those who wait for its end.
    this.cancel(runId);
    entry.abort.abort();
    this.#entries.delete(runId);
    this.#recordings = this.#recordings.filter(({ run }) => run !== entry.run);
  }

  list(): readonly RunSummary[] {
    return [...this.#entries.values()].map((entry) => entry.summary);
  }

  /** The run's input and output. Throws a RequestError if there is no such run or it has not finished. */
  finished(runId: number): { readonly run: Run; readonly result: RunResult } {
    const { run, result } = this.#entry(runId);
    if (!result) throw new RequestError(`Run ${runId} has no result.`, 'Wait until it is done, or run it again.');
    return { run, result };
  }

  /**
   * As `finished`, with the traffic of a VM. Repeats the run to record it, and reports progress. Rejects when `signal`
   * aborts.
   */
  async watched(
    runId: number,
    vm: number,
    signal: AbortSignal,
  ): Promise<{ readonly run: Run; readonly result: RunResult }> {
    const { run, result } = this.finished(runId);
    const entry = this.#entry(runId);
    if (entry.watched?.vm !== vm) {
      const checkpoint = this.#checkpoint(runId, AbortSignal.any([signal, entry.abort.signal]));
      const { series } = await this.simulator.result({ ...run, watchedVm: vm }, checkpoint);
      entry.watched = { vm, series };
    }
    return { run, result: { ...result, series: entry.watched.series } };
  }

  /**
   * What happened to one function of a finished run in this time, and perhaps before and after: simulates the run again
   * to record it, and reports progress. Rejects when `signal` aborts.
   */
  async recording(runId: number, window: WatchedWindow, signal: AbortSignal): Promise<Recording> {
    const { run } = this.finished(runId);
    const entry = this.#entry(runId);
    const checkpoint = this.#checkpoint(runId, AbortSignal.any([signal, entry.abort.signal]));
    const known = this.#recordings.find((one) => one.run === run && covers(one, window));
    const recording = known ?? (await watchFunction(run, window, checkpoint));
    const others = this.#recordings.filter((one) => one !== recording);
    this.#recordings = [recording, ...others].slice(0, MOST_RECORDINGS);
    return recording;
  }

  /** Reports progress and yields to the thread's event loop. */
  #checkpoint(runId: number, signal: AbortSignal): Checkpoint {
    const started = performance.now();
    const turn = turnTaker(signal);
    const report = throttled(this.events.progress);
    return (fraction, events) => {
      report(progressOf(runId, fraction, events, (performance.now() - started) / 1000));
      return turn();
    };
  }

  #entry(runId: number): Entry {
    const entry = this.#entries.get(runId);
    if (!entry) throw new RequestError(`There is no run ${runId}.`, 'Run it again.');
    return entry;
  }

  /** Computes queued runs until all lanes are taken or none is left. */
  async #computeNext(): Promise<void> {
    if (this.#underWay >= this.simulator.lanes) return;
    const entry = this.#queue.shift();
    if (!entry) return;
    this.#underWay++;
    await this.#compute(entry);
    this.#underWay--;
    void this.#computeNext();
  }

  async #compute(entry: Entry): Promise<void> {
    const { signal } = entry.abort;
    if (signal.aborted) return;
    const started = performance.now();
    const { runId, request } = entry.summary;
    try {
      const checkpoint = this.#checkpoint(runId, signal);
      const { result, numbers } = await simulateSeeds(entry.run, request.seeds, checkpoint, this.simulator);
      signal.throwIfAborted();
      const wallSeconds = (performance.now() - started) / 1000;
      entry.result = result;
      this.#change(entry, { state: 'done', result: { ...numbers, wallSeconds } });
    } catch (error) {
      if (signal.aborted) return;
      this.#change(entry, { state: 'failed', message: errorSentence(error) });
    }
  }

  #change(entry: Entry, change: Partial<RunSummary>): void {
    entry.summary = { ...entry.summary, ...change };
    this.events.changed(entry.summary);
  }
}

/** What has changed in the trace since a run replayed it; null for nothing, and for a run without a trace. */
function change(replayed: ReplayedTrace | null, current: ReplayedTrace | null): RunSummary['outdated'] {
  if (!replayed || !current) return null;
  if (replayed.sha256 !== current.sha256) return 'trace';
  return replayed.unit === current.unit ? null : 'unit';
}

/** Whether a recording has all of a window, or as much of it as can be recorded. */
function covers({ watch: { window }, to }: Recording, wanted: WatchedWindow): boolean {
  if (window.functionId !== wanted.functionId || window.from > wanted.from) return false;
  return to >= wanted.to || (window.from === wanted.from && window.to === wanted.to);
}

function isKept(summary: RunSummary): boolean {
  return summary.state === 'running' || summary.state === 'done';
}

function isSameRequest(a: RunRequest, b: RunRequest): boolean {
  // Cheap parts first: a profile may be megabytes of text.
  return a.system === b.system && a.seed === b.seed && requestKey(a) === requestKey(b);
}

function progressOf(runId: number, fraction: number, events: number, elapsed: number): RunProgress {
  return {
    runId,
    fraction,
    eventsPerSecond: elapsed > 0 ? events / elapsed : 0,
    secondsLeft: fraction > 0 && elapsed > 0.2 ? (elapsed * (1 - fraction)) / fraction : null,
  };
}
