import * as vscode from 'vscode';
import { errorText } from '../../errors';
import type { LiveTrace } from '../../live';
import type { TraceStatus } from '../../protocol/dashboard';
import type { ReproduceProgress } from '../../protocol/figures';
import type { RunProgress, RunSummary } from '../../protocol/queries';
import type { AnswerOf, RequestOf } from '../../protocol/rpc';
import type { SharedTrace, WorkerEvents, WorkerRequests } from '../../protocol/worker';
import { type LazyColumns, preview } from '../../worker';
import { fileName, openDocument } from '../documents';
import { type Log, Stopwatch } from '../log';
import { latencyUnit, tablesOf, timeUnit } from '../settings';
import { failedStatus } from './failedStatus';
import { isFileChanged } from './fileState';
import { LiveDocument } from './liveDocument';
import { type ReadTrace, readTraceFrom } from './readTrace';
import { SessionWorker } from './sessionWorker';
import { traceSource } from './traceSource';

/** How far reading has come. */
type ReadProgress = WorkerEvents['readProgress'];

const NOTHING_READ: ReadProgress = { bytes: 0, totalBytes: 0, rows: 0, partial: null };

/** Requests of the worker that callers may make; reading is the session's own business. */
export type SessionRequests = Omit<WorkerRequests, 'open' | 'setUnit'>;

/**
 * One trace, or none (for bursts and profiles), with the worker thread that holds its table and its runs. The trace is
 * read when it is first needed and again when it has changed; until the new reading is complete, the session keeps
 * answering from the old one.
 */
