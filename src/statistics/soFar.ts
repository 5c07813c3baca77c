import {
  type LatencyUnitSetting,
  type ReadProgress,
  type RowBlock,
  type TraceTable,
  unitOfMedian,
  unitsPerSecond,
} from '../trace';
import type { PartialTrace } from './answers';
import { LatencyCounts } from './latencyCounts';
import { TimeCounts } from './timeCounts';

/** Points of the curve: what a wide page can tell apart. */
const POINTS = 480;

/** What the rows themselves say; where the trace came from is not among it. */
export type SummarySoFar = Omit<PartialTrace, 'synthetic'>;

/** A summary of a trace that grows with the reading of it: each row is looked at once. */
export class SoFar {
  readonly #times = new TimeCounts();
  readonly #latencies = new LatencyCounts();
  #rows = 0;
  /** Where the first row not yet looked at stands. */
  #segment = 0;
  #row = 0;

  constructor(readonly unit: LatencyUnitSetting) {}

  /** Looks at what is new since the last call; null before the first row. */
  after({ segments, functionNames }: Pick<ReadProgress, 'segments' | 'functionNames'>): SummarySoFar | null {
    for (; this.#segment < segments.length; this.#segment++) {
      this.#take(segments[this.#segment], this.#row, segments[this.#segment].rows);
      this.#row = segments[this.#segment].rows;
      // The last one may still grow.
      if (this.#segment === segments.length - 1) break;
      this.#row = 0;
    }
    return this.#summary(functionNames.length);
  }

  /** The same once all rows have been read. */
  ofAll(table: TraceTable): SummarySoFar | null {
    this.#take(table, this.#rows, table.rowCount);
    return this.#summary(table.functionNames.length);
  }

  #take({ time, latency }: Pick<RowBlock, 'time' | 'latency'>, from: number, to: number): void {
    this.#times.add(time, from, to);
    this.#latencies.add(latency, from, to);
    this.#rows += to - from;
  }

  #summary(functions: number): SummarySoFar | null {
    const timeRange = this.#times.range;
    if (!timeRange) return null;
    const [p50, p99] = this.#latencies.quantiles([0.5, 0.99]);
    const unit = this.unit === 'auto' ? unitOfMedian(this.#latencies.positiveMedian) : this.unit;
    const perSecond = unitsPerSecond(unit);
    return {
      rows: this.#rows,
      functions,
      timeRange,
      latency: {
        unit,
        setting: this.unit,
        p50: p50 / perSecond,
        p99: p99 / perSecond,
        max: this.#latencies.max / perSecond,
      },
      series: this.#times.series(POINTS),
    };
  }
}
