import type { WorkloadRequest } from '../../src/protocol/queries';
import { counted, shortName, timeRange } from '../format';

/** A workload in words. @param nameOf the name of a function of the trace */
export function workloadText(
  workload: WorkloadRequest,
  traceName: string | null,
  nameOf: (id: number) => string,
): string {
  if (workload.kind === 'burst') {
    const parts = [`Burst of ${counted(workload.containers, 'container')}`, counted(workload.functions, 'function')];
    if (workload.imageMB !== null) parts.push(`image ${workload.imageMB} MB`);
    if (workload.memoryMB !== null) parts.push(`memory ${workload.memoryMB} MB`);
    return parts.join(', ');
  }
  const name = shortName(traceName ?? 'trace');
  const whose = workload.functionId === null ? name : `${shortName(nameOf(workload.functionId), 32)} in ${name}`;
  if (workload.from === null && workload.to === null) return `Replay of ${whose}`;
  return `Replay of ${whose}, ${timeRange(workload.from ?? 0, workload.to ?? 0)}`;
}
