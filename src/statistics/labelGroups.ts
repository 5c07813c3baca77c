import { type Checkpoint, Quantiles } from '../numeric';
import { type LabelColumn, labelsOf, type TraceTable } from '../trace';
import type { LabelGroups } from './answers';
import { dealt, groupStarts } from './groups';

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
  const starts = await groupStarts(ids, rowCount, names.length, checkpoint);
  const latencies = await dealt(latency, ids, starts, checkpoint);
  const size = (id: number) => starts[id + 1] - starts[id];
  const present = names.flatMap((_, id) => (size(id) > 0 ? [id] : [])).sort((a, b) => size(b) - size(a) || a - b);
  const quantiles = new Quantiles(SHARES);
  const values = present.slice(0, MOST_VALUES).map((id) => {
    const found = [0, 0];
    quantiles.of(latencies, starts[id], starts[id + 1], (at, value) => {
      found[at] = value / unitsPerSecond;
    });
    return { text: names[id], count: size(id), p50: found[0], p99: found[1] };
  });
  return { key, title, total: present.length, values };
}
