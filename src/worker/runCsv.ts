import type { Run, RunResult } from '../simulation';
import { csvCell, csvLine } from '../text';

const END = '\r\n';

/**
 * One line for each cold start (or request) of a run, RFC 4180. Bytes are those that the cold start had fetched, see
 * `RunResult.fetched`. The header names what is simulated.
 * @param from first row of the page
 */
export function runCsvPage(run: Run, result: RunResult, from: number, rows: number): string {
  const { workload } = run;
  const to = Math.min(from + rows, workload.arrival.length);
  let text = from === 0 ? header(run, result) : '';
  for (let i = from; i < to; i++) {
    const { name, runtime, runSeconds } = workload.functions[workload.functionId[i]];
    const fields = [
      decimal(workload.arrival[i]),
      csvCell(name),
      csvCell(runtime),
      ...(workload.recorded ? [decimal(workload.recorded[i])] : []),
      decimal(result.provisioning[i]),
      ...(result.warm ? [decimal(result.provisioning[i] + runSeconds)] : []),
      ...result.stages.map((stage) => decimal(stage.seconds[i])),
      String(result.vm[i]),
      upstreamName(result.upstream[i], result.parameters.vms),
      String(result.depth[i]),
      whole(result.fetched.registryBytes[i]),
      whole(result.fetched.peerBytes[i]),
      ...(result.warm ? [result.warm[i] ? 'container at hand' : 'new container', leadInCell(workload, i)] : []),
    ];
    text += fields.join(',') + END;
  }
  return text;
}

function header({ workload }: Run, { system, stages, warm }: RunResult): string {
  return csvLine([
    warm ? 'requestArrivalSeconds' : 'arrivalSeconds',
    'functionName',
    'runtime',
    ...(workload.recorded ? ['recordedLatencySeconds'] : []),
    `simulated ${system} provisioningSeconds`,
    ...(warm ? [`simulated ${system} responseSeconds`] : []),
    ...stages.map(({ name }) => `simulated ${system} ${name} seconds`),
    'simulated vm',
    'simulated upstream',
    'simulated depth',
    'simulated bytes from registry',
    'simulated bytes from VMs',
    ...(warm ? ['simulated served by', 'request of the lead-in'] : []),
  ]);
}

function leadInCell({ leadIn = 0 }: Run['workload'], row: number): string {
  return row < leadIn ? 'yes' : 'no';
}

/** To the nanosecond: finer digits are rounding errors of binary fractions. */
function decimal(seconds: number): string {
  return String(Number(seconds.toFixed(9)));
}

/** The fluid network model leaves fractions of bytes. */
function whole(bytes: number): string {
  return String(Math.round(bytes));
}

/** @param vms size of the pool; the VM outside it, if the system has one, has this number */
function upstreamName(vm: number, vms: number): string {
  if (vm === -1) return 'registry';
  if (vm === -2) return 'none';
  if (vm < 0) return 'any VM';
  return vm === vms ? 'extra VM' : String(vm);
}
