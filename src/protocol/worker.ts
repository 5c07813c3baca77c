import type { MessagePort } from 'node:worker_threads';
import type { TraceIndex } from '../statistics';
import type { LatencyUnitSetting, TimeUnitSetting, TraceTable } from '../trace';
import type { ReproduceProgress } from './figures';
import type { PartialTrace, RunProgress, RunSummary, SourceVersion, TraceQueries } from './queries';

/** What crosses between the extension host and the worker thread, beside the queries. Types only. */

export type TraceBytes =
  | { readonly kind: 'file'; readonly path: string }
  /** UTF-8 text in pieces of shared memory, for documents with unsaved edits and for files that only VS Code can read. */
  | { readonly kind: 'pieces'; readonly pieces: readonly Uint8Array[] };

/** `workerData` of a worker thread that holds a trace. */
export interface WorkerStart {
  /** Number of its first run: a worker that takes a broken one's place goes on counting. */
  readonly firstRunId: number;
}

export interface OpenRequest {
  readonly bytes: TraceBytes;
  /** Of a file that the worker reads by itself, when it was changed is taken from what it opens. */
  readonly source: SourceVersion;
  readonly unit: LatencyUnitSetting;
  /** 'auto' by default. */
  readonly timeUnit?: TimeUnitSetting;
}

/** Names as UTF-8, one behind the other, in shared memory: a million strings would stop the thread that receives them. */
export interface NameBytes {
  readonly bytes: Uint8Array;
  /** Where each name ends. */
  readonly end: Uint32Array;
  /**
   * Numbers of the names + 1, 0 for a free slot, by the names' hashes: open addressing with linear probing, a power of two of slots. Empty
   * where there are too many names for it.
   */
  readonly slots: Uint32Array;
}

/** What a hover needs, in memory shared with the worker: the host answers from it without a message. */
export interface SharedTrace {
  /** Holds one message, the `SharedColumns`: a host that shows no text of the trace leaves them there. */
  readonly columns: MessagePort;
  readonly functionNames: NameBytes;
  /** Divide `table.latency` by this for seconds. */
  readonly unitsPerSecond: number;
  /** Of the trace's bytes, hexadecimal. */
  readonly sha256: string;
}

export interface SharedColumns {
  readonly table: Omit<TraceTable, 'functionNames'>;
  readonly index: TraceIndex;
}

export interface WorkerRequests extends TraceQueries {
  /** Reads the trace, replacing the one before; runs are kept. Fails with a TraceError's message and advice. */
  open(request: OpenRequest): SharedTrace;
  /** Applies another unit without reading again. */
  setUnit(request: { readonly unit: LatencyUnitSetting }): SharedTrace;
  /** A finished run's cold starts as CSV, UTF-8, a page of rows at a time; the first page begins with the header. */
  runCsv(request: { readonly runId: number; readonly from: number; readonly rows: number }): {
    readonly text: Uint8Array;
    /** Row with which the next page begins, or null after the last one. */
    readonly next: number | null;
  };
  /** Writes a synthetic trace to `path`, or answers it in pieces where there is no path to write to. */
  generate(request: GenerateRequest): { readonly bytes: number; readonly pieces: readonly Uint8Array[] };
}

export interface GenerateRequest {
  readonly rows: number;
  readonly seed: number;
  readonly path: string | null;
}

export interface WorkerEvents {
  readProgress: {
    readonly bytes: number;
    readonly totalBytes: number;
    readonly rows: number;
    /** null before the first row. */
    readonly partial: PartialTrace | null;
  };
  generateProgress: { readonly rows: number };
  runProgress: RunProgress;
  reproduceProgress: ReproduceProgress;
  runChanged: RunSummary;
}
