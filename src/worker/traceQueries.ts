import { type Filter, type FilterField, filterFields, filterText, requireFilter } from '../filter';
import { matchingRows, matchingWarm } from '../matching';
import type { Overview, TraceQueries, TraceQueryName } from '../protocol/queries';
import { type Handlers, RequestError } from '../protocol/rpc';
import {
  describedColumns,
  type FunctionFacts,
  functionFacts,
  functionSummary,
  functionsPage,
  labelGroups,
  latencyCdf,
  linesOf,
  type OverviewContext,
  overviewOf,
  partOfTrace,
  series,
  stageTimes,
  type TraceIndex,
  unitInForce,
} from '../statistics';
import { isSynthetic } from '../synthetic';
import type { TraceFile } from '../trace';
import { type OpenTrace, openTable } from './openTrace';
import { turnTaker } from './turns';

/** A trace, or the part of it that a filter selects. */
interface Part {
  readonly file: TraceFile;
  readonly index: TraceIndex;
  readonly unitsPerSecond: number;
  facts(): Promise<FunctionFacts>;
  /** Everyone who asks shares one answer. */
  overview(): Promise<Overview>;
}

/** Answers the queries about the trace. @param current the trace that was read last, null before any was read */
export function traceQueries(current: () => OpenTrace | null): Pick<Handlers<TraceQueries>, TraceQueryName> {
  const parts = new Parts();
  const part = ({ where = '' }: { readonly where?: string }) => parts.of(current() ?? noTrace(), where);
  return {
    overview: async (request) => (await part(request)).overview(),
    series: async (request) => {
      const { file, index, unitsPerSecond } = await part(request);
      return series(file.table, index, unitsPerSecond, request);
    },
    latencyCdf: async (request) => {
      const { file, index, unitsPerSecond } = await part(request);
      return latencyCdf(file.table, index, unitsPerSecond, request);
    },
    stages: async (request, signal) => {
      const { file, index, unitsPerSecond } = await part(request);
      return stageTimes(file.table, index, unitsPerSecond, request, turnTaker(signal));
    },
    labelGroups: async (request, signal) => {
      const { file, unitsPerSecond } = await part(request);
      return labelGroups(file.table, unitsPerSecond, turnTaker(signal));
    },
    functions: async (request) => {
      const { file, index, unitsPerSecond, facts } = await part(request);
      return functionsPage(file.table, index, unitsPerSecond, await facts(), request);
    },
    function: async (request) => {
      const { file, index, unitsPerSecond, facts } = await part(request);
      return functionSummary(file.table, index, unitsPerSecond, await facts(), request.functionId);
    },
    lines: async (request) => {
      const { file, index } = await part(request);
      return linesOf(file.table, index, request);
    },
  };
}

/** Throws the error of a request that needs a trace. */
export function noTrace(): never {
  throw new RequestError('No trace has been read.', 'Open one, or read this one again.');
}

/** The whole trace, and the part of it that was asked for last: a part takes as much memory as its rows. */
class Parts {
  readonly #whole = new WeakMap<OpenTrace, Part>();
  #last: { readonly trace: OpenTrace; readonly key: string; readonly part: Promise<Part> } | null = null;

  /** Throws a `FilterError`. */
  async of(trace: OpenTrace, where: string): Promise<Part> {
    const filter = requireFilter(where, fieldsOf(trace));
    if (filter.terms.length === 0) {
      const known = this.#whole.get(trace) ?? partOf(trace, trace.file, trace.index, async () => trace.facts);
      this.#whole.set(trace, known);
      return known;
    }
    const key = filterText(filter);
    if (this.#last?.trace !== trace || this.#last.key !== key) {
      this.#last = { trace, key, part: filteredPart(trace, filter) };
    }
    return this.#last.part;
  }
}

/** What a filter may ask of a trace. */
export function fieldsOf({ file: { table, relativeTime }, index: { byTime } }: OpenTrace): FilterField[] {
  const timeRange =
    byTime.length === 0 ? null : { from: table.time[byTime[0]], to: table.time[byTime[byTime.length - 1]] };
  return filterFields({ described: describedColumns(table), relativeTime, timeRange });
}

/** Not cancellable: all who ask share it. */
async function filteredPart(trace: OpenTrace, filter: Filter): Promise<Part> {
  const turn = turnTaker();
  const { unitsPerSecond } = openTable(trace);
  const rows = await matchingRows(filter, trace.file.table, unitsPerSecond, turn);
  const warm = await matchingWarm(filter, trace.file.table, turn);
  const { table, index } = await partOfTrace(trace.file.table, trace.index, rows, warm, turn);
  return partOf(trace, { ...trace.file, table }, index, () => functionFacts(table, index, turn));
}

function partOf(
  trace: OpenTrace,
  file: TraceFile,
  index: TraceIndex,
  computeFacts: () => Promise<FunctionFacts>,
): Part {
  let facts: Promise<FunctionFacts> | null = null;
  let overview: Promise<Overview> | null = null;
  return {
    file,
    index,
    unitsPerSecond: openTable(trace).unitsPerSecond,
    facts: () => {
      facts ??= computeFacts();
      return facts;
    },
    overview: () => {
      overview ??= overviewOf(file, index, contextOf(trace), turnTaker());
      return overview;
    },
  };
}

function contextOf({ source, unit, file }: OpenTrace): OverviewContext {
  return {
    source,
    unit: unitInForce(file.detectedUnit, unit),
    synthetic: isSynthetic(file.table.functionNames),
  };
}
