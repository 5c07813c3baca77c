import type { MeanWithInterval, ResponseSpan, Workload } from '../simulation';
import { alignedSeconds, bytes, count, counted, duration, percentileText, timeText } from '../text';
import { calibrationLines } from './calibrationLines';
import { textTable } from './layout';
import { requestTables } from './requestTables';
import type { ReadTraceAs } from './simulateWorkload';
import type { SimulationPlan, SystemReport } from './systemReport';

/** The readable report of a simulation. @param responses over time, of each report's system */
export function reportLines(
  { workload, draws }: Pick<SimulationPlan, 'workload' | 'draws'>,
  reports: readonly SystemReport[],
  responses: readonly (readonly ResponseSpan[])[],
): string[] {
  const [first] = reports;
  return [
    `Simulated: ${headingOf(workload, first)}`,
    ...(first.trace ? [`Read: ${readText(first.trace)}`] : []),
    '',
    ...(first.calibration ? [...calibrationLines(first.calibration), ''] : []),
    ...latencyTable(reports),
    '',
    ...(first.drawnSeconds ? [...drawnTable(reports, draws), DRAWN_NOTE, ''] : []),
    ...bytesTable(reports),
    '',
    ...clusterTable(reports),
    '',
    ...requestTables(reports, responses),
    ...seedsTable(reports),
    'Assumptions:',
    ...[...new Set([...workload.assumptions, ...reports.flatMap(({ assumptions }) => assumptions)])].map(
      (assumption) => `  - ${assumption}`,
    ),
  ];
}

const DRAWN_NOTE = '  Each draw has other images, starts and seeds than the run above, which need not lie within.';

/** Latencies over what the calibration leaves possible. */
function drawnTable(reports: readonly SystemReport[], draws: number): string[] {
  const title = `Simulated provisioning, seconds: 5 % to 95 % of ${counted(draws, 'draw')} of what the trace leaves possible`;
  const shares = reports[0].drawnSeconds ?? [];
  return textTable(
    [title, ...shares.map(({ share }) => percentileText(share))],
    reports.map(({ system, drawnSeconds }) => [
      system,
      ...(drawnSeconds ?? []).map(
        ({ lowSeconds, highSeconds }) => `${alignedSeconds(lowSeconds)} to ${alignedSeconds(highSeconds)}`,
      ),
    ]),
  );
}

/** What was simulated, with the sizes and times in force. */
function headingOf({ name, requests }: Workload, { containers, functions, workload, seed }: SystemReport): string {
  const counts = `${counted(containers, requests ? 'request' : 'container')} of ${counted(functions, 'function')}`;
  return [name, counts, ...detailsOf(workload), `seed ${seed}`].join(', ');
}

/** Files that are named; of more, the number of the rest. */
const MOST_NAMED = 3;

function readText({ files, format, ...units }: ReadTraceAs): string {
  const rest = files.length - MOST_NAMED;
  const more = rest > 0 ? ` and ${count(rest)} more` : '';
  const { latencyUnit, latencyUnitSetting, timeUnit, timeUnitSetting } = units;
  const set = (setting: string) => (setting === 'auto' ? '' : ' (as set)');
  const latencies = `latencies in ${latencyUnit}${set(latencyUnitSetting)}`;
  return `${files.slice(0, MOST_NAMED).join(', ')}${more} as ${format}, ${latencies}, times in ${timeUnit}${set(timeUnitSetting)}`;
}

function detailsOf(workload: SystemReport['workload']): string[] {
  if (workload.kind === undefined) return [];
  if (workload.kind === 'trace') {
    const { from, to, function: name, relativeTime = false, where } = workload;
    const { moment } = timeText(relativeTime);
    return [
      ...(name === null ? [] : [`function ${name}`]),
      ...(from === null ? [] : [`from ${moment(from)}`]),
      ...(to === null ? [] : [`to ${moment(to)}`]),
      ...(where === undefined ? [] : [`where ${where}`]),
    ];
  }
  const { imageMB, memoryMB, runSeconds } = workload;
  const sizes = [`image ${imageMB} MB`, `memory ${memoryMB} MB`, `run time ${runSeconds} s`];
  if (workload.kind === 'burst') return sizes;
  const { seconds, timeUnit, rateUnit, leadIn } = workload;
  const read = `${duration(seconds)} long (times in ${timeUnit}, rates in ${rateUnit})`;
  return [read, ...(leadIn > 0 ? [`lead-in ${duration(leadIn)}`] : []), ...sizes];
}

