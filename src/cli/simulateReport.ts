import type { Workload } from '../simulation';
import { bytes, count, counted, seconds, table } from './format';
import type { SystemReport } from './simulate';

/** What is printed of a simulation for a person. */
export function reportLines(workload: Workload, reports: readonly SystemReport[]): string[] {
  const [first] = reports;
  return [
    `Simulated: ${workload.name}, ${counted(first.containers, workload.requests ? 'request' : 'container')} of ${counted(first.functions, 'function')}, seed ${first.seed}`,
    '',
    ...latencyTable(reports),
    '',
    ...table(
      ['System', 'VMs', 'from registry', 'from other VMs', 'trees'],
      reports.map((report) => [
        report.system,
        count(report.vms),
        bytes(report.registryBytes),
        bytes(report.peerBytes),
        count(report.trees),
      ]),
    ),
    '',
    ...responseTable(reports),
    ...seedsTable(reports),
    'Taken for granted:',
    ...[...new Set([...workload.assumptions, ...reports.flatMap(({ assumptions }) => assumptions)])].map(
      (assumption) => `  - ${assumption}`,
    ),
  ];
}

/** Of requests alone, which also run. */
function responseTable(reports: readonly SystemReport[]): string[] {
  const rows = reports.flatMap(({ system, responseSeconds: response, requests }) => {
    if (!response || !requests) return [];
    const { mean, p50, p90, p95, p99, max } = response;
    return [
      [
        system,
        ...[mean, p50, p90, p95, p99, max].map(seconds),
        ...[requests.cold, requests.warm, requests.waited].map(count),
      ],
    ];
  });
  if (rows.length === 0) return [];
  const title = 'Simulated response (provisioning and run), seconds';
  return [...table([title, 'mean', 'p50', 'p90', 'p95', 'p99', 'max', 'cold', 'warm', 'waited'], rows), ''];
}

/** Nothing where there was one seed. */
function seedsTable(reports: readonly SystemReport[]): string[] {
  const rows = reports.flatMap(({ system, overSeeds }) => {
    if (!overSeeds) return [];
    const { mean, p50, p90, p99, last } = overSeeds;
    return [
      [system, ...[mean, p50, p90, p99, last].map((one) => `${seconds(one.mean)} ± ${seconds(one.halfWidth95)}`)],
    ];
  });
  if (rows.length === 0) return [];
  const seeds = reports[0].overSeeds?.seeds ?? 1;
  const [of, last] = reports[0].requests ? ['response', 'last answered at'] : ['provisioning', 'last started at'];
  const title = `Means over ${seeds} seeds ± 95 % confidence, ${of} seconds`;
  return [...table([title, 'mean', 'p50', 'p90', 'p99', last], rows), ''];
}

function latencyTable(reports: readonly SystemReport[]): string[] {
  const rows = reports.map(({ system, provisioningSeconds: latency }) => [
    system,
    ...[latency.first, latency.mean, latency.p50, latency.p90, latency.p95, latency.p99, latency.max, latency.last].map(
      seconds,
    ),
  ]);
  const recorded = reports[0].recordedSeconds;
  if (recorded) {
    const { p50, p90, p95, p99, max } = recorded;
    rows.push(['(recorded in the trace)', '', '', ...[p50, p90, p95, p99, max].map(seconds), '']);
  }
  return table(
    ['Simulated provisioning, seconds', 'first', 'mean', 'p50', 'p90', 'p95', 'p99', 'max', 'last started at'],
    rows,
  );
}
