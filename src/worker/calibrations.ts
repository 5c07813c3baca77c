import {
  type Calibration,
  type CheckedFit,
  checkFit,
  type FittedTrace,
  fitOf,
  fitTrace,
  fittedTextOf,
  fittedWorkload,
  headlineOf,
  intervalsOf,
  parametersOfCheck,
  parametersOfFit,
  usualDraws,
} from '../calibration';
import type { Checkpoint } from '../numeric';
import type { CalibrationAnswer, DrawnRun } from '../protocol/queries';
import { requestKey } from '../protocol/requestKey';
import {
  latencyCdfOf,
  type Parameters,
  RECORDERS,
  type Run,
  recordedCdfOf,
  type Simulator,
  SYSTEMS,
  SystemError,
  traceWorkload,
  type Workload,
} from '../simulation';
import { type OpenTrace, openTable } from './openTrace';

interface Kept<T> {
  readonly trace: OpenTrace;
  readonly key: string;
  readonly value: T;
}

/**
 * The last fit of a trace and its check, for the next run or question: runs of several systems share a fit, and so do
 * runs whose parameters differ only in what it does not depend on.
 */
export class Calibrations {
  #fit: Kept<FittedTrace> | null = null;
  #whole: Kept<Workload> | null = null;
  #check: Kept<CheckedFit> | null = null;
  /** By fitted replay: what it was made from. */
  readonly #origins = new WeakMap<Workload, { readonly assumed: Workload; readonly calibration: Calibration }>();

  constructor(private readonly simulator?: Simulator) {}

  /** The replay of some of the trace's cold starts, fitted to the whole trace. */
  async replay(
    trace: OpenTrace,
    assumed: Workload,
    recordedOn: string,
    parameters: Parameters,
    checkpoint: Checkpoint,
  ): Promise<Workload> {
    const fit = await this.#fitted(trace, recordedOn, parameters, checkpoint);
    const calibration = fitOf(fit, assumed);
    // The fit is to the whole trace.
    const workload = { ...fittedWorkload(assumed, calibration), standIns: fit.whole.standIns };
    this.#origins.set(workload, { assumed, calibration });
    return workload;
  }

  /** Repeats a run with what its trace leaves possible; null if its replay is not fitted. */
  async drawn(run: Run, checkpoint: Checkpoint): Promise<DrawnRun | null> {
    const origin = this.#origins.get(run.workload);
    if (!origin) return null;
    const { assumed, calibration } = origin;
    const draws = usualDraws(assumed);
    const drawn = { ...run, workload: assumed };
    const quantiles = await intervalsOf(drawn, calibration, draws, checkpoint, this.simulator);
    return { draws, quantiles };
  }

  /** How well the fitted trace reproduces what was recorded. @param pixels the most points of a curve */
  async checked(
    trace: OpenTrace,
    { recordedOn, seed }: { readonly recordedOn: string; readonly seed: number },
    parameters: Parameters,
    pixels: number,
    checkpoint: Checkpoint,
  ): Promise<CalibrationAnswer> {
    const key = requestKey({ recordedOn, parameters: parametersOfCheck(recordedOn, parameters), seed });
    const fit = await this.#fitted(trace, recordedOn, parameters, checkpoint);
    if (this.#check?.trace !== trace || this.#check.key !== key) {
      this.#check = { trace, key, value: await checkFit(fit, parameters, seed, checkpoint) };
    }
    const { report, workload, result } = this.#check.value;
    const label = SYSTEMS.find(({ name }) => name === recordedOn)?.label ?? recordedOn;
    const curves = [
      ...[recordedCdfOf(fit.whole, pixels) ?? []].flat(),
      { ...latencyCdfOf(workload, result, pixels), name: `${label}, fitted and simulated` },
    ];
    return { report, headline: headlineOf(report), fittedText: fittedTextOf(report), curves };
  }

  async #fitted(
    trace: OpenTrace,
    recordedOn: string,
    parameters: Parameters,
    checkpoint: Checkpoint,
  ): Promise<FittedTrace> {
    if (!RECORDERS.includes(recordedOn)) {
      throw new SystemError(
        `A trace is recorded on one of ${RECORDERS.join(', ')}, not on "${recordedOn.slice(0, 80)}".`,
      );
    }
    const whole = await this.#replayed(trace, recordedOn, parameters, checkpoint);
    const key = requestKey({ recordedOn, parameters: parametersOfFit(recordedOn, parameters) });
    if (this.#fit?.trace !== trace || this.#fit.key !== key) {
      const { table } = openTable(trace);
      this.#fit = { trace, key, value: await fitTrace(whole, table, recordedOn, parameters, checkpoint) };
    }
    return { ...this.#fit.value, whole };
  }

  /** The replay of the whole trace, with assumed images. */
  async #replayed(
    trace: OpenTrace,
    recordedOn: string,
    parameters: Parameters,
    checkpoint: Checkpoint,
  ): Promise<Workload> {
    const key = requestKey({ recordedOn, parameters: parametersOfCheck(recordedOn, parameters) });
    if (this.#whole?.trace !== trace || this.#whole.key !== key) {
      const { table, index, unitsPerSecond } = openTable(trace);
      const selection = { byTime: index.byTime, relativeTime: trace.file.relativeTime };
      this.#whole = {
        trace,
        key,
        value: await traceWorkload(table, unitsPerSecond, parameters, selection, checkpoint),
      };
    }
    return this.#whole.value;
  }
}
