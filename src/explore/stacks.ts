import { type Checkpoint, forSlices } from '../numeric';
import type { Stage, TraceTable } from '../trace';
import type { Stacking, StackSeries } from './answers';

/** Parts of a column, each with a hue of its own; further ones are one part together. */
const MOST_STACKS = 6;

/** What columns are split by: the part of each row. There are no parts where nothing is split. */
export interface Stacks {
  readonly by: Stacking;
  readonly ids: Uint8Array;
  readonly parts: readonly Pick<StackSeries, 'key' | 'label'>[];
}

const OTHERS = { key: null, label: '' };

export async function stacksOf(table: TraceTable, by: Stacking, checkpoint?: Checkpoint): Promise<Stacks> {
  if (by === 'runtime' && table.runtimeId) return { by, ...(await byRuntime(table, table.runtimeId, checkpoint)) };
  if (by === 'stage' && table.stages.length > 0) return { by, ...(await byLongestStage(table.stages, checkpoint)) };
  return { by, ids: new Uint8Array(table.rowCount), parts: [] };
}

/** The runtimes with most cold starts, and the others together. */
async function byRuntime(
  { rowCount, runtimeNames }: TraceTable,
  runtimeId: Uint16Array,
  checkpoint?: Checkpoint,
): Promise<Omit<Stacks, 'by'>> {
  const counts = new Uint32Array(runtimeNames.length);
  await forSlices(rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) counts[runtimeId[row]]++;
  });
  const present = [...counts.keys()].filter((id) => counts[id] > 0).sort((a, b) => counts[b] - counts[a] || a - b);
  const largest = present.slice(0, MOST_STACKS);
  const parts = largest.map((id) => ({ key: runtimeNames[id], label: runtimeNames[id] }));
  const partOf = new Uint8Array(runtimeNames.length).fill(largest.length);
  for (const [part, id] of largest.entries()) partOf[id] = part;
  const ids = new Uint8Array(rowCount);
  await forSlices(rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) ids[row] = partOf[runtimeId[row]];
  });
  return { ids, parts: present.length > largest.length ? [...parts, OTHERS] : parts };
}

/** The stage that took longest, the earlier one of equals; the others are those of which no stage is known. */
async function byLongestStage(stages: readonly Stage[], checkpoint?: Checkpoint): Promise<Omit<Stacks, 'by'>> {
  const ids = new Uint8Array(stages[0].values.length);
  await forSlices(ids.length, checkpoint, (from, to) => {
    const longest = new Float32Array(to - from).fill(-1);
    ids.fill(stages.length, from, to);
    for (const [at, { values }] of stages.entries()) {
      for (let row = from; row < to; row++) {
        if (!(values[row] > longest[row - from])) continue;
        longest[row - from] = values[row];
        ids[row] = at;
      }
    }
  });
  return { ids, parts: [...stages.map(({ key, title }) => ({ key, label: title })), OTHERS] };
}