export class TraceSession implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #runProgress = new vscode.EventEmitter<RunProgress>();
  readonly #runChanged = new vscode.EventEmitter<RunSummary>();
  readonly #reproduceProgress = new vscode.EventEmitter<ReproduceProgress>();
  /**
   * After every change of `status`, `progress` or `trace`. A trace read anew, or in another unit, has a new `status`
   * object.
   */
  readonly onDidChange = this.#changed.event;
  readonly onRunProgress = this.#runProgress.event;
  readonly onRunChanged = this.#runChanged.event;
  readonly onReproduceProgress = this.#reproduceProgress.event;

  #status: TraceStatus;
  #trace: ReadTrace | null = null;
  #columns: LazyColumns | null = null;
  #progress: ReadProgress | null = null;
  readonly #live = new LiveDocument();
  #fullTableHolds = 0;
  readonly #worker: SessionWorker;
  #reading: { readonly abort: AbortController; readonly ended: Promise<void> } | null = null;

  constructor(
    /** null for a session without a trace. */
    readonly uri: vscode.Uri | null,
    workerScript: string,
    readonly log: Log,
  ) {
    this.#status = uri ? { state: 'reading', ...NOTHING_READ } : { state: 'none' };
    this.#worker = new SessionWorker(this.name, workerScript, log, {
      readProgress: (progress) => {
        if (this.#reading) this.#report(progress);
      },
      runProgress: (progress) => this.#runProgress.fire(progress),
      runChanged: (run) => this.#runChanged.fire(run),
      reproduceProgress: (progress) => this.#reproduceProgress.fire(progress),
      stopped: (reason) => {
        if (this.uri) this.#fail(reason);
        this.#changed.fire();
      },
    });
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
   * The trace with the edits since it was read; a new object after each edit. null before the trace is read, and after
   * edits that require reading all of it again.
   */
  get live(): LiveTrace | null {
    return this.#live.trace;
  }

  /** Whether the lines of `live` are those of the current document. */
  isOf(document: vscode.TextDocument): boolean {
    return this.#live.isOf(document);
  }

  /**
   * If no document shows the file that was read yet, takes this one, which must have no unsaved edits.
   */
  adopt(document: vscode.TextDocument): void {
    this.#live.adopt(document);
  }

  /** Follows an edit of the document. Reads only the lines that the edit touched. */
  edited(event: vscode.TextDocumentChangeEvent): void {
    this.#live.edited(event, this.#reading !== null);
    this.#changed.fire();
  }

  /** Forgets a document that was closed. */
  closed(document: vscode.TextDocument): void {
    this.#live.closed(document);
    this.#changed.fire();
  }

  /**
   * To be called when edits have paused: reads the whole trace again if they require it.
   * @param document shows the trace, if one does
   */
  async afterEdits(document: vscode.TextDocument | undefined): Promise<void> {
    const isMissed = document?.isDirty === true && !this.#reading && !this.isOf(document);
    const isFullTableBehind = this.#fullTableHolds > 0 && this.#live.isAhead;
    if (!this.#trace || !this.live || isMissed || isFullTableBehind) await this.read();
  }

  /** While it is held, the whole trace is read again after edits, for answers that need the full table. */
  requireFullTable(): vscode.Disposable {
    this.#fullTableHolds++;
    if (this.#live.isAhead && !this.#reading) void this.read();
    return { dispose: () => this.#fullTableHolds-- };
  }

  /**
   * Resolves when no reading is under way and the table holds every edit, or the trace has turned out to be unreadable.
   */
  async untilFullyRead(): Promise<void> {
    await this.untilIdle();
    if (this.#live.isAhead) await this.read();
  }

  /** Resolves when no reading is under way. */
  async untilIdle(): Promise<void> {
    while (this.#reading) await this.#reading.ended;
  }

  /** Reads the trace (again), aborting a reading under way. Resolves when that has ended, well or not. */
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

  /** Reads the trace again if its file is not the one that was read: file systems do not report every change. */
  async readIfFileChanged(): Promise<void> {
    const source = this.#trace?.overview.source;
    if (this.#reading || source?.kind !== 'disk' || !this.uri || !this.#trace) return;
    if (await isFileChanged(this.uri, source.modified, this.#trace.overview.bytes)) await this.read();
  }

  /** Aborts the reading under way. What had been read before it stays. */
  cancelReading(): void {
    if (!this.#reading) return;
    this.#reading.abort.abort();
    this.#reading = null;
    this.#progress = null;
    this.#status = this.#trace ? { state: 'ready' } : { state: 'cancelled' };
    this.#changed.fire();
  }

  /** Asks the worker, which is started again first if it has stopped. Rejects with a RequestError. */
  async request<N extends keyof SessionRequests>(
    name: N,
    request: RequestOf<WorkerRequests, N>,
    signal?: AbortSignal,
  ): Promise<AnswerOf<WorkerRequests, N>> {
    if (!this.#worker.isStarted && this.uri) await (this.#reading ? this.untilIdle() : this.read());
    const time = new Stopwatch();
    try {
      return await this.#worker.channel.request(name, request, { signal });
    } catch (error) {
      // A closed channel is either logged as a stop of the worker, or closed by this session.
      const isExpected = signal?.aborted || errorText(error).code === 'closed';
      if (!isExpected) this.log.failed(`Query ${name} of ${this.name}`, error, time.seconds);
      throw error;
    }
  }

  onGenerateProgress(listener: (rows: number) => void): () => void {
    return this.#worker.channel.on('generateProgress', ({ rows }) => listener(rows));
  }

  /** Applies the unit of the settings. Nothing is read again. */
  async applyUnit(): Promise<void> {
    await this.untilIdle();
    if (!this.uri || !this.#trace || !this.#worker.isStarted) return;
    const shared = await this.#worker.channel.request('setUnit', { unit: latencyUnit(this.uri) });
    this.#live.setUnit(await this.#receive(shared));
    this.#changed.fire();
  }

  dispose(): void {
    this.#reading?.abort.abort();
    this.#worker.dispose();
    this.#releaseColumns();
    for (const emitter of [this.#changed, this.#runProgress, this.#runChanged, this.#reproduceProgress]) {
      emitter.dispose();
    }
  }

  async #read(uri: vscode.Uri, signal: AbortSignal): Promise<void> {
    const time = new Stopwatch();
    this.#report(NOTHING_READ);
    this.#live.readingBegins();
    try {
      const { bytes, source, shownBy } = await traceSource(uri, signal);
      const unit = latencyUnit(uri);
      const times = timeUnit(uri);
      const remembered = tablesOf(uri);
      if (!this.#trace && bytes.kind === 'file') {
        // The first rows are shown before the worker starts: starting it takes a processor that is needed to show them.
        this.#preview(await preview(bytes.path, unit, times, remembered), signal);
      }
      const { channel } = this.#worker;
      const shared = await channel.request('open', { bytes, source, unit, timeUnit: times, remembered }, { signal });
      const trace = await this.#receive(shared, signal);
      this.#live.readingEnded(trace, shownBy);
      // It may have been opened while the file was read.
      const document = openDocument(uri);
      if (document) this.adopt(document);
      this.log.fileRead(this.name, trace.overview.bytes, trace.overview.account, time.seconds);
    } catch (error) {
      if (signal.aborted) return this.log.readingCancelled(this.name, time.seconds);
      this.log.readingFailed(this.name, error, time.seconds);
      this.#fail(error);
    }
  }

  #preview(progress: ReadProgress | null, signal: AbortSignal): void {
    signal.throwIfAborted();
    if (progress) this.#report(progress);
  }

  async #receive(shared: SharedTrace, signal?: AbortSignal): Promise<ReadTrace> {
    const overview = await this.#worker.channel.request('overview', {}, { signal });
    signal?.throwIfAborted();
    const { trace, columns } = readTraceFrom(shared, overview);
    this.#releaseColumns();
    this.#columns = columns;
    this.#trace = trace;
    this.#status = { state: 'ready' };
    return trace;
  }

  /** Releases the columns if nothing read them. Call only after a new trace has replaced theirs. */
  #releaseColumns(): void {
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
    this.#trace = null;
    this.#releaseColumns();
    this.#live.forget();
    this.#status = failedStatus(error);
  }
}
