import { type Calibration, type CalibrationReport, checkFit, fitOf, fitTrace, fittedWorkload } from '../calibration';
import { type Parameters, RECORDERS, type TraceSelection, traceWorkload, type Workload } from '../simulation';
import { counted, fixed, percent } from '../text';
import { UsageError } from './errors';
import type { OpenTrace } from './openTrace';
import type { Terminal } from './terminal';

/** In `--recorded-on`: the replay is not fitted to the trace. */
export const UNKNOWN = 'unknown';

/** A replay that is fitted to its trace. */
export interface CalibratedReplay {
  /** The replay with assumed images. */
  readonly assumed: Workload;
  readonly calibration: Calibration;
  readonly report: CalibrationReport;
}

/** Throws `UsageError`. */
export function requireRecorder(name: string): string {
  if (name === UNKNOWN || RECORDERS.includes(name)) return name;
  throw new UsageError(
    `There is no system "${name}" to record a trace on.`,
    `Name one of: ${RECORDERS.join(', ')}; or ${UNKNOWN}.`,
  );
}

/**
 * Fits the whole trace to what it recorded, and checks the fit.
 * @param assumed the selected cold starts with assumed images
 */
export async function calibratedReplay(
  trace: OpenTrace,
  { assumed, byTime }: { readonly assumed: Workload; readonly byTime: Uint32Array },
  recordedOn: string,
  parameters: Parameters,
  seed: number,
  terminal: Terminal,
): Promise<{ readonly workload: Workload; readonly calibrated: CalibratedReplay }> {
  const { table, relativeTime } = trace.file;
  const selection: TraceSelection = { relativeTime, byTime };
  const isWhole = assumed.arrival.length === table.rowCount;
  const whole = isWhole ? assumed : await traceWorkload(table, trace.unitsPerSecond, parameters, selection);
  const started = performance.now();
  const fit = await fitTrace(whole, table, recordedOn, parameters);
  const took = (performance.now() - started) / 1000;
  terminal.warn(
    `fitted ${counted(fit.calibration.functions.length, 'function')} to ${counted(whole.arrival.length, 'cold start')} in ${fixed(took, 2)} s`,
  );
  const { report } = await checkFit(fit, parameters, seed, (fraction) => {
    terminal.progress(`checking the fit on ${recordedOn}: ${percent(fraction)}`);
  });
  terminal.clearProgress();
  const calibration = fitOf(fit, assumed);
  // The fit is to the whole trace.
  const workload = { ...fittedWorkload(assumed, calibration), standIns: whole.standIns };
  return { workload, calibrated: { assumed, calibration, report } };
}
