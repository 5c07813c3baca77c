import { type Checkpoint, forSlices, Quantiles } from '../numeric';
import { type LabelColumn, labelsOf, type TraceTable } from '../trace';
import type { LabelGroups } from './answers';

/** Values listed of each label. */
const MOST_VALUES = 50;

const SHARES = [0.5, 0.99] as const;

/**
 * Cold starts and latency by each value of each label that has several, most cold starts first. O(rows) for each label,
 * computed when asked for.
 */
export async function labelGroups(
  table: TraceTable,
  unitsPerSecond: number,
  checkpoint?: Checkpoint,
): Promise<LabelGroups[]> {
  const groups: LabelGroups[] = [];
  for (const column of labelsOf(table)) {
    const found = await groupsOf(table, column, unitsPerSecond, checkpoint);
    if (found.total > 1) groups.push(found);
  }
  return groups;
}

async function groupsOf(
  { rowCount, latency }: TraceTable,
  { key, title, ids, names }: LabelColumn,
  unitsPerSecond: number,
  checkpoint?: Checkpoint,
): Promise<LabelGroups> {
  const starts = new Uint32Array(names.length + 1);
  await forSlices(rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) starts[ids[row] + 1]++;
  });
  for (let id = 0; id < names.length; id++) starts[id + 1] += starts[id];
  const next = starts.slice();
  const dealt = new Float64Array(rowCount);
  await forSlices(rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) dealt[next[ids[row]]++] = latency[row];
  });
  const size = (id: number) => starts[id + 1] - starts[id];
  const present = names.flatMap((_, id) => (size(id) > 0 ? [id] : [])).sort((a, b) => size(b) - size(a) || a - b);
  const quantiles = new Quantiles(SHARES);
  const values = present.slice(0, MOST_VALUES).map((id) => {
    const found = [0, 0];
    quantiles.of(dealt, starts[id], starts[id + 1], (at, value) => {
      found[at] = value / unitsPerSecond;
    });
    return { text: names[id], count: size(id), p50: found[0], p99: found[1] };
  });
  return { key, title, total: present.length, values };
}
