import { quantile } from '../numeric';
import { type Parameters, type RunResult, simulate, type Workload } from '../simulation';
import type { TraceTable } from '../trace';
import type { Calibration, CalibrationReport, RecordedOn, Split } from './answers';
import { calibrate } from './calibrate';
import { causesOf } from './causes';
import { compareReplay } from './check';
import { type CheckProgress, heldOut } from './heldOut';
import { type Recorded, recordedOf } from './recorded';
import { fittedWorkload } from './replayed';

/** A trace and what was fitted to it. */
export interface FittedTrace {
  /** Replays every cold start of the trace, with assumed images. */
  readonly whole: Workload;
  readonly recorded: Recorded;
  readonly calibration: Calibration;
}

export async function fitTrace(
  whole: Workload,
  table: Pick<TraceTable, 'stages'>,
  recordedOn: RecordedOn,
  parameters: Parameters,
  checkpoint?: () => Promise<void> | void,
): Promise<FittedTrace> {
  const recorded = recordedOf(whole, table);
  return {
    whole,
    recorded,
    calibration: await calibrate(recorded, whole.functions, recordedOn, parameters, checkpoint),
  };
}

/** What was fitted to a part of the trace's cold starts. @param selection replays them, with assumed images */
export function fitOf({ whole, calibration }: FittedTrace, selection: Workload): Calibration {
  if (selection === whole) return calibration;
  const number = new Map(calibration.functions.map(({ name }, f) => [name, f]));
  const found = new Set<number>();
  whole.rows?.forEach((row, i) => {
    if (calibration.isFound[i] === 1) found.add(row);
  });
  return {
    ...calibration,
    starts: selection.arrival.length,
    functions: selection.functions.map(({ name }) => calibration.functions[number.get(name)!]),
    isFound: Uint8Array.from(selection.rows ?? [], (row) => (found.has(row) ? 1 : 0)),
  };
}

/** A fit in numbers, and the fitted trace as it was simulated. */
export interface CheckedFit {
  readonly report: CalibrationReport;
  readonly workload: Workload;
  readonly result: RunResult;
}

/**
 * Simulates the fitted trace on the system that it was recorded on, and compares; half of it before it is seen.
 * Failures of VMs are a question to the replay: none are assumed of what was recorded.
 */
export async function checkFit(
  { whole, recorded, calibration }: FittedTrace,
  asked: Parameters,
  seed: number,
  progress?: CheckProgress,
): Promise<CheckedFit> {
  const parameters = { ...asked, failuresPerVmHour: 0 };
  const { recordedOn, functions, starts, assumptions, isFound } = calibration;
  const predicted = await heldOut(whole, recorded, recordedOn, parameters, seed, (share) => progress?.(share / 3));
  const workload = fittedWorkload(whole, calibration);
  const run = { workload, system: recordedOn, parameters, seed };
  const result = await simulate(run, (share) => progress?.((1 + 2 * share) / 3));
  const fit = compareReplay(recorded.latency, result.provisioning, recorded.functionId, functions.length);
  const images = Float64Array.from(functions, ({ imageMB }) => imageMB).sort();
  const of = (split: Split) => functions.filter((one) => one.split === split).length;
  const report = {
    recordedOn,
    starts,
    functions: functions.length,
    split: { stages: of('stages'), mixture: of('mixture'), assumed: of('assumed') },
    borrowing: functions.filter(({ borrowed }) => borrowed > 0.5).length,
    foundShare: starts > 0 ? isFound.reduce((sum, one) => sum + one, 0) / starts : 0,
    imageMB: { p10: quantile(images, 0.1), p50: quantile(images, 0.5), p90: quantile(images, 0.9) },
    heldOut: predicted,
    fit,
    assumptions,
  };
  return { report: { ...report, causes: causesOf(report, recorded, calibration, parameters) }, workload, result };
}
