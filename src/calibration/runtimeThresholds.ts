import type { Component } from './mixture';
import { type Group, shrink } from './shrinkage';

/** Functions whose latencies show two components: what found and fetched starts of each runtime take. */
export interface Bimodal {
  /** By function; null where latencies show one component. */
  readonly components: readonly ({ readonly lower: Component; readonly upper: Component } | null)[];
  /** By function: the number of its runtime. */
  readonly runtime: Uint32Array;
  readonly runtimes: number;
}

const STEPS = 128;
/** Spread of a median, at least. */
const LEAST_VARIANCE = 0.01;

export interface Thresholds {
  /** By runtime. */
  readonly thresholds: Float64Array;
  /** Of the logarithms of a function's fetched starts. */
  readonly spread: number;
}

/**
 * By runtime: the logarithm of the latency below which a start has rather found the image than fetched it, judged by
 * the functions that show both; -Infinity where there are too few of those.
 */
export function runtimeThresholds({ components, runtime, runtimes }: Bimodal): Thresholds {
  const groupsOf = (side: 'lower' | 'upper') => {
    const value = Float64Array.from(components, (one) => one?.[side].mean ?? Number.NaN);
    return shrink({ value, variance: value.map(() => LEAST_VARIANCE) }, runtime, runtimes).groups;
  };
  const [found, fetched] = [groupsOf('lower'), groupsOf('upper')];
  const [foundSpread, fetchedSpread] = [spreadOf(components, 'lower'), spreadOf(components, 'upper')];
  const [low, high] = (['lower', 'upper'] as const).map((side) => sum(components.map((one) => one?.[side].count ?? 0)));
  const thresholds = Float64Array.from({ length: runtimes }, (_, r) => {
    const [of, notOf] = [found[r], fetched[r]];
    if (of === null || notOf === null || !(of.mean < notOf.mean)) return Number.NEGATIVE_INFINITY;
    for (let step = 0; step < STEPS; step++) {
      const x = of.mean + ((notOf.mean - of.mean) * step) / STEPS;
      if (low * density(x, of, foundSpread) < high * density(x, notOf, fetchedSpread)) return x;
    }
    return notOf.mean;
  });
  return { thresholds, spread: fetchedSpread };
}

/** Median spread within functions. */
function spreadOf(components: Bimodal['components'], side: 'lower' | 'upper'): number {
  const spreads = components.flatMap((one) => (one && one[side].sd > 0 ? [one[side].sd] : [])).sort((a, b) => a - b);
  return spreads[Math.floor(spreads.length / 2)] ?? 0;
}

function density(x: number, { mean, between }: Group, spread: number): number {
  const variance = between + spread * spread + LEAST_VARIANCE;
  return Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(variance);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
