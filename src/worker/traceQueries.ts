import { type Filter, type FilterField, filterFields, filterText, requireFilter } from '../filter';
import { matchingInOrder, matchingRows, matchingWarm } from '../matching';
import type { Checkpoint } from '../numeric';
import type {
  FunctionSummary,
  FunctionsPage,
  FunctionsRequest,
  KeepAlive,
  KeepAliveRequest,
  OfPart,
  Overview,
  TraceQueries,
  TraceQueryName,
} from '../protocol/queries';
import { type Handlers, RequestError } from '../protocol/rpc';
import {
  bursts,
  describedColumns,
  FilteredFunctions,
  functionSummary,
  functionsPage,
  keepAlive,
  latencyCdf,
  linesOf,
  type OverviewContext,
  overviewOf,
  partOfTrace,
  rowsByTime,
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
  /** Everyone who asks shares one answer. */
  overview(): Promise<Overview>;
}

/** The table of functions of a trace, or of the part of it that a filter selects. */
interface Functions {
  page(request: FunctionsRequest): Promise<FunctionsPage>;
  /** Rejects with an `UnknownFunctionError`. */
  summary(id: number): Promise<FunctionSummary>;
}

/** Answers the queries about the trace. @param current the trace that was read last, null before any was read */
export function traceQueries(current: () => OpenTrace | null): Pick<Handlers<TraceQueries>, TraceQueryName> {
  const parts = new Parts();
  const part = ({ where = '' }: OfPart) => parts.of(current() ?? noTrace(), where);
  const functions = ({ where = '' }: OfPart) => parts.functionsOf(current() ?? noTrace(), where);
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
    bursts: async (request, signal) => {
      const { file, index, unitsPerSecond } = await part(request);
      return bursts(file.table, index, unitsPerSecond, request, turnTaker(signal));
    },
    functions: async (request) => {
      const { functionStart } = (current() ?? noTrace()).index;
      const page = await (await functions(request)).page(request);
      return { ...page, whole: Uint32Array.from(page.rows, ({ id }) => functionStart[id + 1] - functionStart[id]) };
    },
    function: async (request) => (await functions(request)).summary(request.functionId),
    keepAlive: (request, signal) => keptAlive(current() ?? noTrace(), request, turnTaker(signal)),
    lines: async (request) => {
      const { file, index } = await part(request);
      return linesOf(file.table, index, request);
    },
  };
}

/**
 * The filter's labels tell which containers there are: those of one region do not serve another. Its other terms only
 * tell which cold starts are counted: a container may have been started before the time that is asked about.
 */
async function keptAlive(
  trace: OpenTrace,
  { functionId, where = '' }: KeepAliveRequest,
  checkpoint: Checkpoint,
): Promise<KeepAlive> {
  const { table, index, unitsPerSecond } = openTable(trace);
  const filter = requireFilter(where, fieldsOf(trace));
  const labels = { terms: filter.terms.filter(({ field }) => field.column.kind === 'label') };
  const rows = rowsByTime(table, index, { functionId, from: null, to: null });
  const containers = await matchingInOrder(labels, table, unitsPerSecond, rows, checkpoint);
  const counted = await matchingInOrder(filter, table, unitsPerSecond, containers, checkpoint);
  const warm = labels.terms.length === 0 ? table.warm : null;
  return keepAlive(table, unitsPerSecond, functionId, { containers, counted, warm });
}

/** Throws the error of a request that needs a trace. */
export function noTrace(): never {
  throw new RequestError('No trace has been read.', 'Open one, or read this one again.');
}

/** What the part of a trace is made from, made when it is asked for. */
interface FilteredTrace {
  readonly trace: OpenTrace;
  readonly key: string;
  part(): Promise<Part>;
  functions(): Promise<Functions>;
}

/** The whole trace, and the part of it that was asked for last: a part takes as much memory as its rows. */
class Parts {
  readonly #whole = new WeakMap<OpenTrace, Part>();
  #last: FilteredTrace | null = null;

  /** Rejects with a `FilterError`. */
  async of(trace: OpenTrace, where: string): Promise<Part> {
    const filtered = this.#filtered(trace, where);
    if (filtered) return filtered.part();
    const known = this.#whole.get(trace) ?? partOf(trace, trace.file, trace.index);
    this.#whole.set(trace, known);
    return known;
  }

  /** Rejects with a `FilterError`. */
  async functionsOf(trace: OpenTrace, where: string): Promise<Functions> {
    return this.#filtered(trace, where)?.functions() ?? allFunctions(trace);
  }

  /** null for a filter that selects all. */
  #filtered(trace: OpenTrace, where: string): FilteredTrace | null {
    const filter = requireFilter(where, fieldsOf(trace));
    if (filter.terms.length === 0) return null;
    const key = filterText(filter);
    if (this.#last?.trace !== trace || this.#last.key !== key) this.#last = filteredTrace(trace, filter);
    return this.#last;
  }
}

function allFunctions(trace: OpenTrace): Functions {
  const { table, index, unitsPerSecond } = openTable(trace);
  return {
    page: async (request) => functionsPage(table, index, unitsPerSecond, trace.facts, request),
    summary: async (id) => functionSummary(table, index, unitsPerSecond, trace.facts, id),
  };
}

/** What a filter may ask of a trace. */
export function fieldsOf({ file: { table, relativeTime }, index: { byTime } }: OpenTrace): FilterField[] {
  const timeRange =
    byTime.length === 0 ? null : { from: table.time[byTime[0]], to: table.time[byTime[byTime.length - 1]] };
  return filterFields({ described: describedColumns(table), relativeTime, timeRange });
}

/** Not cancellable: all who ask share it. */
function filteredTrace(trace: OpenTrace, filter: Filter): FilteredTrace {
  const { table, index, unitsPerSecond } = openTable(trace);
  const turn = turnTaker();
  const select = async () => ({
    rows: await matchingRows(filter, table, unitsPerSecond, turn),
    warm: await matchingWarm(filter, table, turn),
  });
  let selected: ReturnType<typeof select> | null = null;
  let part: Promise<Part> | null = null;
  let functions: Promise<Functions> | null = null;
  const selection = () => {
    selected ??= select();
    return selected;
  };
  const makePart = async () => {
    const { rows, warm } = await selection();
    const made = await partOfTrace(table, index, rows, warm, turn);
    return partOf(trace, { ...trace.file, table: made.table }, made.index);
  };
  const makeFunctions = async (): Promise<Functions> => {
    const { rows, warm } = await selection();
    const found = await FilteredFunctions.of(table, index, rows, warm, turn);
    return {
      page: (request) => found.page(unitsPerSecond, request, turn),
      summary: (id) => found.summary(unitsPerSecond, id, turn),
    };
  };
  return {
    trace,
    key: filterText(filter),
    part: () => {
      part ??= makePart();
      return part;
    },
    functions: () => {
      functions ??= makeFunctions();
      return functions;
    },
  };
}

function partOf(trace: OpenTrace, file: TraceFile, index: TraceIndex): Part {
  let overview: Promise<Overview> | null = null;
  return {
    file,
    index,
    unitsPerSecond: openTable(trace).unitsPerSecond,
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
