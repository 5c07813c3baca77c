export interface Curve {
  readonly name: string;
  /** Number of samples that the curve describes. */
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** True where the curve shows fewer points than there are samples. */
  readonly decimated: boolean;
}
