import { SharedNames, type TraceTable } from '../trace';
import type { FunctionSortKey, FunctionSummary, FunctionsPage, FunctionsRequest } from './answers';
import { known } from './described';
import { type FunctionFacts, NO_LINE } from './functionFacts';
import { columnOfSortKey } from './functionSortKeys';
import { type LatencyKey, SHARES, sortedQuantile } from './latencyQuantiles';
import { compareTexts, nameComparison } from './nameOrder';
import { groupOf } from './rows';
import { sortPage } from './sortPage';
import type { TraceIndex } from './traceIndex';

/** The orders that the table of functions needs. */
export type FunctionOrders = Pick<TraceIndex, 'functionStart' | 'byFunction' | 'byFunctionLatency'>;

/** One function's row of the table. Throws `UnknownFunctionError`. */
export function functionSummary(
  table: TraceTable,
  index: FunctionOrders,
  unitsPerSecond: number,
  facts: FunctionFacts,
  id: number,
): FunctionSummary {
  const { start, end } = groupOf(index, id);
  const latency = (key: LatencyKey) => latencyQuantile(table, index, key, id) / unitsPerSecond;
  return {
    id,
    name: table.functionNames.at(id) ?? '',
    labels: Object.fromEntries(facts.commonest.map((label) => [label.column.key, labelOf(label, index, id)])),
    measures: Object.fromEntries(facts.largest.map(({ column, values }) => [column.key, known(values[id])])),
    stages: Object.fromEntries(table.stages.map((stage) => [stage.key, known(facts.stageMedians.of(stage, id))])),
    count: end - start,
    warm: facts.warm?.[id] ?? null,
    coldStartRate: known(coldStartRate(index, facts, id)),
    p50: latency('p50'),
    p90: latency('p90'),
    p95: latency('p95'),
    p99: latency('p99'),
    max: latency('max'),
    gapP50: known(facts.gapP50[id]),
    peakPerMinute: facts.peakPerMinute[id],
    firstLine: facts.firstLine[id] === NO_LINE ? null : facts.firstLine[id],
  };
}

/** One page of the functions that pass the filter, sorted; ties in order of first appearance, unknown values last. */
export function functionsPage(
  table: TraceTable,
  index: FunctionOrders,
  unitsPerSecond: number,
  facts: FunctionFacts,
  request: FunctionsRequest,
): FunctionsPage {
  const { ids, ...page } = pageOfFunctions(table, index, facts, request);
  return { ...page, rows: Array.from(ids, (id) => functionSummary(table, index, unitsPerSecond, facts, id)) };
}

/** The numbers of the functions on a page. */
export function pageOfFunctions(
  table: TraceTable,
  index: FunctionOrders,
  facts: FunctionFacts,
  request: FunctionsRequest,
): Omit<FunctionsPage, 'rows'> & { readonly ids: Uint32Array } {
  const ids = filtered(table, index, facts, request.filter);
  const offset = Math.min(Math.max(0, Math.floor(request.offset) || 0), ids.length);
  const end = Math.min(offset + Math.max(0, Math.floor(request.limit) || 0), ids.length);
  sortPage(ids, offset, end, comparison(table, index, facts, request.sort, request.descending));
  return { total: ids.length, offset, ids: ids.subarray(offset, end) };
}

/** Whether the page depends on facts of functions that are not on it. */
export function needsFacts({ sort, filter }: Pick<FunctionsRequest, 'sort' | 'filter'>): boolean {
  const isOrdered = sort === 'name' || sort === 'count' || sort === 'coldStartRate' || isLatency(sort);
  return filter.trim() !== '' || !isOrdered;
}

/** Functions with an invocation whose name or label contains the text. */
function filtered(table: TraceTable, index: FunctionOrders, facts: FunctionFacts, filter: string): Uint32Array {
  const part = filter.trim().toLowerCase();
  const passing = facts.commonest.map(({ column, ids }) => ({
    ids,
    passes: column.names.map((name) => name.toLowerCase().includes(part)),
  }));
  const names = table.functionNames;
  const ids = new Uint32Array(names.length);
  let count = 0;
  const isNamed = (id: number) =>
    names instanceof SharedNames ? names.includes(id, part) : (names.at(id) ?? '').toLowerCase().includes(part);
  for (let id = 0; id < names.length; id++) {
    if (!isInvoked(index, facts, id)) continue;
    if (part === '' || (hasRows(index, id) && passing.some(({ ids, passes }) => passes[ids[id]])) || isNamed(id))
      ids[count++] = id;
  }
  return ids.subarray(0, count);
}

