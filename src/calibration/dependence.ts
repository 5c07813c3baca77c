import { PARAMETERS, type ParameterInfo, type Parameters } from '../simulation';
import type { RecordedOn } from './answers';

/** Of the cluster, a lone cold start feels only the speed of its VM. */
const OF_THE_CLUSTER = ['vcpus'];

/** The parameters on which the check of a fit depends: those that a replay on this system uses. */
export function parametersOfCheck(recordedOn: RecordedOn, parameters: Parameters): Readonly<Record<string, number>> {
  return chosen(parameters, (info) => isUsed(info, recordedOn));
}

/** The parameters on which the fit itself depends: those of lone cold starts, and the images assumed. */
export function parametersOfFit(recordedOn: RecordedOn, parameters: Parameters): Readonly<Record<string, number>> {
  return chosen(
    parameters,
    (info) => isUsed(info, recordedOn) && (info.group !== 'cluster' || OF_THE_CLUSTER.includes(info.name)),
  );
}

function isUsed({ name, systems, workloads }: ParameterInfo, recordedOn: RecordedOn): boolean {
  // Nothing that was recorded is said to be a failure: the check assumes none.
  if (name === 'failuresPerVmHour' || name === 'pingSeconds') return false;
  return (systems?.includes(recordedOn) ?? true) && (workloads?.includes('trace') ?? true);
}

function chosen(parameters: Parameters, isChosen: (info: ParameterInfo) => boolean): Record<string, number> {
  return Object.fromEntries(PARAMETERS.filter(isChosen).map(({ name }) => [name, parameters[name]]));
}
