import {
  type LatencyUnitSetting,
  type ReadProgress,
  type TraceColumns,
  type TraceTable,
  unitOfMedian,
  unitsPerSecond,
} from '../trace';
import type { PartialTrace } from './answers';
import { LatencyCounts } from './latencyCounts';
import { TimeCounts } from './timeCounts';

/** Points of the curve, enough for a wide page. */
const POINTS = 480;

/** A partial summary without what cannot be derived from rows. */
export type RowsSummary = Omit<PartialTrace, 'synthetic' | 'relativeTime'>;

type SummarisedProgress = Pick<ReadProgress, 'columns' | 'rows' | 'functionNames'> &
  Partial<Pick<ReadProgress, 'isInSeconds'>>;

/** Summarises a trace while it is being read. Looks at each row once. */
export class RunningSummary {
  readonly #times = new TimeCounts();
  readonly #latencies = new LatencyCounts();
  #rows = 0;

  constructor(readonly unit: LatencyUnitSetting) {}

  /** Adds the rows read since the last call; null before the first row. */
  after({ columns, rows, functionNames, isInSeconds = false }: SummarisedProgress): RowsSummary | null {
    if (columns) this.#add(columns, rows);
    return this.#summary(functionNames.length, isInSeconds);
  }

  /**
   * Adds the rest of the rows once all have been read.
   * @param isInSeconds whether the format defines that latencies are seconds
   */
  ofAll(table: TraceTable, isInSeconds = false): RowsSummary | null {
    this.#add(table, table.rowCount);
    return this.#summary(table.functionNames.length, isInSeconds);
  }

  #add({ time, latency }: Pick<TraceColumns, 'time' | 'latency'>, rows: number): void {
    this.#times.add(time, this.#rows, rows);
    this.#latencies.add(latency, this.#rows, rows);
    this.#rows = rows;
  }

  #summary(functions: number, isInSeconds: boolean): RowsSummary | null {
    const timeRange = this.#times.range;
    if (!timeRange) return null;
    const [p50, p99] = this.#latencies.quantiles([0.5, 0.99]);
    const setting = isInSeconds ? 'auto' : this.unit;
    const detected = isInSeconds ? 'seconds' : unitOfMedian(this.#latencies.positiveMedian);
    const unit = setting === 'auto' ? detected : setting;
    const perSecond = unitsPerSecond(unit);
    return {
      rows: this.#rows,
      functions,
      timeRange,
      latency: {
        unit,
        setting,
        p50: p50 / perSecond,
        p99: p99 / perSecond,
        max: this.#latencies.max / perSecond,
      },
      series: this.#times.series(POINTS),
    };
  }
}
