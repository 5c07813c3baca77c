import { type Checkpoint, forSlices, quantileOfRows } from '../numeric';
import { countAt, type NameIds, SharedNames, type TraceTable, UNKNOWN_COUNT } from '../trace';
import type { FunctionSortKey, FunctionSummary, FunctionsPage, FunctionsRequest } from './answers';
import { functionLabels } from './functionLabels';
import { medianGap } from './gaps';
import { LABEL_KEYS, type LabelKey, type Labels, labels } from './labels';
import { groupOf } from './rows';
import { peakWithin } from './series';
import { sortPage } from './sortPage';
import type { TraceIndex } from './traceIndex';

/** Above every line number. */
const NO_LINE = 0xffff_ffff;

/** The latency quantiles of the table. The index gives each in constant time, so they are not stored. */
const SHARES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, max: 1 } as const;

/** Per-function columns that take a pass over the rows to compute: 22 bytes a function with one label. */
export interface FunctionFacts {
  /** Median seconds between consecutive cold starts; NaN with fewer than two. */
  readonly gapP50: Float64Array;
  /** Most cold starts in any 60 s. */
  readonly peakPerMinute: Uint32Array;
  /** Largest memory seen, MB, or `UNKNOWN_COUNT`. */
  readonly memoryMB: Uint32Array;
  /** The labels of most of the function's cold starts. */
  readonly labelIds: Labels<NameIds>;
  readonly firstLine: Uint32Array;
}

/** Computes the facts of every function, in O(rows). */
export async function functionFacts(
  table: TraceTable,
  index: TraceIndex,
  checkpoint?: Checkpoint,
): Promise<FunctionFacts> {
  const functions = table.functionNames.length;
  const { functionStart, byFunction } = index;
  const facts = {
    labelIds: await commonestLabels(table, index, checkpoint),
    gapP50: new Float64Array(functions),
    peakPerMinute: new Uint32Array(functions),
    memoryMB: await largestMemories(table, checkpoint),
    firstLine: await firstLines(table, checkpoint),
  };
  const times = new Float64Array(largestGroup(functionStart));
  let id = 0;
  // Slices count rows, not functions: one function may have most of the rows.
  await forSlices(table.rowCount, checkpoint, (_, end) => {
    for (; id < functions && functionStart[id] < end; id++) {
      const [from, to] = [functionStart[id], functionStart[id + 1]];
      for (let i = from; i < to; i++) times[i - from] = table.time[byFunction[i]];
      facts.peakPerMinute[id] = peakWithin(times, to - from, 60);
      facts.gapP50[id] = medianGap(times, to - from);
    }
  });
  return facts;
}

/** Each function's most common labels. */
async function commonestLabels(
  table: TraceTable,
  { functionStart, byFunction }: TraceIndex,
  checkpoint?: Checkpoint,
): Promise<Labels<NameIds>> {
  const found = new Map<LabelKey, NameIds>();
  for (const key of LABEL_KEYS) {
    const { first, several } = await functionLabels(table, key, checkpoint);
    const counts = new Uint32Array(table[`${key}Names` as const].length);
    const labelId = table[`${key}Id` as const];
    let id = 0;
    await forSlices(labelId === null ? 0 : table.rowCount, checkpoint, (_, end) => {
      for (; id < first.length && functionStart[id] < end; id++) {
        if (labelId === null || several[id] === 0) continue;
        first[id] = commonest(labelId, byFunction.subarray(functionStart[id], functionStart[id + 1]), counts);
      }
    });
    found.set(key, first);
  }
  return labels((key) => found.get(key)!);
}

/** The largest memory seen of each function, MB, or `UNKNOWN_COUNT`. */
async function largestMemories(table: TraceTable, checkpoint?: Checkpoint): Promise<Uint32Array> {
  const largest = new Uint32Array(table.functionNames.length).fill(UNKNOWN_COUNT);
  const { memoryMB, functionId } = table;
  if (!memoryMB) return largest;
  await forSlices(table.rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) {
      const id = functionId[row];
      const memory = memoryMB[row];
      if (memory !== UNKNOWN_COUNT && (memory > largest[id] || largest[id] === UNKNOWN_COUNT)) largest[id] = memory;
    }
  });
  return largest;
}

/** The line of each function's first row. */
async function firstLines(table: TraceTable, checkpoint?: Checkpoint): Promise<Uint32Array> {
  const first = new Uint32Array(table.functionNames.length).fill(NO_LINE);
  await forSlices(table.rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) {
      const id = table.functionId[row];
      if (table.line[row] < first[id]) first[id] = table.line[row];
    }
  });
  return first;
}

function largestGroup(starts: Uint32Array): number {
  let largest = 0;
  for (let group = 1; group < starts.length; group++) largest = Math.max(largest, starts[group] - starts[group - 1]);
  return largest;
}

/** One function's row of the table. Throws `UnknownFunctionError`. */
export function functionSummary(
  table: TraceTable,
  index: TraceIndex,
  unitsPerSecond: number,
  facts: FunctionFacts,
  id: number,
): FunctionSummary {
  const { start, end } = groupOf(index, id);
  const memoryMB = facts.memoryMB[id];
  const gapP50 = facts.gapP50[id];
  const latency = (key: LatencyKey) => latencyQuantile(table, index, key, id) / unitsPerSecond;
  return {
    id,
    name: table.functionNames.at(id) ?? '',
    ...labels((key) => labelOf(table, facts, key, id)),
    memoryMB: memoryMB === UNKNOWN_COUNT ? null : memoryMB,
    count: end - start,
    p50: latency('p50'),
    p90: latency('p90'),
    p95: latency('p95'),
    p99: latency('p99'),
    max: latency('max'),
    gapP50: Number.isNaN(gapP50) ? null : gapP50,
    peakPerMinute: facts.peakPerMinute[id],
    firstLine: facts.firstLine[id],
  };
}

