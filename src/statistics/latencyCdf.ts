import type { Curve } from '../numeric';
import { idAt, type TraceTable } from '../trace';
import type { CdfRequest } from './answers';
import { cdfOf } from './cdf';
import { rowsByLatency } from './rows';
import type { TraceIndex } from './traceIndex';

/** Number of curves that a reader can distinguish. The rarest runtimes share the last one. */
const MOST_CURVES = 10;

/**
 * CDF of the selected cold starts' latencies (x: seconds; y: share of cold starts at most that slow): one curve for
 * all, or one per runtime, most cold starts first. No curve for an empty selection. Throws `UnknownFunctionError`.
 */
export function latencyCdf(
  table: TraceTable,
  index: TraceIndex,
  unitsPerSecond: number,
  request: CdfRequest,
): readonly Curve[] {
  const rows = rowsByLatency(table, index, request);
  if (rows.length === 0) return [];
  const groups = request.by === 'all' ? [{ name: 'All cold starts', rows }] : byRuntime(table, rows);
  return groups.map(({ name, rows }) =>
    cdfOf(name, rows.length, (rank) => table.latency[rows[rank]] / unitsPerSecond, request.pixels),
  );
}

interface NamedRows {
  readonly name: string;
  readonly rows: Uint32Array;
}

function byRuntime(table: TraceTable, rows: Uint32Array): NamedRows[] {
  const counts = new Uint32Array(table.runtimeNames.length);
  for (const row of rows) counts[idAt(table.runtimeId, row)]++;
  const present = [...counts.keys()].filter((id) => counts[id] > 0).sort((a, b) => counts[b] - counts[a] || a - b);
  const alone = present.length <= MOST_CURVES ? present : present.slice(0, MOST_CURVES - 1);
  const others = present.slice(alone.length);
  const groups = alone.map((id) => ({ name: table.runtimeNames[id], count: counts[id] }));
  if (others.length > 0) {
    groups.push({ name: `${others.length} other runtimes`, count: others.reduce((sum, id) => sum + counts[id], 0) });
  }
  const curveOf = new Uint8Array(table.runtimeNames.length).fill(alone.length);
  for (const [curve, id] of alone.entries()) curveOf[id] = curve;
  return split(table, rows, groups, curveOf);
}

/** Splits rows into groups, in the same order within each. */
function split(
  table: TraceTable,
  rows: Uint32Array,
  groups: readonly { readonly name: string; readonly count: number }[],
  groupOfRuntime: Uint8Array,
): NamedRows[] {
  const dealt = groups.map(({ name, count }) => ({ name, rows: new Uint32Array(count) }));
  const next = groups.map(() => 0);
  for (const row of rows) {
    const group = groupOfRuntime[idAt(table.runtimeId, row)];
    dealt[group].rows[next[group]++] = row;
  }
  return dealt;
}
