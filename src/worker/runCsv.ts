import type { Run, RunResult } from '../simulation';

const END = '\r\n';

/**
 * One line for each cold start of a run, or each request, RFC 4180. Bytes are of the copies of its image that it called for, see `RunResult.fetched`.
 * Every column says that it is simulated, or comes from the trace.
 * @param from first of them on the page
 */
export function runCsvPage(run: Run, result: RunResult, from: number, rows: number): string {
  const { workload } = run;
  const to = Math.min(from + rows, workload.arrival.length);
  const lines = from === 0 ? [header(run, result)] : [];
  for (let i = from; i < to; i++) {
    const { name, runtime, runSeconds } = workload.functions[workload.functionId[i]];
    const fields = [
      decimal(workload.arrival[i]),
      csvText(name),
      csvText(runtime),
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
    lines.push(fields.join(','));
  }
  return lines.map((line) => line + END).join('');
}

function header({ workload }: Run, { system, stages, warm }: RunResult): string {
  return [
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
  ]
    .map(csvText)
    .join(',');
}

function leadInCell({ leadIn = 0 }: Run['workload'], row: number): string {
  return row < leadIn ? 'yes' : 'no';
}

/** Nanoseconds are finer than anything simulated; beyond them stands what binary fractions leave behind. */
function decimal(seconds: number): string {
  return String(Number(seconds.toFixed(9)));
}

/** Bytes; a fluid model leaves fractions of them. */
function whole(bytes: number): string {
  return String(Math.round(bytes));
}

/** @param vms how many the pool has; the one beside them, if any, has the next number */
function upstreamName(vm: number, vms: number): string {
  if (vm === -1) return 'registry';
  if (vm === -2) return 'none';
  if (vm < 0) return 'any VM';
  return vm === vms ? 'root or origin' : String(vm);
}

/**
 * Text as a field of a CSV. Spreadsheets take a field that begins with one of = + - @ tab or return for a formula, whatever its quotes;
 * a leading apostrophe makes it text.
 */
export function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
