import { type Checkpoint, forSlices } from '../numeric';
import { labelsOf, measuresOf, type TraceTable, type WarmRows } from '../trace';
import type { FunctionSummary, FunctionsPage, FunctionsRequest } from './answers';
import { type FunctionFacts, NO_LINE, warmCounts } from './functionFacts';
import { commonest } from './functionLabels';
import { type FunctionOrders, functionSummary, needsFacts, pageOfFunctions } from './functions';
import { medianGap } from './gaps';
import { startsFrom } from './groups';
import { keepMembers } from './partOfTrace';
import { groupOf } from './rows';
import { peakWithin } from './series';
import { StageMedians } from './stageMedians';
import type { TraceIndex } from './traceIndex';

/**
 * The functions of some rows of a trace. Its orders hold the numbers that rows have in the whole table, so no column is
 * copied, and facts are computed only for the functions that are shown or compared by them.
 */
export class FilteredFunctions {
  /** 1 for the functions whose facts are known. */
  readonly #isKnown: Uint8Array;
  /** By number of a label's value: all zeros between uses. */
  readonly #counts: Uint32Array;

  private constructor(
    readonly table: TraceTable,
    readonly orders: FunctionOrders,
    readonly facts: FunctionFacts,
  ) {
    this.#isKnown = new Uint8Array(table.functionNames.length);
    this.#counts = new Uint32Array(Math.max(1, ...facts.commonest.map(({ column }) => column.names.length)));
  }

  /**
   * @param rows ascending
   * @param warm their warm invocations; null if they are not known
   */
  static async of(
    whole: TraceTable,
    index: TraceIndex,
    rows: Uint32Array,
    warm: WarmRows | null,
    checkpoint?: Checkpoint,
  ): Promise<FilteredFunctions> {
    const table = { ...whole, warm };
    const isMember = new Uint8Array(whole.rowCount);
    const counts = new Uint32Array(whole.functionNames.length + 1);
    await forSlices(rows.length, checkpoint, (from, to) => {
      for (let at = from; at < to; at++) {
        isMember[rows[at]] = 1;
        counts[whole.functionId[rows[at]]]++;
      }
    });
    const orders = {
      functionStart: startsFrom(counts),
      byFunction: await membersIn(index.byFunction, isMember, rows.length, checkpoint),
      byFunctionLatency: await membersIn(index.byFunctionLatency, isMember, rows.length, checkpoint),
    };
    return new FilteredFunctions(table, orders, await noFacts(table, orders, checkpoint));
  }

  /** As `functionsPage` of the part of the trace that has these rows. */
  async page(unitsPerSecond: number, request: FunctionsRequest, checkpoint?: Checkpoint): Promise<FunctionsPage> {
    const { table, orders, facts } = this;
    if (needsFacts(request)) await this.#know(this.#isKnown.keys(), checkpoint);
    const { ids, ...page } = pageOfFunctions(table, orders, facts, request);
    await this.#know(ids, checkpoint);
    return { ...page, rows: Array.from(ids, (id) => functionSummary(table, orders, unitsPerSecond, facts, id)) };
  }

  /** As `functionSummary`. Throws `UnknownFunctionError`. */
  async summary(unitsPerSecond: number, id: number, checkpoint?: Checkpoint): Promise<FunctionSummary> {
    groupOf(this.orders, id);
    await this.#know([id], checkpoint);
    return functionSummary(this.table, this.orders, unitsPerSecond, this.facts, id);
  }

  async #know(ids: Iterable<number>, checkpoint?: Checkpoint): Promise<void> {
    let looked = 0;
    for (const id of ids) {
      if (this.#isKnown[id] === 1) continue;
      const { functionStart, byFunction } = this.orders;
      const rows = byFunction.subarray(functionStart[id], functionStart[id + 1]);
      learn(this.table, this.facts, id, rows, this.#counts);
      this.#isKnown[id] = 1;
      looked += rows.length + 1;
      if (looked < LOOKED) continue;
      looked = 0;
      await checkpoint?.();
    }
  }
}

/** Rows looked at between two checkpoints. */
const LOOKED = 1 << 14;

async function membersIn(
  order: Uint32Array,
  isMember: Uint8Array,
  count: number,
  checkpoint?: Checkpoint,
): Promise<Uint32Array> {
  // One element more: what is not kept is written over.
  const members = new Uint32Array(count + 1);
  let at = 0;
  await forSlices(order.length, checkpoint, (from, to) => {
    at = keepMembers(order, isMember, from, to, members, at);
  });
  return members.subarray(0, count);
}

/** Facts of no function yet. */
async function noFacts(table: TraceTable, orders: FunctionOrders, checkpoint?: Checkpoint): Promise<FunctionFacts> {
  const { length } = table.functionNames;
  return {
    commonest: labelsOf(table).map((column) => ({ column, ids: new Uint16Array(length) })),
    gapP50: new Float64Array(length).fill(Number.NaN),
    peakPerMinute: new Uint32Array(length),
    largest: measuresOf(table).map((column) => ({ column, values: new Float64Array(length).fill(Number.NaN) })),
    warm: await warmCounts(table, checkpoint),
    firstLine: new Uint32Array(length).fill(NO_LINE),
    stageMedians: new StageMedians(orders),
  };
}

/** Computes the facts of a function. @param rows its rows by ascending time. @param counts zeros, before and after */
function learn(
  { time, line }: TraceTable,
  facts: FunctionFacts,
  id: number,
  rows: Uint32Array,
  counts: Uint32Array,
): void {
  const times = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    times[at] = time[rows[at]];
    if (line[rows[at]] < facts.firstLine[id]) facts.firstLine[id] = line[rows[at]];
  }
  facts.peakPerMinute[id] = peakWithin(times, times.length, 60);
  facts.gapP50[id] = medianGap(times, times.length);
  for (const { column, values } of facts.largest) values[id] = largestOf(column.values, column.unknown, rows);
  for (const { column, ids } of facts.commonest) ids[id] = commonest(column.ids, rows, counts);
}

function largestOf(values: Float32Array | Float64Array | Uint32Array, unknown: number, rows: Uint32Array): number {
  let largest = Number.NaN;
  for (let at = 0; at < rows.length; at++) {
    const value = values[rows[at]];
    if (value !== unknown && !(value <= largest) && !Number.isNaN(value)) largest = value;
  }
  return largest;
}
