import type { WorkloadRequest } from '../../src/protocol/queries';
import { counted, duration, plainNumber, shortName, type TimeText } from '../../src/text';

/** A workload in words. @param nameOf the name of a function of the trace */
export function workloadText(
  workload: WorkloadRequest,
  traceName: string | null,
  times: TimeText,
  nameOf: (id: number) => string,
): string {
  if (workload.kind === 'burst') {
    const parts = [`Burst of ${counted(workload.containers, 'container')}`, counted(workload.functions, 'function')];
    return [...parts, ...sizesText(workload)].join(', ');
  }
  if (workload.kind === 'profile') {
    const { name, runSeconds, leadInSeconds } = workload;
    const parts = [`Requests of ${shortName(name)}`];
    if (runSeconds !== null) parts.push(`${duration(runSeconds)} each`);
    if (leadInSeconds > 0) parts.push(`after a lead-in of ${duration(leadInSeconds)}`);
    return [...parts, ...sizesText(workload)].join(', ');
  }
  const name = shortName(traceName ?? 'trace');
  const replayed = workload.functionId === null ? name : `${shortName(nameOf(workload.functionId), 32)} in ${name}`;
  const { from, to, where = '', recordedOn } = workload;
  const range = from === null && to === null ? '' : `, ${times.range(from ?? 0, to ?? 0)}`;
  const filter = where === '' ? '' : `, ${shortName(where, 80)}`;
  return `Replay of ${replayed}${range}${filter}, ${recordedOn === undefined ? 'not fitted' : `fitted as recorded on ${recordedOn}`}`;
}

/** Only sizes that are not the defaults. */
function sizesText({ imageMB, memoryMB }: { readonly imageMB: number | null; readonly memoryMB: number | null }) {
  return [
    ...(imageMB === null ? [] : [`image ${plainNumber(imageMB)} MB`]),
    ...(memoryMB === null ? [] : [`memory ${plainNumber(memoryMB)} MB`]),
  ];
}
