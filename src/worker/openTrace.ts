import type { ReplayedTrace, SourceVersion } from '../protocol/queries';
import type { OpenRequest, SharedTrace, WorkerEvents } from '../protocol/worker';
import {
  beginIndex,
  type FunctionFacts,
  functionFacts,
  RunningSummary,
  type TraceIndex,
  unitInForce,
} from '../statistics';
import { SyntheticCheck } from '../synthetic';
import {
  type ByteSource,
  type LatencyUnitSetting,
  type NameBytes,
  namesAsBytes,
  type ReadProgress,
  readTrace,
  type TraceFile,
  unitsPerSecond,
} from '../trace';
import { type TraceText, traceText } from './containers';
import { HashedSource } from './hashedSource';
import { portWith } from './lazyColumns';
import { openBytes, pathsOf } from './openBytes';
import { readProgress } from './readProgress';
import { withRuntimesBeside } from './runtimesBeside';
import type { FileThreads, ThreadPool } from './threadPool';
import { throttled, turnTaker } from './turns';

/** A trace that has been read, with everything that its queries need. */
export interface OpenTrace {
  readonly file: TraceFile;
  readonly index: TraceIndex;
  readonly facts: FunctionFacts;
  readonly source: SourceVersion;
  readonly unit: LatencyUnitSetting;
  /** The functions' names for the host. */
  readonly names: NameBytes;
  /** SHA-256 of the trace's bytes, hexadecimal: known a little later than everything else. */
  readonly sha256: Promise<string>;
}

/**
 * Reads and sorts a trace. Rejects with a `TraceError`, a `FileError`, or the signal's reason once it is aborted.
 * @param pool threads for large files; without it, this thread reads alone
 */
export async function openTrace(
  request: OpenRequest,
  report: (progress: WorkerEvents['readProgress']) => void,
  signal: AbortSignal,
  pool?: ThreadPool,
): Promise<OpenTrace> {
  const stored = await openBytes(request.bytes, request.source.name);
  const { files, bytes, single } = stored;
  const modified = stored.modified ?? request.source.modified;
  const opened = { ...request, source: { ...request.source, modified } };
  try {
    const text = await traceText(files, request, signal);
    const open = (threads: FileThreads | null) => openSource(text, bytes, threads, opened, report, signal);
    // Threads read the file itself, so only if that is the text.
    const trace = await (pool && single && text.source === single ? pool.use(single, open, isHashed) : open(null));
    void isHashed(trace).then(stored.close);
    return trace;
  } catch (error) {
    await stored.close();
    throw error;
  }
}

/** Resolves once nothing more is read from the trace's file. */
function isHashed({ sha256 }: OpenTrace): Promise<unknown> {
  return sha256.catch(() => null);
}

/** @param stored the bytes to hash: those of `text` before they were unpacked */
async function openSource(
  text: TraceText,
  stored: ByteSource,
  threads: FileThreads | null,
  request: OpenRequest,
  report: (progress: WorkerEvents['readProgress']) => void,
  signal: AbortSignal,
): Promise<OpenTrace> {
  const turn = turnTaker(signal);
  const summary = new RunningSummary(request.unit);
  const synthetic = new SyntheticCheck();
  const progress = throttled((read: ReadProgress) => report(readProgress(read, summary.after(read), synthetic)));
  const hashed = !threads && text.source === stored ? await HashedSource.of(stored) : null;
  const read = await readTrace(hashed ?? text.source, {
    checkpoint: (read) => {
      progress(read);
      return turn();
    },
    threads,
    timeUnit: request.timeUnit,
    remembered: request.remembered,
  }).catch((error) => {
    throw text.located(error);
  });
  const file = await withRuntimesBeside(text.complete(read), pathsOf(request.bytes));
  const { bytes, table, relativeTime } = file;
  const { rowCount: rows, functionNames } = table;
  report(
    readProgress(
      { bytes, totalBytes: bytes, rows, functionNames, relativeTime },
      summary.ofAll(table, file.detectedUnit.isGiven),
      synthetic,
    ),
  );
  const { times, end } = await beginIndex(table, turn, threads?.latencyOrders);
  const facts = await functionFacts(table, times, turn);
  const index = await end();
  const names = namesAsBytes(functionNames);
  const sha256 = hashOf(stored, hashed, threads);
  return { file, index, facts, names, source: request.source, unit: request.unit, sha256 };
}

/** Only runs and run files need the hash, so no answer about the trace waits for it. */
async function hashOf(stored: ByteSource, hashed: HashedSource | null, threads: FileThreads | null): Promise<string> {
  const turn = turnTaker();
  return (await threads?.sha256()) ?? (hashed ?? (await HashedSource.of(stored))).sha256(turn);
}

/** What the host needs of a trace. */
export function sharedTrace({ file, index, names, unit }: OpenTrace): SharedTrace {
  const { functionNames: _, ...table } = file.table;
  const columns = portWith({ table, index });
  return { columns, functionNames: names, unitsPerSecond: secondsDivisor(file, unit) };
}

/** Divide the table's latencies by this for seconds. */
function secondsDivisor({ detectedUnit }: TraceFile, setting: LatencyUnitSetting): number {
  return unitsPerSecond(unitInForce(detectedUnit, setting).unit);
}

/** The input of a run on the trace. */
export function openTable({ file, index, unit }: OpenTrace) {
  return { table: file.table, index, unitsPerSecond: secondsDivisor(file, unit) };
}

/** What a run depends on in addition to its request. */
export async function replayedTrace({ file, source, unit, sha256 }: OpenTrace): Promise<ReplayedTrace> {
  return { source, sha256: await sha256, unit: unitInForce(file.detectedUnit, unit).unit };
}
