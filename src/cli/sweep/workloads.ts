import path from 'node:path';
import { type FittedTrace, fitOf, fitTrace, fittedWorkload } from '../../calibration';
import { filterText } from '../../filter';
import { matchingInOrder } from '../../matching';
import {
  type Parameters,
  type Run,
  type RunFile,
  requestedWorkload,
  resolveParameters,
  traceWorkload,
  type Workload,
} from '../../simulation';
import { rowsByAscending } from '../../statistics';
import { SweepError, type Unit } from '../../sweep';
import type { OpenTrace } from '../openTrace';
import { filterOf } from '../whereOption';

/**
 * Makes the runs of units. The last workload is kept: units that differ only in system, seed or a parameter of the
 * cluster have the same one.
 */
export class UnitRuns {
  #last: { readonly key: string; readonly workload: Promise<Workload> } | null = null;
  #fit: { readonly key: string; readonly fit: Promise<FittedTrace> } | null = null;
  #byTime: Promise<Uint32Array> | null = null;

  /** @param trace the one that replays read; null where the sweep replays none */
  constructor(private readonly trace: OpenTrace | null) {}

  /** Throws an `AdvisedError` for a unit that cannot be simulated. */
  async of({ run }: Unit): Promise<Run> {
    const { failures, seed } = run;
    const parameters = resolveParameters(run.parameters);
    const key = JSON.stringify([run.workload, parameters]);
    if (this.#last?.key !== key) this.#last = { key, workload: this.#workload(run, parameters) };
    return { workload: await this.#last.workload, system: run.systems[0], parameters, failures, seed };
  }

  #workload({ workload }: RunFile, parameters: Parameters): Promise<Workload> {
    return workload.kind === 'trace' ? this.#replay(workload, parameters) : requestedWorkload(workload, parameters);
  }

  async #replay(
    { from, to, functionName, where = '', recordedOn }: Extract<RunFile['workload'], { kind: 'trace' }>,
    parameters: Parameters,
  ): Promise<Workload> {
    const { trace } = this;
    if (!trace) throw new SweepError('The sweep replays a trace, and none has been opened.');
    const { table, relativeTime } = trace.file;
    const functionId = functionName === null ? null : table.functionNames.indexOf(functionName);
    if (functionId === -1) throw new SweepError(`No function of ${trace.name} is named "${functionName}".`);
    this.#byTime ??= rowsByAscending(table.time);
    const filter = filterOf(where, trace);
    const byTime = await matchingInOrder(filter, table, trace.unitsPerSecond, await this.#byTime);
    const selection = { functionId, from, to, relativeTime, byTime, where: filterText(filter) };
    const assumed = await traceWorkload(table, trace.unitsPerSecond, parameters, selection);
    if (recordedOn === undefined) return assumed;
    return fittedWorkload(assumed, fitOf(await this.#fitted(trace, recordedOn, parameters), assumed));
  }

  #fitted(trace: OpenTrace, recordedOn: string, parameters: Parameters): Promise<FittedTrace> {
    const key = JSON.stringify([recordedOn, parameters]);
    if (this.#fit?.key !== key) this.#fit = { key, fit: this.#fitWhole(trace, recordedOn, parameters) };
    return this.#fit.fit;
  }

  async #fitWhole(trace: OpenTrace, recordedOn: string, parameters: Parameters): Promise<FittedTrace> {
    const { table, relativeTime } = trace.file;
    const selection = { relativeTime, byTime: (await this.#byTime)! };
    const whole = await traceWorkload(table, trace.unitsPerSecond, parameters, selection);
    return fitTrace(whole, table, recordedOn, parameters);
  }
}

/** Path of a sweep's trace: in the folder of the sweep or manifest. */
export function traceOf(run: Pick<RunFile, 'trace'>, file: string, given: readonly string[]): readonly string[] | null {
  if (run.trace === null) return null;
  return given.length > 0 ? given : [path.join(path.dirname(file), run.trace.name)];
}
