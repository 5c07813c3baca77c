/** A mean over runs that differ only in the seed. */
export interface MeanOverSeeds {
  readonly mean: number;
  /** Half the width of the 95 % confidence interval; NaN for a single run. */
  readonly halfWidth95: number;
  readonly runs: number;
}

/**
 * 97.5 % quantiles of Student's t for 1, 2, … degrees of freedom; beyond the list they are the normal's within 2.5 %.
 */
const T_975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131];
const FURTHER_T_975 = [
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const NORMAL_975 = 1.96;

/** Mean and 95 % confidence interval (Student's t) of one number over several seeds. */
export function meanOverSeeds(values: readonly number[]): MeanOverSeeds {
  const runs = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / runs;
  if (runs < 2) return { mean, halfWidth95: Number.NaN, runs };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (runs - 1);
  const t = [...T_975, ...FURTHER_T_975][runs - 2] ?? NORMAL_975;
  return { mean, halfWidth95: t * Math.sqrt(variance / runs), runs };
}
