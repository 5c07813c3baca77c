import * as vscode from 'vscode';
import type { LiveTrace } from '../../live';
import type { TraceStatus } from '../../protocol/dashboard';
import type { ReproduceProgress } from '../../protocol/figures';
import type { Overview, RunProgress, RunSummary } from '../../protocol/queries';
import { type AnswerOf, RequestError, type RequestOf } from '../../protocol/rpc';
import type { SharedTrace, WorkerEvents, WorkerRequests } from '../../protocol/worker';
import type { HoverTable, TraceIndex } from '../../statistics';
import type { LatencyUnitSetting } from '../../trace';
import { firstSight, HeldColumns, SharedNames } from '../../worker';
import { latencyUnit } from '../settings';
import { LiveDocument } from './liveDocument';
import { fileName, traceSource } from './traceSource';
import { WorkerThread } from './workerThread';

/** A trace as it was last read. */
export interface ReadTrace {
  /** Taken into this thread's hands when they are first asked for: not to be touched where there is no need. */
  readonly table: HoverTable;
  readonly index: TraceIndex;
  readonly functionNames: SharedNames;
  /** Divide `table.latency` by this for seconds. */
  readonly unitsPerSecond: number;
  /** Of the trace's bytes, hexadecimal. */
  readonly sha256: string;
  readonly overview: Overview;
  /** False where its functions are too many to be found by name, which edited lines need. */
  readonly canFollowEdits: boolean;
}

/** How far reading has come. */
export type ReadProgress = WorkerEvents['readProgress'];

const NOTHING_READ: ReadProgress = { bytes: 0, totalBytes: 0, rows: 0, partial: null };

/** Requests of the worker that callers may make; reading is the session's own business. */
export type SessionRequests = Omit<WorkerRequests, 'open' | 'setUnit'>;

/**
 * One trace, or none (for bursts), with the worker thread that holds its table and its runs. It is read when first wanted, again when told
 * that it changed, and goes on showing what it had until the new reading is complete.
 */
