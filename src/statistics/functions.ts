import { type TraceTable, UNKNOWN_MEMORY } from '../trace';
import type { FunctionSortKey, FunctionSummary, FunctionsPage, FunctionsRequest } from './answers';
import { type Checkpoint, forSlices } from './checkpoint';
import { functionQuantiles } from './functionQuantiles';
import { functionRuntimes } from './functionRuntimes';
import { medianGap } from './gaps';
import { groupOf } from './rows';
import { peakWithin } from './series';
import type { TraceIndex } from './traceIndex';

/** Above every line number. */
const NO_LINE = 0xffff_ffff;

/** The latency quantiles of the table. */
const SHARES = [0.5, 0.9, 0.95, 0.99, 1];

/** What takes a pass over the rows to know about each function, one element per function. */
export interface FunctionFacts {
  /** Latencies in the unit of the file. */
  readonly p50: Float64Array;
  readonly p90: Float64Array;
  readonly p95: Float64Array;
  readonly p99: Float64Array;
  readonly max: Float64Array;
  /** Median seconds between its consecutive cold starts; NaN with fewer than two. */
  readonly gapP50: Float64Array;
  /** Most cold starts in any 60 s. */
  readonly peakPerMinute: Uint32Array;
  /** Largest memory seen, MB, or `UNKNOWN_MEMORY`. */
  readonly memoryMB: Uint32Array;
  /** The runtime of most of its cold starts. */
  readonly runtimeId: Uint16Array;
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
  const [p50, p90, p95, p99, max] = await functionQuantiles(table, SHARES, checkpoint);
  const { first: runtimeId, several } = await functionRuntimes(table, checkpoint);
  const facts = {
    ...{ p50, p90, p95, p99, max, runtimeId },
    gapP50: new Float64Array(functions),
    peakPerMinute: new Uint32Array(functions),
    memoryMB: await largestMemories(table, checkpoint),
    firstLine: await firstLines(table, checkpoint),
  };
  const runtimeCounts = new Uint32Array(table.runtimeNames.length);
  const times = new Float64Array(largestGroup(functionStart));
  let id = 0;
  // Slices of rows, not of functions: one function may have most of the rows.
  await forSlices(table.rowCount, checkpoint, (_, end) => {
    for (; id < functions && functionStart[id] < end; id++) {
      const [from, to] = [functionStart[id], functionStart[id + 1]];
      for (let i = from; i < to; i++) times[i - from] = table.time[byFunction[i]];
      facts.peakPerMinute[id] = peakWithin(times, to - from, 60);
      facts.gapP50[id] = medianGap(times, to - from);
      if (several[id]) runtimeId[id] = commonest(table.runtimeId, byFunction.subarray(from, to), runtimeCounts);
    }
  });
  return facts;
}

/** The largest memory seen of each function, MB, or `UNKNOWN_MEMORY`. */
async function largestMemories(table: TraceTable, checkpoint?: Checkpoint): Promise<Uint32Array> {
  const largest = new Uint32Array(table.functionNames.length).fill(UNKNOWN_MEMORY);
  await forSlices(table.rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) {
      const id = table.functionId[row];
      const memory = table.memoryMB[row];
      if (memory !== UNKNOWN_MEMORY && (memory > largest[id] || largest[id] === UNKNOWN_MEMORY)) largest[id] = memory;
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
  return {
    id,
    name: table.functionNames[id],
    runtime: table.runtimeNames[facts.runtimeId[id]] ?? '',
    memoryMB: memoryMB === UNKNOWN_MEMORY ? null : memoryMB,
    count: end - start,
    p50: facts.p50[id] / unitsPerSecond,
    p90: facts.p90[id] / unitsPerSecond,
    p95: facts.p95[id] / unitsPerSecond,
    p99: facts.p99[id] / unitsPerSecond,
    max: facts.max[id] / unitsPerSecond,
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
  ids.sort(comparison(table, index, facts, request.sort, request.descending));
  const offset = Math.min(Math.max(0, Math.floor(request.offset) || 0), ids.length);
  const page = ids.slice(offset, offset + Math.max(0, Math.floor(request.limit) || 0));
  return {
    total: ids.length,
    offset,
    rows: page.map((id) => functionSummary(table, index, unitsPerSecond, facts, id)),
  };
}

function filtered(table: TraceTable, facts: FunctionFacts, filter: string): number[] {
  const part = filter.trim().toLowerCase();
  const runtimePasses = table.runtimeNames.map((name) => name.toLowerCase().includes(part));
  const ids: number[] = [];
  for (const [id, name] of table.functionNames.entries()) {
    if (runtimePasses[facts.runtimeId[id]] || name.toLowerCase().includes(part)) ids.push(id);
  }
  return ids;
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
  if (sort === 'name' || sort === 'runtime') {
    const text = (id: number) => (sort === 'name' ? table.functionNames[id] : table.runtimeNames[facts.runtimeId[id]]);
    const { compare } = new Intl.Collator('en', { numeric: true });
    return (a, b) => direction * compare(text(a), text(b)) || a - b;
  }
  const keys = Float64Array.from(table.functionNames, (_, id) => numberKey(index, facts, sort, id));
  return (a, b) => {
    const [x, y] = [keys[a], keys[b]];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return (x === y ? 0 : x < y ? -direction : direction) || a - b;
  };
}

/** NaN where the function has no such value. */
function numberKey(
  { functionStart }: TraceIndex,
  facts: FunctionFacts,
  sort: Exclude<FunctionSortKey, 'name' | 'runtime'>,
  id: number,
): number {
  if (sort === 'count') return functionStart[id + 1] - functionStart[id];
  if (sort === 'memoryMB' && facts.memoryMB[id] === UNKNOWN_MEMORY) return Number.NaN;
  return facts[sort][id];
}

/** Largest memory among rows, MB, or `UNKNOWN_MEMORY` where none is known. */
export function largestMemory(table: TraceTable, rows: Uint32Array): number {
  let largest = -1;
  for (const row of rows) {
    const memory = table.memoryMB[row];
    if (memory !== UNKNOWN_MEMORY && memory > largest) largest = memory;
  }
  return largest < 0 ? UNKNOWN_MEMORY : largest;
}

/** The group most of the rows are in, the one seen first among equals. `counts` is all zeros, and is left so. */
function commonest(groupOfRow: Uint16Array, rows: Uint32Array, counts: Uint32Array): number {
  for (const row of rows) counts[groupOfRow[row]]++;
  let best = rows.length > 0 ? groupOfRow[rows[0]] : 0;
  for (const row of rows) if (counts[groupOfRow[row]] > counts[best]) best = groupOfRow[row];
  for (const row of rows) counts[groupOfRow[row]] = 0;
  return best;
}
