import { type Checkpoint, quantile } from '../numeric';
import {
  COMPARED_SHARES,
  type Comparison,
  type ComparisonOptions,
  type QuantileChange,
  type SideFacts,
  type SideSummary,
  type StageChange,
  type StageOfSide,
} from './answers';
import { REPLICATES } from './bootstrap';
import { functionChanges } from './functionChanges';

/** Probabilities of the limits of a 95 % interval. */
const [LOW, HIGH] = [0.025, 0.975];

/**
 * What two sides differ in. Intervals are of independent sides: of percentiles, from the differences of bootstrap
 * replicates; of functions, from the bootstrap limits of each side.
 */
export async function compared(
  a: SideSummary,
  b: SideSummary,
  options: ComparisonOptions,
  checkpoint?: Checkpoint,
): Promise<Comparison> {
  return {
    a: factsOf(a),
    b: factsOf(b),
    quantiles: a.count === 0 || b.count === 0 ? [] : COMPARED_SHARES.map((_, index) => quantileChange(a, b, index)),
    curves: [a.cdf, b.cdf],
    functions: await functionChanges(a.groups, b.groups, options, checkpoint),
    stages: stageChanges(a.stages, b.stages),
  };
}

function factsOf({ count, groups, mean, max, seconds, warm }: SideSummary): SideFacts {
  return {
    count,
    functions: groups.ids.length,
    mean: count === 0 ? null : mean,
    max: count === 0 ? null : max,
    perMinute: seconds === null || seconds <= 0 ? null : (60 * count) / seconds,
    coldStartRate: warm === null || count + warm === 0 ? null : count / (count + warm),
  };
}

function quantileChange(a: SideSummary, b: SideSummary, index: number): QuantileChange {
  const ofIndex = ({ replicates }: SideSummary) => replicates.subarray(index * REPLICATES, (index + 1) * REPLICATES);
  const [inA, inB] = [ofIndex(a), ofIndex(b)];
  const differences = inB.map((value, i) => value - inA[i]).sort();
  const [valueA, valueB] = [a.quantiles[index], b.quantiles[index]];
  const ratios = inA.includes(0) ? null : inB.map((value, i) => value / inA[i]).sort();
  return {
    share: COMPARED_SHARES[index],
    a: valueA,
    b: valueB,
    difference: valueB - valueA,
    low: quantile(differences, LOW),
    high: quantile(differences, HIGH),
    ratio: valueA === 0 ? null : valueB / valueA,
    ratioLow: ratios && quantile(ratios, LOW),
    ratioHigh: ratios && quantile(ratios, HIGH),
  };
}

/** The stages of A in their order, then those of B alone. The same stage has the same title. */
function stageChanges(inA: readonly StageOfSide[], inB: readonly StageOfSide[]): StageChange[] {
  const known = ({ count }: StageOfSide) => count > 0;
  const [a, b] = [inA.filter(known), inB.filter(known)];
  const titles = new Set([...a, ...b].map(({ title }) => title));
  const numbers = (stages: readonly StageOfSide[], wanted: string) => {
    const found = stages.find(({ title }) => title === wanted);
    return found ? { count: found.count, mean: found.mean, p50: found.p50, p99: found.p99 } : null;
  };
  return [...titles].map((title) => ({ title, a: numbers(a, title), b: numbers(b, title) }));
}
