import {
  type CheckedFit,
  checkFit,
  type FittedTrace,
  fitOf,
  fitTrace,
  fittedWorkload,
  headlineOf,
} from '../calibration';
import type { Checkpoint } from '../numeric';
import type { CalibrationAnswer } from '../protocol/queries';
import { requestKey } from '../protocol/requestKey';
import { latencyCdfOf, type Parameters, recordedCdfOf, SYSTEMS, traceWorkload, type Workload } from '../simulation';
import { type OpenTrace, openTable } from './openTrace';

interface Kept<T> {
  readonly trace: OpenTrace;
  readonly key: string;
  readonly value: T;
}

/** The last fit of a trace and its check, for the next run or question: runs of several systems share a fit. */
export class Calibrations {
  #fit: Kept<FittedTrace> | null = null;
  #check: Kept<CheckedFit> | null = null;

  /** The replay of some of the trace's cold starts, fitted to the whole trace. */
  async replay(
    trace: OpenTrace,
    assumed: Workload,
    recordedOn: string,
    parameters: Parameters,
    checkpoint: Checkpoint,
  ): Promise<Workload> {
    const fit = await this.#fitted(trace, recordedOn, parameters, checkpoint);
    return fittedWorkload(assumed, fitOf(fit, assumed));
  }

  /** How well the fitted trace reproduces what was recorded. @param pixels the most points of a curve */
  async checked(
    trace: OpenTrace,
    { recordedOn, seed }: { readonly recordedOn: string; readonly seed: number },
    parameters: Parameters,
    pixels: number,
    checkpoint: Checkpoint,
  ): Promise<CalibrationAnswer> {
    const key = requestKey({ recordedOn, parameters, seed });
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
    return { report, headline: headlineOf(report), curves };
  }

  async #fitted(
    trace: OpenTrace,
    recordedOn: string,
    parameters: Parameters,
    checkpoint: Checkpoint,
  ): Promise<FittedTrace> {
    const key = requestKey({ recordedOn, parameters });
    if (this.#fit?.trace === trace && this.#fit.key === key) return this.#fit.value;
    const { table, index, unitsPerSecond } = openTable(trace);
    const selection = { byTime: index.byTime, relativeTime: trace.file.relativeTime };
    const whole = await traceWorkload(table, unitsPerSecond, parameters, selection, checkpoint);
    const value = await fitTrace(whole, table, recordedOn, parameters, checkpoint);
    this.#fit = { trace, key, value };
    return value;
  }
}
