import { type Checkpoint, forSlices } from '../numeric';
import { type LabelColumn, labelsOf, type MeasureColumn, measuresOf, type NameIds, type TraceTable } from '../trace';
import type { TimeOrders } from './buildIndex';
import { commonestLabels } from './functionLabels';
import { medianGap } from './gaps';
import { largestByGroup } from './groups';
import { peakWithin } from './series';
import { StageMedians } from './stageMedians';

/** Above every line number. */
export const NO_LINE = 0xffff_ffff;

/** Per-function columns that take a pass over the rows to compute. */
export interface FunctionFacts {
  /** Median seconds between consecutive cold starts; NaN with fewer than two. */
  readonly gapP50: Float64Array;
  /** Most cold starts in any 60 s. */
  readonly peakPerMinute: Uint32Array;
  /** The largest value of each measure, in the order of `measuresOf`; NaN where none is known. */
  readonly largest: readonly { readonly column: MeasureColumn; readonly values: Float64Array }[];
  /** The commonest value of each label, in the order of `labelsOf`. */
  readonly commonest: readonly { readonly column: LabelColumn; readonly ids: NameIds }[];
  /** Warm invocations; null if the file does not record them. */
  readonly warm: Uint32Array | null;
  /** `NO_LINE` for a function without cold starts. */
  readonly firstLine: Uint32Array;
  readonly stageMedians: StageMedians;
}

/** Computes the facts of every function, in O(rows). */
export async function functionFacts(
  table: TraceTable,
  index: TimeOrders,
  checkpoint?: Checkpoint,
): Promise<FunctionFacts> {
  const functions = table.functionNames.length;
  const { functionStart, byFunction } = index;
  const facts: FunctionFacts = {
    commonest: await labelFacts(table, index, checkpoint),
    gapP50: new Float64Array(functions),
    peakPerMinute: new Uint32Array(functions),
    largest: await largestValues(table, checkpoint),
    warm: await warmCounts(table, checkpoint),
    firstLine: await firstLines(table, checkpoint),
    stageMedians: new StageMedians(index),
  };
  const times = new Float64Array(largestGroup(functionStart));
  let id = 0;
  // Slices count rows, not functions: one function may have most of the rows.
  await forSlices(table.rowCount, checkpoint, (_, end) => {
    for (; id < functions && functionStart[id] < end; id++) {
      const [from, to] = [functionStart[id], functionStart[id + 1]];
      gather(table.time, byFunction, from, to, times);
      facts.peakPerMinute[id] = peakWithin(times, to - from, 60);
      facts.gapP50[id] = medianGap(times, to - from);
    }
  });
  // Functions after the last row have warm invocations only.
  facts.gapP50.fill(Number.NaN, id);
  return facts;
}

/** A function of its own, because V8 compiles it within a few calls: the loop around it runs once. */
function gather(values: Float64Array, rows: Uint32Array, from: number, to: number, into: Float64Array): void {
  for (let i = from; i < to; i++) into[i - from] = values[rows[i]];
}

async function labelFacts(
  table: TraceTable,
  index: TimeOrders,
  checkpoint?: Checkpoint,
): Promise<FunctionFacts['commonest']> {
  const facts = [];
  for (const column of labelsOf(table)) {
    facts.push({ column, ids: await commonestLabels(table, index, column.ids, column.names.length, checkpoint) });
  }
  return facts;
}

async function largestValues(table: TraceTable, checkpoint?: Checkpoint): Promise<FunctionFacts['largest']> {
  const facts = [];
  const { functionId, functionNames } = table;
  for (const column of measuresOf(table)) {
    const { values, unknown } = column;
    facts.push({ column, values: await largestByGroup(values, unknown, functionId, functionNames.length, checkpoint) });
  }
  return facts;
}

/** Warm invocations of each function; null if the file does not record them. */
export async function warmCounts(
  { warm, functionNames }: TraceTable,
  checkpoint?: Checkpoint,
): Promise<Uint32Array | null> {
  if (!warm) return null;
  const counts = new Uint32Array(functionNames.length);
  await forSlices(warm.rows, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) counts[warm.functionId[row]]++;
  });
  return counts;
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
