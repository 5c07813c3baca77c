import { type Checkpoint, forSlices } from '../numeric';
import { type MeasureColumn, measuresOf, type TraceTable } from '../trace';
import { functionLabels } from './functionLabels';
import { largestByGroup } from './groups';
import { type QuantileColumns, quantileColumns, type SummaryQuantiles, selectedQuantiles } from './latencyQuantiles';

/** Input of `rowFacts`: plain data in shared memory. */
export interface RowColumns extends QuantileColumns, Pick<TraceTable, 'functionId'> {
  readonly functions: number;
  readonly measures: readonly MeasureColumn[];
}

/** What an overview takes from the rows in any order: another thread can find it while this one goes by time. */
export interface RowFacts {
  readonly quantiles: SummaryQuantiles;
  /** In the unit of the file; NaN without rows. */
  readonly mean: number;
  /** Functions with a cold start in each runtime. A function that changed its runtime counts in both. */
  readonly functionsOfRuntime: Uint32Array;
  /** The key of each measure, and its largest value in each runtime; NaN where none is known. */
  readonly largest: readonly (readonly [key: string, ofRuntime: Float64Array])[];
}

export function rowColumns(table: TraceTable): RowColumns {
  const { functionId, functionNames } = table;
  return { ...quantileColumns(table), functionId, functions: functionNames.length, measures: measuresOf(table) };
}

/** @param indexed the quantiles, where they need no selecting */
export async function rowFacts(
  columns: RowColumns,
  indexed: SummaryQuantiles | null = null,
  checkpoint?: Checkpoint,
): Promise<RowFacts> {
  const { runtimeId, runtimes, measures } = columns;
  const largest = [];
  for (const { key, values, unknown } of measures) {
    largest.push([key, await largestByGroup(values, unknown, runtimeId, runtimes, checkpoint)] as const);
  }
  return {
    mean: await meanLatency(columns, checkpoint),
    functionsOfRuntime: await functionsOfRuntimes(columns, checkpoint),
    largest,
    quantiles: indexed ?? (await selectedQuantiles(columns, checkpoint)),
  };
}

async function meanLatency({ latency, rowCount }: RowColumns, checkpoint?: Checkpoint): Promise<number> {
  let sum = 0;
  await forSlices(rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) sum += latency[row];
  });
  return sum / rowCount;
}

async function functionsOfRuntimes(columns: RowColumns, checkpoint?: Checkpoint): Promise<Uint32Array> {
  const { rowCount, runtimeId, functionId, functions, runtimes } = columns;
  const counts = new Uint32Array(runtimes);
  const table = { rowCount, functionId, functionNames: { length: functions } };
  const { first, several } = await functionLabels(table, runtimeId, checkpoint);
  const seen = new Uint8Array(functions);
  const pairs = new Set<number>();
  await forSlices(rowCount, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) {
      const id = functionId[row];
      const runtime = runtimeId === null ? 0 : runtimeId[row];
      if (several[id] === 1) pairs.add(id * runtimes + runtime);
      else if (seen[id] === 0) counts[first[id]]++;
      seen[id] = 1;
    }
  });
  for (const pair of pairs) counts[pair % runtimes]++;
  return counts;
}
