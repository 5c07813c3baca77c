/** Results of a calibration, as they cross to the page and are printed. Plain data. */

/** The system that a trace was recorded on; `unknown`: the replay is not fitted to the trace. */
export type RecordedOn = string;

/** How a function's start work was told from its image. */
export type Split =
  /** The trace has stages. */
  | 'stages'
  /** Some of its starts found the image on the VM, and show the start alone. */
  | 'mixture'
  /** Assumed: see `Calibration.assumptions`. */
  | 'assumed';

/** What was fitted to one function. */
export interface FittedFunction {
  readonly name: string;
  readonly runtime: string;
  /** Its cold starts that were fitted. */
  readonly starts: number;
  readonly imageMB: number;
  readonly startFactor: number;
  readonly platformSeconds: number;
  /** Standard deviation of the logarithm of a cold start's factor. */
  readonly scatter: number;
  /** The same of those that find the image. */
  readonly foundScatter: number;
  /** Logarithms of the factor at equally spaced probabilities, where enough starts show that; null: log-normal. */
  readonly shape: readonly number[] | null;
  /** Share of its starts that find the image on the VM. */
  readonly foundShare: number;
  readonly split: Split;
  /** Weight of its runtime in the fitted median, 0 to 1: the less it has been started, the more it borrows. */
  readonly borrowed: number;
  /** Standard deviations of what remains unknown of it: of the logarithm of its work, and of its startFactor. */
  readonly workSd: number;
  readonly startSd: number;
}

export interface Calibration {
  readonly recordedOn: RecordedOn;
  readonly starts: number;
  readonly functions: readonly FittedFunction[];
  /** By arrival: 1 for a start that found the image on its VM. */
  readonly isFound: Uint8Array;
  /** What was assumed, one sentence each. */
  readonly assumptions: readonly string[];
}

/** Latency at a percentile: recorded, simulated, and the error of the latter relative to the former. */
export interface QuantileError {
  /** 0 to 1. */
  readonly share: number;
  readonly recordedSeconds: number;
  readonly simulatedSeconds: number;
  /** NaN where 0 s were recorded and not simulated. */
  readonly error: number;
}

/** A simulated replay against what the trace recorded. */
export interface ReplayCheck {
  readonly starts: number;
  readonly overall: readonly QuantileError[];
  /** Over functions with enough starts: the median and the 90th percentile of the absolute errors. */
  readonly perFunction: readonly { readonly share: number; readonly median: number; readonly p90: number }[];
  /** Functions with enough starts. */
  readonly comparedFunctions: number;
}

/** How well a calibration on the first half of the time span predicts the second half, which it has not seen. */
export interface HeldOut {
  readonly fittedStarts: number;
  readonly check: ReplayCheck;
  /** Errors of a naive prediction: the latencies recorded in the first half. */
  readonly naive: readonly QuantileError[];
}

/** A calibration in numbers, with its check. */
export interface CalibrationReport {
  readonly recordedOn: RecordedOn;
  readonly starts: number;
  readonly functions: number;
  /** Functions by how their start work was told from their image. */
  readonly split: Readonly<Record<Split, number>>;
  /** Functions whose median comes from their runtime for more than half. */
  readonly borrowing: number;
  /** Share of the starts that found the image on their VM. */
  readonly foundShare: number;
  /** Fitted image sizes over functions. */
  readonly imageMB: { readonly p10: number; readonly p50: number; readonly p90: number };
  /** null for a trace with too few cold starts in either half of its time span. */
  readonly heldOut: HeldOut | null;
  /** The fitted starts themselves, simulated again. */
  readonly fit: ReplayCheck;
  /** What may cause large errors, one sentence each. */
  readonly causes: readonly string[];
  readonly assumptions: readonly string[];
}

/** Latency of a percentile over draws of what the calibration leaves unknown. */
export interface DrawnQuantile {
  readonly share: number;
  /** 5th and 95th percentile of the draws. */
  readonly lowSeconds: number;
  readonly highSeconds: number;
}
