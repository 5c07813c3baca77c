import type { Run, RunResult } from '../types';

/** Cold starts of a run, or its requests, in parallel columns. */
export interface RunStarts {
  /** Seconds since the run's start. */
  readonly arrival: Float64Array;
  /** Seconds; of requests: responses. */
  readonly latency: Float64Array;
  readonly functionId: Uint32Array;
  readonly functionNames: readonly string[];
  readonly stages: RunResult['stages'];
}

/** What a run simulated: without the lead-in, and without those that VMs lost. */
export function simulatedStarts({ workload }: Pick<Run, 'workload'>, { provisioning, stages }: RunResult): RunStarts {
  const { requests, leadIn = 0, functionId, functions, arrival } = workload;
  const seconds = requests ? provisioning.map((start, i) => start + functions[functionId[i]].runSeconds) : provisioning;
  const counts = (_: number, i: number) => i >= leadIn && !Number.isNaN(seconds[i]);
  const isAll = leadIn === 0 && !seconds.some(Number.isNaN);
  const kept = <Column extends { filter(keep: typeof counts): Column }>(column: Column) =>
    isAll ? column : column.filter(counts);
  return {
    arrival: kept(arrival),
    latency: kept(seconds),
    functionId: kept(functionId),
    functionNames: functions.map(({ name }) => name),
    stages: stages.map(({ name, seconds }) => ({ name, seconds: kept(seconds) })),
  };
}

/** What the trace of a replay recorded of the same cold starts; null for another workload. */
export function recordedStarts({ workload }: Pick<Run, 'workload'>): RunStarts | null {
  const { recorded, arrival, functionId, functions } = workload;
  if (!recorded) return null;
  const functionNames = functions.map(({ name }) => name);
  return { arrival, latency: recorded, functionId, functionNames, stages: [] };
}
