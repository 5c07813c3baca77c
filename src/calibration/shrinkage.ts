/** An estimate of one function: NaN where its own cold starts say nothing. */
export interface Estimates {
  readonly value: Float64Array;
  /** Sampling variance of each value. */
  readonly variance: Float64Array;
}

/** What functions of a group have in common. */
export interface Group {
  readonly mean: number;
  /** Variance between functions, beyond that of their sampling. */
  readonly between: number;
  /** Functions that say something. */
  readonly count: number;
}

export interface Shrunk {
  readonly value: Float64Array;
  /** Variance of what is left unknown of each value. */
  readonly variance: Float64Array;
  /** By function: the weight of its group in its value, 0 to 1. */
  readonly borrowed: Float64Array;
  readonly groups: readonly (Group | null)[];
}

/** A group of fewer functions takes its mean from all functions. */
const FEWEST = 3;

/**
 * Empirical Bayes: draws each function's value towards the mean of its group, the more the less its own cold starts say
 * and the more alike the group's functions are (DerSimonian and Laird, Controlled Clinical Trials 7:177, 1986).
 * The order of functions changes nothing.
 * @param groupOf by function, below `groups`
 */
export function shrink(own: Estimates, groupOf: Uint32Array, groups: number): Shrunk {
  const members: number[][] = Array.from({ length: groups }, () => []);
  for (let f = 0; f < groupOf.length; f++) if (!Number.isNaN(own.value[f])) members[groupOf[f]].push(f);
  const all = groupFrom(own, members.flat());
  const known = members.map((list) => (list.length >= FEWEST ? groupFrom(own, list) : all));
  const value = new Float64Array(groupOf.length);
  const variance = new Float64Array(groupOf.length);
  const borrowed = new Float64Array(groupOf.length);
  for (let f = 0; f < groupOf.length; f++) {
    const group = known[groupOf[f]];
    if (group === null) {
      value[f] = own.value[f];
      variance[f] = own.variance[f];
      continue;
    }
    if (Number.isNaN(own.value[f])) {
      value[f] = group.mean;
      variance[f] = group.between;
      borrowed[f] = 1;
      continue;
    }
    const weight = group.between + own.variance[f] > 0 ? own.variance[f] / (group.between + own.variance[f]) : 0;
    value[f] = weight * group.mean + (1 - weight) * own.value[f];
    variance[f] = (1 - weight) * own.variance[f];
    borrowed[f] = weight;
  }
  return { value, variance, borrowed, groups: known };
}

function groupFrom({ value, variance }: Estimates, functions: readonly number[]): Group | null {
  if (functions.length === 0) return null;
  // Sums of floating-point numbers depend on their order.
  const sorted = [...functions].sort((a, b) => value[a] - value[b] || variance[a] - variance[b]);
  const plain = weightedMean(sorted, value, (f) => 1 / Math.max(variance[f], LEAST_VARIANCE));
  let [q, sum, squares] = [0, 0, 0];
  for (const f of sorted) {
    const weight = 1 / Math.max(variance[f], LEAST_VARIANCE);
    q += weight * (value[f] - plain) ** 2;
    sum += weight;
    squares += weight * weight;
  }
  const free = sum - squares / sum;
  const between = free > 0 ? Math.max(0, (q - (sorted.length - 1)) / free) : 0;
  const mean = weightedMean(sorted, value, (f) => 1 / (Math.max(variance[f], LEAST_VARIANCE) + between));
  return { mean, between, count: sorted.length };
}

const LEAST_VARIANCE = 1e-6;

function weightedMean(functions: readonly number[], value: Float64Array, weightOf: (f: number) => number): number {
  let [sum, weights] = [0, 0];
  for (const f of functions) {
    sum += weightOf(f) * value[f];
    weights += weightOf(f);
  }
  return sum / weights;
}