function hasRows({ functionStart }: FunctionOrders, id: number): boolean {
  return functionStart[id] < functionStart[id + 1];
}

function isInvoked(index: FunctionOrders, { warm }: FunctionFacts, id: number): boolean {
  return hasRows(index, id) || (warm !== null && warm[id] > 0);
}

/** Sorts by the key's column; the columns hold raw latencies, whose order the unit does not change. */
function comparison(
  table: TraceTable,
  index: FunctionOrders,
  facts: FunctionFacts,
  sort: FunctionSortKey,
  descending: boolean,
): (a: number, b: number) => number {
  const direction = descending ? -1 : 1;
  const compare = textComparison(table, index, facts, sort);
  if (compare) return (a, b) => direction * compare(a, b) || a - b;
  const key = numberKey(table, index, facts, sort);
  return (a, b) => {
    const [x, y] = [key(a), key(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return (x === y ? 0 : x < y ? -direction : direction) || a - b;
  };
}

/** Compares functions by the text of a column; null for a column of numbers. */
function textComparison(
  table: TraceTable,
  index: FunctionOrders,
  facts: FunctionFacts,
  sort: FunctionSortKey,
): ((a: number, b: number) => number) | null {
  if (sort === 'name') return nameComparison(table.functionNames);
  const column = columnOfSortKey(sort);
  const label = column?.kind === 'label' && facts.commonest.find((fact) => fact.column.key === column.key);
  return label ? (a, b) => compareTexts(labelOf(label, index, a), labelOf(label, index, b)) : null;
}

/** '' for a function without cold starts. */
function labelOf({ column, ids }: FunctionFacts['commonest'][number], index: FunctionOrders, id: number): string {
  return hasRows(index, id) ? (column.names[ids[id]] ?? '') : '';
}

/** The number of a function by which to sort, by the function's number; NaN where it has none. */
function numberKey(
  table: TraceTable,
  index: FunctionOrders,
  facts: FunctionFacts,
  sort: FunctionSortKey,
): (id: number) => number {
  const { functionStart } = index;
  if (sort === 'count') return (id) => functionStart[id + 1] - functionStart[id];
  if (sort === 'coldStartRate') return (id) => coldStartRate(index, facts, id);
  if (isLatency(sort)) {
    // Looked up once for each function: finding its rows costs more than comparing.
    const keys = new Float64Array(table.functionNames.length);
    for (let id = 0; id < keys.length; id++) keys[id] = latencyQuantile(table, index, sort, id);
    return (id) => keys[id];
  }
  if (sort === 'gapP50' || sort === 'peakPerMinute') return (id) => facts[sort][id];
  return columnKey(table, facts, sort);
}

/** The number of a function in a measure's or a stage's column; NaN for a column that the trace lacks. */
function columnKey(table: TraceTable, facts: FunctionFacts, sort: FunctionSortKey): (id: number) => number {
  const wanted = columnOfSortKey(sort);
  const stage = wanted?.kind === 'stage' && table.stages.find(({ key }) => key === wanted.key);
  if (stage) return (id) => facts.stageMedians.of(stage, id);
  const measure = wanted?.kind === 'measure' && facts.largest.find(({ column }) => column.key === wanted.key);
  return measure ? (id) => measure.values[id] : () => Number.NaN;
}

/** Share of a function's invocations that are cold starts; NaN if the file does not record warm invocations. */
function coldStartRate({ functionStart }: FunctionOrders, { warm }: FunctionFacts, id: number): number {
  const cold = functionStart[id + 1] - functionStart[id];
  return warm === null ? Number.NaN : cold / (cold + warm[id]);
}

/** The index gives each quantile in constant time, so they are not stored. */
function isLatency(sort: string): sort is LatencyKey {
  return Object.hasOwn(SHARES, sort);
}

/** A quantile of a function's latencies, in the unit of the file; NaN for a function without cold starts. */
function latencyQuantile(
  { latency }: TraceTable,
  { byFunctionLatency, functionStart }: FunctionOrders,
  key: LatencyKey,
  id: number,
): number {
  return sortedQuantile(latency, byFunctionLatency, functionStart[id], functionStart[id + 1], key);
}
