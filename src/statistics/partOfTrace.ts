import { type Checkpoint, forSlices } from '../numeric';
import type { TraceTable, WarmRows } from '../trace';
import { functionStarts, groupStarts } from './groups';
import { tableOfRows } from './tableOfRows';
import type { TraceIndex } from './traceIndex';

/** Some rows of a trace, with their orders. Functions and names keep their numbers. */
export interface TracePart {
  readonly table: TraceTable;
  readonly index: TraceIndex;
}

/**
 * The part of a trace with some of its rows, in O(rows) with copies of its columns. Its orders are those of the whole
 * without the other rows: nothing is sorted.
 * @param rows ascending
 * @param warm the warm invocations of the part; null if they are not known
 */
export async function partOfTrace(
  table: TraceTable,
  index: TraceIndex,
  rows: Uint32Array,
  warm: WarmRows | null,
  checkpoint?: Checkpoint,
): Promise<TracePart> {
  const part = { ...tableOfRows(table, rows), warm };
  const members = membersOf(rows, table.rowCount);
  const kept = (order: Uint32Array) => keptOrder(order, members, checkpoint);
  const byLatency = await kept(index.byLatency);
  const isOneOrder = index.byRuntimeLatency === index.byLatency;
  return {
    table: part,
    index: {
      byTime: await kept(index.byTime),
      byLatency,
      byRuntimeLatency: isOneOrder ? byLatency : await kept(index.byRuntimeLatency),
      byFunction: await kept(index.byFunction),
      byFunctionLatency: await kept(index.byFunctionLatency),
      functionStart: await functionStarts(part, checkpoint),
      runtimeStart: await groupStarts(part.runtimeId, part.rowCount, part.runtimeNames.length, checkpoint),
    },
  };
}

/** The rows of a part. */
interface Members {
  readonly count: number;
  /** By row of the whole: 1 for those of the part, of which `numbers` has the row in the part. */
  readonly isMember: Uint8Array;
  readonly numbers: Uint32Array;
}

function membersOf(rows: Uint32Array, ofWhole: number): Members {
  const isMember = new Uint8Array(ofWhole);
  const numbers = new Uint32Array(ofWhole);
  for (let at = 0; at < rows.length; at++) {
    isMember[rows[at]] = 1;
    numbers[rows[at]] = at;
  }
  return { count: rows.length, isMember, numbers };
}

/** An order of the whole without the other rows. */
async function keptOrder(
  order: Uint32Array,
  { count, isMember, numbers }: Members,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  // One element more: what is not kept is written over.
  const result = new Uint32Array(new SharedArrayBuffer((count + 1) * 4));
  let at = 0;
  await forSlices(order.length, checkpoint, (from, to) => {
    const end = keepMembers(order, isMember, from, to, result, at);
    renumber(result, numbers, at, end);
    at = end;
  });
  return result.subarray(0, count);
}

// Functions of their own, because V8 compiles them within a few calls. Looking at one byte of each row first, and
// numbering only what is kept, takes half the time of one pass.

/** Writes the members among `order[from, to)` into an array, from `first` on. Returns where they end. */
export function keepMembers(
  order: Uint32Array,
  isMember: Uint8Array,
  from: number,
  to: number,
  into: Uint32Array,
  first: number,
): number {
  let at = first;
  for (let i = from; i < to; i++) {
    const row = order[i];
    // Written in any case: a branch would be mispredicted every other row.
    into[at] = row;
    at += isMember[row];
  }
  return at;
}

function renumber(rows: Uint32Array, numbers: Uint32Array, from: number, to: number): void {
  for (let i = from; i < to; i++) rows[i] = numbers[rows[i]];
}
