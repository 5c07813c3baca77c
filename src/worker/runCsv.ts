import type { Run, RunResult } from '../simulation';

const END = '\r\n';

/**
 * One line for each cold start of a run, or each request, RFC 4180. Every column says that it is simulated, or comes from the trace.
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
      upstreamName(result.upstream[i]),
      String(result.depth[i]),
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

function upstreamName(vm: number): string {
  if (vm === -1) return 'registry';
  return vm < 0 ? 'none' : String(vm);
}

/**
 * Text as a field of a CSV. Spreadsheets take a field that begins with one of = + - @ tab or return for a formula, whatever its quotes;
 * a leading apostrophe makes it text.
 */
export function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