/** One page of the functions that pass the filter, sorted; ties in order of first appearance, unknown values last. */
export function functionsPage(
  table: TraceTable,
  index: TraceIndex,
  unitsPerSecond: number,
  facts: FunctionFacts,
  request: FunctionsRequest,
): FunctionsPage {
  const ids = filtered(table, facts, request.filter);
  const offset = Math.min(Math.max(0, Math.floor(request.offset) || 0), ids.length);
  const end = Math.min(offset + Math.max(0, Math.floor(request.limit) || 0), ids.length);
  sortPage(ids, offset, end, comparison(table, index, facts, request.sort, request.descending));
  const page = Array.from(ids.subarray(offset, end));
  return {
    total: ids.length,
    offset,
    rows: page.map((id) => functionSummary(table, index, unitsPerSecond, facts, id)),
  };
}

function filtered(table: TraceTable, facts: FunctionFacts, filter: string): Uint32Array {
  const part = filter.trim().toLowerCase();
  const passing = LABEL_KEYS.map((key) => ({
    ids: facts.labelIds[key],
    passes: table[`${key}Names` as const].map((name) => name.toLowerCase().includes(part)),
  }));
  const names = table.functionNames;
  const ids = new Uint32Array(names.length);
  let count = 0;
  const isNamed = (id: number) =>
    names instanceof SharedNames ? names.includes(id, part) : (names.at(id) ?? '').toLowerCase().includes(part);
  for (let id = 0; id < names.length; id++) {
    if (passing.some(({ ids, passes }) => passes[ids[id]]) || isNamed(id)) ids[count++] = id;
  }
  return ids.subarray(0, count);
}

/** Sorts by the key's column; the columns hold raw latencies, whose order the unit does not change. */
function comparison(
  table: TraceTable,
  index: TraceIndex,
  facts: FunctionFacts,
  sort: FunctionSortKey,
  descending: boolean,
): (a: number, b: number) => number {
  const direction = descending ? -1 : 1;
  if (isText(sort)) {
    const text = (id: number) =>
      sort === 'name' ? (table.functionNames.at(id) ?? '') : labelOf(table, facts, sort, id);
    const { compare } = new Intl.Collator('en', { numeric: true });
    return (a, b) => direction * compare(text(a), text(b)) || a - b;
  }
  const key = numberKey(table, index, facts, sort);
  return (a, b) => {
    const [x, y] = [key(a), key(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return (x === y ? 0 : x < y ? -direction : direction) || a - b;
  };
}

type TextKey = 'name' | LabelKey;

function isText(sort: FunctionSortKey): sort is TextKey {
  return sort === 'name' || (LABEL_KEYS as readonly string[]).includes(sort);
}

function labelOf(table: TraceTable, facts: FunctionFacts, key: LabelKey, id: number): string {
  return table[`${key}Names` as const][facts.labelIds[key][id]] ?? '';
}

/** The key of a function, by its number; NaN where it has no such value. */
function numberKey(
  table: TraceTable,
  index: TraceIndex,
  facts: FunctionFacts,
  sort: Exclude<FunctionSortKey, TextKey>,
): (id: number) => number {
  const { functionStart } = index;
  if (sort === 'count') return (id) => functionStart[id + 1] - functionStart[id];
  if (isLatency(sort)) {
    // Looked up once for each function: finding its rows costs more than comparing.
    const keys = new Float64Array(table.functionNames.length);
    for (let id = 0; id < keys.length; id++) keys[id] = latencyQuantile(table, index, sort, id);
    return (id) => keys[id];
  }
  const values = facts[sort];
  return sort === 'memoryMB' ? (id) => (values[id] === UNKNOWN_COUNT ? Number.NaN : values[id]) : (id) => values[id];
}

type LatencyKey = keyof typeof SHARES;

function isLatency(sort: string): sort is LatencyKey {
  return Object.hasOwn(SHARES, sort);
}

/** A quantile of a function's latencies, in the unit of the file. */
function latencyQuantile(
  { latency }: TraceTable,
  { byFunctionLatency, functionStart }: TraceIndex,
  key: LatencyKey,
  id: number,
): number {
  // Adding 0 turns -0 into 0, which it ranks with.
  return quantileOfRows(latency, byFunctionLatency, functionStart[id], functionStart[id + 1], SHARES[key]) + 0;
}

/** Largest memory among rows, MB, or `UNKNOWN_COUNT` where none is known. */
export function largestMemory(table: TraceTable, rows: Uint32Array): number {
  let largest = -1;
  for (const row of rows) {
    const memory = countAt(table.memoryMB, row);
    if (memory !== UNKNOWN_COUNT && memory > largest) largest = memory;
  }
  return largest < 0 ? UNKNOWN_COUNT : largest;
}

/** The group that most of the rows are in; among equals, the first one seen. `counts` is all zeros before and after. */
function commonest(groupOfRow: NameIds, rows: Uint32Array, counts: Uint32Array): number {
  for (const row of rows) counts[groupOfRow[row]]++;
  let best = rows.length > 0 ? groupOfRow[rows[0]] : 0;
  for (const row of rows) if (counts[groupOfRow[row]] > counts[best]) best = groupOfRow[row];
  for (const row of rows) counts[groupOfRow[row]] = 0;
  return best;
}