export class TraceSession implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #runProgress = new vscode.EventEmitter<RunProgress>();
  readonly #runChanged = new vscode.EventEmitter<RunSummary>();
  readonly #reproduceProgress = new vscode.EventEmitter<ReproduceProgress>();
  /** After every change of `status`, `progress` or `trace`. A trace read anew, or in another unit, has a `status` object of its own. */
  readonly onDidChange = this.#changed.event;
  readonly onRunProgress = this.#runProgress.event;
  readonly onRunChanged = this.#runChanged.event;
  readonly onReproduceProgress = this.#reproduceProgress.event;

  #status: TraceStatus;
  #trace: ReadTrace | null = null;
  #columns: HeldColumns | null = null;
  #progress: ReadProgress | null = null;
  readonly #live = new LiveDocument();
  #wholeHeld = 0;
  #thread: WorkerThread | null = null;
  #reading: { readonly abort: AbortController; readonly ended: Promise<void> } | null = null;
  /** Runs under way, to be reported as failed should the thread stop. */
  readonly #running = new Map<number, RunSummary>();
  #nextRunId = 1;

  constructor(
    /** null for a session without a trace. */
    readonly uri: vscode.Uri | null,
    readonly workerScript: string,
  ) {
    this.#status = uri ? { state: 'reading', ...NOTHING_READ } : { state: 'none' };
  }

  get name(): string {
    return this.uri ? fileName(this.uri) : 'Burst';
  }
  get status(): TraceStatus {
    return this.#status;
  }
  get trace(): ReadTrace | null {
    return this.#trace;
  }
  /** null while nothing is being read. */
  get progress(): ReadProgress | null {
    return this.#progress;
  }

  /**
   * The trace with the edits since, another object after each of them; null before it was read, and where edits are such that all of
   * it has to be read again.
   */
  get live(): LiveTrace | null {
    return this.#live.trace;
  }

  /** Whether the lines of `live` are those of the document as it is now. */
  matches(document: vscode.TextDocument): boolean {
    return this.#live.matches(document);
  }

  /** Follows an edit of the document. Nothing but the lines it touched is read. */
  edited(event: vscode.TextDocumentChangeEvent): void {
    this.#live.edited(event, this.#reading !== null);
    this.#changed.fire();
  }

  /** Takes note that the document is gone. */
  closed(document: vscode.TextDocument): void {
    this.#live.closed(document);
    this.#changed.fire();
  }

  /** To be called once edits have come to a rest: reads all of it again where that is needed. */
  async editsEnded(): Promise<void> {
    if (!this.#trace || !this.live || (this.#wholeHeld > 0 && this.#live.isAhead)) await this.read();
  }

  /** While it is held, edits are followed by reading all of the trace again, for what only the whole table tells. */
  holdWhole(): vscode.Disposable {
    this.#wholeHeld++;
    if (this.#live.isAhead && !this.#reading) void this.read();
    return { dispose: () => this.#wholeHeld-- };
  }

  /** Resolves when no reading is under way and the table holds every edit; the trace may have turned out not to be readable. */
  async whole(): Promise<void> {
    await this.settled();
    if (this.#live.isAhead) await this.read();
  }

  /** Resolves when no reading is under way. */
  async settled(): Promise<void> {
    while (this.#reading) await this.#reading.ended;
  }

  /** Reads the trace, or reads it again, giving up a reading under way. Resolves when that has ended, well or not. */
  async read(): Promise<void> {
    if (!this.uri) return;
    this.#reading?.abort.abort();
    const abort = new AbortController();
    const ended = this.#read(this.uri, abort.signal).then(() => {
      if (this.#reading?.abort !== abort) return;
      this.#reading = null;
      this.#progress = null;
      this.#changed.fire();
    });
    this.#reading = { abort, ended };
    await ended;
  }

  /** Gives up the reading under way. What had been read before it stays. */
  cancelReading(): void {
    if (!this.#reading) return;
    this.#reading.abort.abort();
    this.#reading = null;
    this.#progress = null;
    this.#status = this.#trace ? { state: 'ready' } : { state: 'cancelled' };
    this.#changed.fire();
  }

  /** Asks the worker, which is started again first should it have stopped. Rejects with a RequestError. */
  async request<N extends keyof SessionRequests>(
    name: N,
    request: RequestOf<WorkerRequests, N>,
    signal?: AbortSignal,
  ): Promise<AnswerOf<WorkerRequests, N>> {
    if (!this.#thread && this.uri) await (this.#reading ? this.settled() : this.read());
    return this.#connected().channel.request(name, request, { signal });
  }

  onGenerateProgress(listener: (rows: number) => void): () => void {
    return this.#connected().channel.on('generateProgress', ({ rows }) => listener(rows));
  }

  /** Applies the unit that the settings name now. Nothing is read again. */
  async applyUnit(): Promise<void> {
    await this.settled();
    if (!this.uri || !this.#trace || !this.#thread) return;
    this.#live.adoptUnit(
      await this.#adopt(await this.#thread.channel.request('setUnit', { unit: latencyUnit(this.uri) })),
    );
    this.#changed.fire();
  }

  dispose(): void {
    this.#reading?.abort.abort();
    this.#thread?.dispose();
    this.#release();
    for (const emitter of [this.#changed, this.#runProgress, this.#runChanged, this.#reproduceProgress]) {
      emitter.dispose();
    }
  }

  async #read(uri: vscode.Uri, signal: AbortSignal): Promise<void> {
    this.#report(NOTHING_READ);
    this.#live.readingBegins();
    try {
      const { bytes, source, shownBy } = await traceSource(uri, signal);
      const unit = latencyUnit(uri);
      if (!this.#trace && bytes.kind === 'file') await this.#look(bytes.path, unit, signal);
      const { channel } = this.#connected();
      const shared = await channel.request('open', { bytes, source, unit }, { signal });
      this.#live.adopt(await this.#adopt(shared, signal), shownBy);
    } catch (error) {
      if (!signal.aborted) this.#fail(error);
    }
  }

  /** Has something to show before the worker has started, which takes a processor that is needed to show it. */
  async #look(path: string, unit: LatencyUnitSetting, signal: AbortSignal): Promise<void> {
    const sight = await firstSight(path, unit);
    signal.throwIfAborted();
    if (sight) this.#report(sight);
  }

  async #adopt(shared: SharedTrace, signal?: AbortSignal): Promise<ReadTrace> {
    const overview = await this.#connected().channel.request('overview', {}, { signal });
    signal?.throwIfAborted();
    const { unitsPerSecond, sha256 } = shared;
    const functionNames = new SharedNames(shared.functionNames);
    const columns = new HeldColumns(shared.columns);
    this.#release();
    this.#columns = columns;
    let table: HoverTable | undefined;
    this.#trace = {
      get table() {
        table ??= { ...columns.table, functionNames };
        return table;
      },
      get index() {
        return columns.index;
      },
      functionNames,
      unitsPerSecond,
      sha256,
      overview,
      canFollowEdits: functionNames.areFound,
    };
    this.#status = { state: 'ready' };
    return this.#trace;
  }

  /** Gives up what nobody has needed of the trace before, once the one after it has taken its place everywhere. */
  #release(): void {
    const columns = this.#columns;
    setImmediate(() => columns?.release());
    this.#columns = null;
  }

  #report(progress: ReadProgress): void {
    this.#progress = progress;
    if (!this.#trace) this.#status = { state: 'reading', ...progress };
    this.#changed.fire();
  }

  #fail(error: unknown): void {
    const { message, advice } = error instanceof RequestError ? error : new RequestError(String(error));
    this.#trace = null;
    this.#release();
    this.#live.forget();
    this.#status = { state: 'failed', message, advice };
  }

  #connected(): WorkerThread {
    if (this.#thread) return this.#thread;
    const thread = new WorkerThread(this.workerScript, { firstRunId: this.#nextRunId }, (reason) => {
      this.#thread = null;
      this.#stopped(reason);
    });
    thread.channel.on('readProgress', (progress) => {
      if (this.#reading) this.#report(progress);
    });
    thread.channel.on('runProgress', (progress) => this.#runProgress.fire(progress));
    thread.channel.on('reproduceProgress', (progress) => this.#reproduceProgress.fire(progress));
    thread.channel.on('runChanged', (run) => {
      this.#nextRunId = Math.max(this.#nextRunId, run.runId + 1);
      if (run.state === 'running') this.#running.set(run.runId, run);
      else this.#running.delete(run.runId);
      this.#runChanged.fire(run);
    });
    this.#thread = thread;
    return thread;
  }

  /** The thread ended by itself: its runs are gone, and so is the table it would answer from. */
  #stopped(reason: RequestError): void {
    for (const run of this.#running.values()) {
      this.#runChanged.fire({ ...run, state: 'failed', message: reason.message });
    }
    this.#running.clear();
    if (this.uri) this.#fail(reason);
    this.#changed.fire();
  }
}
