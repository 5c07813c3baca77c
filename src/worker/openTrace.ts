import type { Overview, SourceVersion, TraceQueries } from '../protocol/queries';
import { type Handlers, RequestError } from '../protocol/rpc';
import type { OpenRequest, SharedTrace, TraceBytes, WorkerEvents } from '../protocol/worker';
import {
  buildIndex,
  type FunctionFacts,
  functionFacts,
  functionSummary,
  functionsPage,
  latencyCdf,
  linesOf,
  overviewOf,
  series,
  type TraceIndex,
  unitInForce,
} from '../statistics';
import { isSynthetic } from '../synthetic';
import { type LatencyUnitSetting, readTrace, type TraceFile, unitsPerSecond } from '../trace';
import { fileSource } from './fileSource';
import { sharedPiecesSource } from './sharedPieces';
import { throttled, turnTaker } from './turns';

/** A trace that has been read, with everything its queries are answered from. */
export interface OpenTrace {
  readonly file: TraceFile;
  readonly index: TraceIndex;
  readonly facts: FunctionFacts;
  readonly source: SourceVersion;
  readonly unit: LatencyUnitSetting;
  /** Differs whenever a run on the trace could come out differently: read again, or in another unit. */
  readonly version: number;
}

/** The queries that are about the trace alone. */
export type TraceQueryName = 'overview' | 'series' | 'latencyCdf' | 'functions' | 'function' | 'lines';

/** Reads and sorts a trace; rejects with an error that has `advice`, or with the signal's reason once it is aborted. */
export async function openTrace(
  request: OpenRequest,
  report: (progress: WorkerEvents['readProgress']) => void,
  signal: AbortSignal,
): Promise<Omit<OpenTrace, 'version'>> {
  const { source, close } = await sourceOf(request.bytes);
  try {
    const turn = turnTaker(signal);
    const progress = throttled(report);
    const file = await readTrace(source, {
      checkpoint: (read) => {
        progress(read);
        return turn();
      },
    });
    const index = await buildIndex(file.table, turn);
    const facts = await functionFacts(file.table, index, turn);
    return { file, index, facts, source: request.source, unit: request.unit };
  } finally {
    await close();
  }
}

/** What the host needs of a trace. */
export function sharedTrace({ file, index, unit }: OpenTrace): SharedTrace {
  return { table: file.table, index, unitsPerSecond: unitsPerSecond(unitInForce(file.detectedUnit, unit).unit) };
}

/** Answers the queries about the trace that `current` returns at the time, which is null before any has been read. */
export function traceQueries(current: () => OpenTrace | null): Pick<Handlers<TraceQueries>, TraceQueryName> {
  const trace = () => current() ?? noTrace();
  const overviews = new WeakMap<OpenTrace, Overview>();
  const opened = () => ({ ...sharedTrace(trace()), facts: trace().facts });
  return {
    overview: () => {
      const asked = trace();
      const known = overviews.get(asked) ?? overview(asked);
      overviews.set(asked, known);
      return known;
    },
    series: (request) => {
      const { table, index, unitsPerSecond } = opened();
      return series(table, index, unitsPerSecond, request);
    },
    latencyCdf: (request) => {
      const { table, index, unitsPerSecond } = opened();
      return latencyCdf(table, index, unitsPerSecond, request);
    },
    functions: (request) => {
      const { table, index, unitsPerSecond, facts } = opened();
      return functionsPage(table, index, unitsPerSecond, facts, request);
    },
    function: ({ functionId }) => {
      const { table, index, unitsPerSecond, facts } = opened();
      return functionSummary(table, index, unitsPerSecond, facts, functionId);
    },
    lines: (request) => {
      const { table, index } = opened();
      return linesOf(table, index, request);
    },
  };
}

function noTrace(): never {
  throw new RequestError('No trace has been read.', 'Open one, or read this one again.');
}

function overview({ file, index, source, unit }: OpenTrace): Overview {
  return overviewOf(file, index, {
    source,
    unit: unitInForce(file.detectedUnit, unit),
    synthetic: isSynthetic(file.table.functionNames),
  });
}

async function sourceOf(bytes: TraceBytes) {
  if (bytes.kind === 'pieces') return { source: sharedPiecesSource(bytes.pieces), close: async () => {} };
  const source = await fileSource(bytes.path);
  return { source, close: source.close };
}