/**
 * Bytes moved. The registry saves the bytes that VMs got from other VMs, minus those that an extra VM read first.
 */
function bytesTable(reports: readonly SystemReport[]): string[] {
  return textTable(
    ['Simulated traffic', 'from registry', 'registry requests', 'to extra VM', 'between VMs', 'registry bytes saved'],
    reports.map(({ system, registryBytes, peerBytes, totals }) => [
      system,
      bytes(registryBytes),
      count(totals.registryRequests),
      bytes(totals.seedBytes),
      bytes(peerBytes),
      bytes(totals.savedRegistryBytes),
    ]),
  );
}

/** Until the run's last event; and after it, until the idle time of the VMs ends. */
const VM_SECONDS = ['VM-seconds to the end', 'VM-seconds kept idle after it'];

/** Use of the cluster. */
function clusterTable(reports: readonly SystemReport[]): string[] {
  const header = ['VMs used', ...VM_SECONDS, 'GB-seconds idle', 'VMs failed', 'trees', 'rotations', 're-parentings'];
  return textTable(
    ['Simulated cluster', ...header],
    reports.map(({ system, vms, trees, totals }) => [
      system,
      ...[
        vms,
        totals.vmSeconds,
        totals.keepAliveVmSeconds,
        totals.idleGBSeconds,
        totals.failedVms,
        trees,
        totals.rotations,
        totals.reparentings,
      ].map(count),
    ]),
  );
}

/** Means over the seeds; empty for one seed. */
function seedsTable(reports: readonly SystemReport[]): string[] {
  const rows = reports.flatMap(({ system, overSeeds }) => {
    if (!overSeeds) return [];
    const { mean, p50, p90, p99, p999, last } = overSeeds;
    return [
      [
        system,
        ...[mean, p50, p90, p99, p999, last].map(
          (one) => `${alignedSeconds(one.mean)} ± ${alignedSeconds(one.halfWidth95)}`,
        ),
      ],
    ];
  });
  if (rows.length === 0) return [];
  const seeds = reports[0].overSeeds?.seeds ?? 1;
  const [of, last] = reports[0].requests ? ['response', 'last answered at'] : ['provisioning', 'last started at'];
  const title = `Means over ${seeds} seeds ± 95 % confidence`;
  const header = ['mean', 'p50', 'p90', 'p99', 'p99.9', last];
  return [...textTable([`${title}, ${of} seconds`, ...header], rows), '', ...totalsOverSeeds(title, reports), ''];
}

function totalsOverSeeds(title: string, reports: readonly SystemReport[]): string[] {
  const header = ['from registry', 'between VMs', 'registry bytes saved', ...VM_SECONDS, 'GB-seconds idle'];
  const rows = reports.flatMap(({ system, overSeeds }) => {
    if (!overSeeds) return [];
    const { registryBytes, peerBytes, totals } = overSeeds;
    const measured = (one: MeanWithInterval, text: (value: number) => string) =>
      `${text(one.mean)} ± ${text(one.halfWidth95)}`;
    return [
      [
        system,
        ...[registryBytes, peerBytes, totals.savedRegistryBytes].map((one) => measured(one, bytes)),
        ...[totals.vmSeconds, totals.keepAliveVmSeconds, totals.idleGBSeconds].map((one) => measured(one, count)),
      ],
    ];
  });
  return textTable([title, ...header], rows);
}

function latencyTable(reports: readonly SystemReport[]): string[] {
  const rows = reports.map(({ system, provisioningSeconds: latency }) => [
    system,
    ...[
      latency.first,
      latency.mean,
      latency.p50,
      latency.p90,
      latency.p95,
      latency.p99,
      latency.p999,
      latency.max,
      latency.last,
    ].map(alignedSeconds),
  ]);
  const recorded = reports[0].recordedSeconds;
  if (recorded) {
    const { p50, p90, p95, p99, p999, max } = recorded;
    rows.push(['(recorded in the trace)', '', '', ...[p50, p90, p95, p99, p999, max].map(alignedSeconds), '']);
  }
  return textTable(
    ['Simulated provisioning, seconds', 'first', 'mean', 'p50', 'p90', 'p95', 'p99', 'p99.9', 'max', 'last started at'],
    rows,
  );
}
