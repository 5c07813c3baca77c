import { quantileOfBins } from '../simulation';
import type { AxisValue } from './axes';
import { type Interval, meanInterval, quantileInterval } from './intervals';
import type { Sweep } from './sweepFile';
import type { UnitResult } from './unitResult';
import { unitAt } from './units';

/** Measures of a unit that are summarised over the replicas of its point. */
export const MEASURES = [
  'mean',
  'p50',
  'p90',
  'p99',
  'max',
  'last',
  'registryBytes',
  'peerBytes',
  'vms',
  'vmSeconds',
] as const;
export type Measure = (typeof MEASURES)[number];

/** Over the replicas of a point. Latencies in seconds. */
export interface MeasureSummary {
  /** Mean of the replicas' values; of `mean`, over all latencies of all replicas. */
  readonly value: number;
  /** Of the mean over replicas, Student's t; null for one replica. */
  readonly meanInterval: Interval | null;
  readonly median: number;
  /** Of the median over replicas, from order statistics; null for fewer than six replicas. */
  readonly medianInterval: Interval | null;
}

/** All replicas of one combination. */
export interface PointSummary {
  readonly values: Readonly<Record<string, AxisValue>>;
  /** Replicas that have a result. */
  readonly replicas: number;
  readonly latencies: number;
  /** Quantiles of the latencies of all replicas together, within 1.1 %. */
  readonly pooled: { readonly p50: number; readonly p90: number; readonly p99: number };
  readonly measures: Readonly<Record<Measure, MeasureSummary>>;
}

interface Replica {
  readonly number: number;
  readonly result: UnitResult;
}

/**
 * The results of a sweep, added in any order and grouping. Counts and histograms add up; what floating-point sums would
 * make depend on the order is kept by unit, and summed in the order of their numbers.
 */
export class Merged {
  readonly #points = new Map<number, Replica[]>();
  readonly #binned = new Map<number, Map<number, number>>();

  constructor(private readonly sweep: Sweep) {}

  /** Adding the same unit again changes nothing. */
  add(number: number, result: UnitResult): void {
    const point = Math.floor(number / this.sweep.replicas);
    const replicas = this.#points.get(point) ?? [];
    if (replicas.some((one) => one.number === number)) return;
    replicas.push({ number, result: { ...result, latencies: { ...result.latencies, bins: [], counts: [] } } });
    this.#points.set(point, replicas);
    const binned = this.#binned.get(point) ?? new Map<number, number>();
    const { bins, counts } = result.latencies;
    for (const [at, bin] of bins.entries()) binned.set(bin, (binned.get(bin) ?? 0) + counts[at]);
    this.#binned.set(point, binned);
  }

  /** By ascending number of their units; points without any result are left out. */
  points(): PointSummary[] {
    return [...this.#points.keys()].sort((a, b) => a - b).map((point) => this.#summary(point));
  }

  #summary(point: number): PointSummary {
    const replicas = this.#points
      .get(point)!
      .sort((a, b) => a.number - b.number)
      .map(({ result }) => result);
    const binned = this.#binned.get(point)!;
    const latencies = replicas.reduce((sum, { latencies }) => sum + latencies.count, 0);
    const sum = replicas.reduce((total, one) => total + one.latencies.sum, 0);
    const summaries = MEASURES.map((measure) => {
      const summary = summarized(replicas.map((one) => measureOf(one, measure)));
      return [measure, measure === 'mean' ? { ...summary, value: sum / latencies } : summary] as const;
    });
    return {
      values: unitAt(this.sweep, point * this.sweep.replicas).values,
      replicas: replicas.length,
      latencies,
      pooled: { p50: quantileOfBins(binned, 0.5), p90: quantileOfBins(binned, 0.9), p99: quantileOfBins(binned, 0.99) },
      measures: Object.fromEntries(summaries) as PointSummary['measures'],
    };
  }
}

/** Of one unit. */
export function measureOf(result: UnitResult, measure: Measure): number {
  const { latencies } = result;
  return measure === 'mean' ? latencies.sum / latencies.count : result[measure];
}

function summarized(values: readonly number[]): MeasureSummary {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    value: values.reduce((sum, value) => sum + value, 0) / values.length,
    meanInterval: meanInterval(values),
    median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2,
    medianInterval: quantileInterval(values, 0.5),
  };
}
