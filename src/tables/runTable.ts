import type { Run, RunResult } from '../simulation';
import type { OutputColumn, OutputTable } from './table';

/**
 * One row for each cold start (or request) of a run. Bytes are those that the cold start had fetched, see
 * `RunResult.fetched`. The names of the columns say what is simulated, and by which system.
 */
export function runTable({ workload }: Run, result: RunResult): OutputTable {
  const { arrival, functionId, functions, recorded, leadIn = 0 } = workload;
  const { system, provisioning, stages, vm, upstream, depth, fetched, warm, parameters } = result;
  const of = (row: number) => functions[functionId[row]];
  const columns: (OutputColumn | false)[] = [
    { name: warm ? 'requestArrivalSeconds' : 'arrivalSeconds', type: 'number', at: (row) => arrival[row] },
    { name: 'functionName', type: 'text', at: (row) => of(row).name },
    { name: 'runtime', type: 'text', at: (row) => of(row).runtime },
    recorded !== undefined &&
      recorded !== null && { name: 'recordedLatencySeconds', type: 'number', at: (row) => recorded[row] },
    { name: `simulated ${system} provisioningSeconds`, type: 'number', at: (row) => provisioning[row] },
    warm !== null && {
      name: `simulated ${system} responseSeconds`,
      type: 'number',
      at: (row) => provisioning[row] + of(row).runSeconds,
    },
    ...stages.map(
      ({ name, seconds }): OutputColumn => ({
        name: `simulated ${system} ${name} seconds`,
        type: 'number',
        at: (row) => seconds[row],
      }),
    ),
    { name: 'simulated vm', type: 'count', at: (row) => vm[row] },
    { name: 'simulated upstream', type: 'text', at: (row) => upstreamName(upstream[row], parameters.vms) },
    { name: 'simulated depth', type: 'count', at: (row) => depth[row] },
    { name: 'simulated bytes from registry', type: 'bytes', at: (row) => fetched.registryBytes[row] },
    { name: 'simulated bytes from VMs', type: 'bytes', at: (row) => fetched.peerBytes[row] },
    warm !== null && {
      name: 'simulated served by',
      type: 'text',
      at: (row) => servedBy(warm[row], provisioning[row]),
    },
    warm !== null && { name: 'request of the lead-in', type: 'text', at: (row) => (row < leadIn ? 'yes' : 'no') },
  ];
  return { rows: arrival.length, columns: columns.filter((column) => column !== false) };
}

/** What the rows of a run's table are. @param system the name of its system */
export function aboutRun(system: string): string {
  return `Simulated provisioning (${system}), one row for each cold start or request`;
}

/** A lost request has no provisioning. */
function servedBy(warm: number, provisioning: number): string {
  if (Number.isNaN(provisioning)) return 'lost';
  return warm ? 'container at hand' : 'new container';
}

/** @param vms size of the pool; the VM outside it, if the system has one, has this number */
function upstreamName(vm: number, vms: number): string {
  if (vm === -1) return 'registry';
  if (vm === -2) return 'none';
  if (vm < 0) return 'any VM';
  return vm === vms ? 'extra VM' : String(vm);
}
