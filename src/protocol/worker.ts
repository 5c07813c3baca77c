import type { MessagePort } from 'node:worker_threads';
import type { Comparison, SideSummary } from '../comparison';
import type { TraceIndex } from '../statistics';
import type { TableFormat } from '../tables';
import type {
  LatencyUnitSetting,
  NameBytes,
  RememberedTable,
  RequestProfile,
  TimeUnitSetting,
  TraceTable,
} from '../trace';
import type { ReproduceProgress } from './figures';
import type {
  NamedProfile,
  PartialTrace,
  RunFile,
  RunProgress,
  RunRequest,
  RunSummary,
  SourceVersion,
  TraceQueries,
} from './queries';
import type { RequestFor } from './requests';
import type { Drawing, DrawingRequest, SweepOutline } from './sweepPage';

/** What crosses between the extension host and the worker thread; the queries are in `queries.ts`. Types only. */

export type TraceBytes =
  /** A file in any container that `worker/containers` knows. */
  | { readonly kind: 'file'; readonly path: string }
  /** Several files as one trace. A folder stands for the traces in it. */
  | { readonly kind: 'files'; readonly paths: readonly string[] }
  /** UTF-8 text in pieces of shared memory: a document with unsaved edits, or a file that only VS Code can read. */
  | { readonly kind: 'pieces'; readonly pieces: readonly Uint8Array[] };

/** `workerData` of a worker thread that holds a trace. */
export interface WorkerStart {
  /** Number of its first run: a worker that replaces a broken one continues its count. */
  readonly firstRunId: number;
}

export interface OpenRequest {
  readonly bytes: TraceBytes;
  /** For a file that the worker opens itself, it fills in `modified`. */
  readonly source: SourceVersion;
  readonly unit: LatencyUnitSetting;
  /** 'auto' by default. */
  readonly timeUnit?: TimeUnitSetting;
  /** Tables whose reading was once chosen. */
  readonly remembered?: readonly RememberedTable[];
}

/** What hovers need, in memory shared with the worker: the host answers from it without a message. */
export interface SharedTrace {
  /** Holds one message, the `SharedColumns`; a host that shows no text of the trace does not receive it. */
  readonly columns: MessagePort;
  readonly functionNames: NameBytes;
  /** Divide `table.latency` by this for seconds. */
  readonly unitsPerSecond: number;
}

export interface SharedColumns {
  readonly table: Omit<TraceTable, 'functionNames'>;
  readonly index: TraceIndex;
}

/** A file whose requests become a profile. */
export interface ForeignProfileRequest {
  readonly bytes: TraceBytes;
  /** The file's name without folders. */
  readonly name: string;
  /** The name of one function, or the last part of it; null for all. */
  readonly function: string | null;
}

/** The requests of a file that is no cold-start trace. */
export interface ForeignProfile extends Pick<RequestProfile, 'requests' | 'functions' | 'functionCount' | 'notes'> {
  /** What the file is: `Azure's invocation counts (2019)`. */
  readonly title: string;
  readonly profile: NamedProfile;
}

export interface WorkerRequests extends TraceQueries {
  /** Reads the trace, replacing the one before; runs are kept. Fails with a `TraceError` or a `FileError`. */
  open(request: OpenRequest): SharedTrace;
  /** SHA-256 of the trace's bytes, hexadecimal. Ready soon after the trace has been read. */
  traceHash(request: Record<string, never>): { readonly sha256: string };
  /** Applies another unit without reading the trace again. */
  setUnit(request: { readonly unit: LatencyUnitSetting }): SharedTrace;
  /**
   * A finished run's cold starts as bytes of a file: CSV (UTF-8) a page of rows at a time, the first one with the
   * header; Parquet in one answer.
   */
  exportRun(request: {
    readonly runId: number;
    readonly format: TableFormat;
    readonly from: number;
    readonly rows: number;
  }): {
    readonly bytes: Uint8Array;
    /** Row with which the next page begins, or null after the last one. */
    readonly next: number | null;
  };
  /** Reads a run file; fails with a `RunFileError` that names the file and what is wrong with it. */
  parseRunFile(request: { readonly text: string; readonly name: string }): RunFile;
  /** The run of each system. @param functionId number of the function that the file names; null if it names none */
  runFileRequests(request: { readonly file: RunFile; readonly functionId: number | null }): readonly RunRequest[];
  /**
   * The run file of runs that differ only in the system. Fails with a `RunFileError`.
   * @param name name of the trace's file
   */
  runFileText(request: { readonly requests: readonly RunRequest[]; readonly name: string }): RunFileText;
  /** The same for a sweep. Fails with a `SweepError` too. */
  sweepText(request: RequestFor<'sweepUnits'> & { readonly name: string }): RunFileText;
  /**
   * Counts the requests of a file that holds some and is no cold-start trace; null for any other file. Fails with a
   * `RequestProfileError` or a `FileError`.
   */
  foreignProfile(request: ForeignProfileRequest): ForeignProfile | null;
  /** All that a comparison needs of one of its sides. Ends early when the request is cancelled. */
  summarizeSide(request: { readonly side: OwnSide; readonly place: SidePlace; readonly pixels: number }): SideSummary;
  /** Compares sides of this trace and its runs, or of others that are summarized. Ends early when it is cancelled. */
  compareSides(request: CompareSidesRequest): Comparison;
  /** Reads the merged results of a sweep. Fails with a `SweepError` or a `FileError`. @param file a path */
  sweepOutline(request: { readonly file: string; readonly sweepName: string }): SweepOutline;
  sweepDrawing(request: { readonly file: string; readonly drawing: DrawingRequest }): Drawing;
  /** The runs of a point: one of its system, with all its seeds. */
  sweepPoint(request: { readonly file: string; readonly point: number }): RunFile;
  /** Writes a synthetic trace to `path`; without a path, answers it in pieces. */
  generate(request: GenerateRequest): { readonly bytes: number; readonly pieces: readonly Uint8Array[] };
}

type CompareRequest = RequestFor<'compare'>;
export type Side = CompareRequest['a'];
/** A side that the worker of its trace can summarize. */
export type OwnSide = Exclude<Side, { readonly kind: 'file' }>;
/** 0 for A, 1 for B. */
export type SidePlace = 0 | 1;

/** A side that has been summarized by the worker of another trace. */
export interface SummarizedSide {
  readonly kind: 'summary';
  readonly summary: SideSummary;
}

export interface CompareSidesRequest extends Omit<CompareRequest, 'a' | 'b'> {
  readonly a: OwnSide | SummarizedSide;
  readonly b: OwnSide | SummarizedSide;
}

export interface RunFileText {
  readonly text: string;
  /** What the runs replay, for the suggested file name: the name of a trace or profile, or `burst`. */
  readonly about: string;
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
