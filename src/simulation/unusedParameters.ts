import type { ParameterInfo, SystemName, UnusedParameter, WorkloadDescription, WorkloadKind } from './answers';
import { PARAMETERS } from './parameterList';
import type { Parameters } from './types';

/** What a run simulates, for messages. */
const RUNS: Readonly<Record<WorkloadKind, string>> = {
  burst: 'a burst is simulated',
  profile: 'a profile is simulated',
  trace: 'a trace is replayed',
};

/**
 * Those of the named parameters that no run of this workload with these systems uses, as the list of parameters says.
 * @param given values of the parameters, before sizes and times of the workload took their place
 */
export function unusedParameters(
  names: Iterable<string>,
  given: Parameters,
  workload: WorkloadDescription,
  systems: readonly SystemName[],
): UnusedParameter[] {
  const infos = [...new Set(names)].flatMap((name) => PARAMETERS.find((info) => info.name === name) ?? []);
  return infos.flatMap((info) => {
    const reason =
      reasonOfWorkload(info, workload.kind) ?? reasonOfSize(info, given, workload) ?? reasonOfSystems(info, systems);
    return reason === null ? [] : [{ name: info.name, reason: `${info.name} is not used${reason}.` }];
  });
}

/** The parameters that differ from their defaults. */
export function changedParameters(parameters: Parameters): string[] {
  return PARAMETERS.filter(({ name, defaultValue }) => parameters[name] !== defaultValue).map(({ name }) => name);
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
  const isSize = name === 'imageMB' || name === 'memoryMB' || name === 'runSeconds';
  if (!isSize || own[name] === given[name]) return null;
  return `: the ${workload.kind} itself sets ${String(own[name])}`;
}

function reasonOfSystems({ systems }: ParameterInfo, chosen: readonly SystemName[]): string | null {
  if (!systems || chosen.some((name) => systems.includes(name))) return null;
  return ` by ${chosen.join(', ')}; only ${systems.join(', ')} ${systems.length === 1 ? 'uses' : 'use'} it`;
}

const verb = (names: readonly string[]) => (names.length === 1 ? 'is' : 'are');
