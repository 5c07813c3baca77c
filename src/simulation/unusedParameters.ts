import type { ParameterInfo, SystemName, UnusedParameter, WorkloadDescription, WorkloadKind } from './answers';
import { vmsMayFail } from './failures';
import { PARAMETERS } from './parameterList';
import type { Parameters, VmFailure, Workload } from './types';

/** What a run simulates, for messages. */
const RUNS: Readonly<Record<WorkloadKind, string>> = {
  burst: 'a burst is simulated',
  profile: 'a profile is simulated',
  trace: 'a trace is replayed',
};

/** Runs of one workload, as far as it decides which parameters they use. */
export interface PlannedRuns {
  readonly workload: Workload;
  readonly systems: readonly SystemName[];
  /** Values of the parameters, before sizes and times of the workload took their place. */
  readonly given: Parameters;
  /** Listed failures, in addition to those drawn. */
  readonly failures?: readonly VmFailure[];
}

/** Those of the named parameters that have no effect on any of the runs. None for a workload made by hand. */
export function unusedParameters(names: Iterable<string>, runs: PlannedRuns): UnusedParameter[] {
  const { description } = runs.workload;
  if (!description) return [];
  const infos = [...new Set(names)].flatMap((name) => PARAMETERS.find((info) => info.name === name) ?? []);
  return infos.flatMap((info) => {
    const reason =
      reasonOfWorkload(info, description.kind) ??
      reasonOfSize(info, runs.given, description) ??
      reasonOfTrace(info, runs.workload) ??
      reasonOfOthers(info, runs) ??
      reasonOfSystems(info, runs.systems);
    return reason === null ? [] : [{ name: info.name, reason: `${info.name} is not used${reason}.` }];
  });
}

/** The parameters that differ from their defaults. */
export function changedParameters(parameters: Parameters): string[] {
  return PARAMETERS.filter(({ name, defaultValue }) => parameters[name] !== defaultValue).map(({ name }) => name);
}

/** Whether a workload gives a size or time itself, in place of the parameter of this name. */
export function givesSize(workload: object, name: string): boolean {
  const isSize = name === 'imageMB' || name === 'memoryMB' || name === 'runSeconds';
  return isSize && (workload as Record<string, unknown>)[name] != null;
}

/** The parameters in force: with the sizes and times that the workload gives. */
export function parametersInForce(parameters: Parameters, workload: WorkloadDescription | undefined): Parameters {
  if (!workload || workload.kind === 'trace') return parameters;
  const { imageMB, memoryMB, runSeconds } = workload;
  return { ...parameters, imageMB, memoryMB, runSeconds };
}

function reasonOfWorkload({ name, workloads, inPlaceOf }: ParameterInfo, kind: WorkloadKind): string | null {
  if (!workloads || workloads.includes(kind)) return null;
  const substitutes = inPlaceOf
    ? [inPlaceOf]
    : PARAMETERS.filter((info) => info.inPlaceOf === name).map((info) => info.name);
  const instead = substitutes.length > 0 ? `; in its place ${verb(substitutes)} ${substitutes.join(', ')}` : '';
  return ` when ${RUNS[kind]}${instead}`;
}

function reasonOfSize({ name }: ParameterInfo, given: Parameters, workload: WorkloadDescription): string | null {
  const own: Readonly<Record<string, unknown>> = { ...workload };
  if (!givesSize(workload, name) || own[name] === given[name]) return null;
  return `: the ${workload.kind} itself sets ${String(own[name])}`;
}

/** Sizes of what a trace does not record, where it has no such function. */
function reasonOfTrace({ name, inPlaceOf }: ParameterInfo, { standIns }: Workload): string | null {
  if (!standIns || !inPlaceOf || standIns.includes(name)) return null;
  return name === 'traceMemoryMB'
    ? ': the trace names the memory of all that is replayed'
    : ': no function that is replayed has such an image';
}

/** Parameters that another one, or the absence of failures, turns off. */
function reasonOfOthers({ name }: ParameterInfo, { given, failures }: PlannedRuns): string | null {
  if (name.startsWith('scaleOut') && name !== 'scaleOut' && given.scaleOut === 0) return ' with scaleOut=0';
  const ofFailures = name === 'pingSeconds' || name === 'requestRetries';
  if (ofFailures && !vmsMayFail(given, failures)) return ' where no VM fails';
  return null;
}

function reasonOfSystems({ systems }: ParameterInfo, chosen: readonly SystemName[]): string | null {
  if (!systems || chosen.some((name) => systems.includes(name))) return null;
  return ` by ${chosen.join(', ')}; only ${systems.join(', ')} ${systems.length === 1 ? 'uses' : 'use'} it`;
}

const verb = (names: readonly string[]) => (names.length === 1 ? 'is' : 'are');
