import { bytes, count, csvLine, duration, markdownText, ratio } from '../../src/text';
import { type ComparedRun, latenciesOf, type Measured, type TotalKey, timeOf, totalOf } from './comparison';

/** A comparison to export. Both formats say that the numbers are simulated. */
export interface ExportedComparison {
  readonly workload: string;
  readonly baseline: string;
  readonly runs: readonly ComparedRun[];
}

const SERVED = ['cold', 'warm', 'waited', 'containers'] as const;

function titlesOf(ofRequests: boolean): readonly string[] {
  return [
    'System',
    'Mean',
    'p50',
    'p90',
    'p99',
    'p99.9',
    ...(ofRequests ? ['Last answered', 'Cold', 'Warm', 'Waited', 'Containers started'] : ['Last started']),
    'Mean speed-up',
    'p99 speed-up',
    'From registry',
    'Registry requests',
    'Between VMs',
    'Registry bytes saved',
    'VMs',
    'VM-seconds to the end',
    'VM-seconds kept idle after it',
    'GB-seconds idle',
  ];
}

/** The numbers of a comparison as texts. The first cell of each row is the run's name. */
export function comparisonTable({ runs }: Pick<ExportedComparison, 'runs'>): {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
} {
  const rows = runs.map(({ label, numbers, speedUp }) => {
    const times = (['mean', 'p50', 'p90', 'p99', 'p999'] as const).map((key) =>
      measured(timeOf(numbers, key), duration),
    );
    const faster = speedUp ? [ratio(speedUp.mean), ratio(speedUp.p99)] : ['1×', '1×'];
    const served = numbers.requests ? SERVED.map((how) => count(numbers.requests![how])) : [];
    const total = (key: TotalKey, text: (value: number) => string) => measured(totalOf(numbers, key), text);
    return [
      label,
      ...times,
      measured(timeOf(numbers, 'last'), duration),
      ...served,
      ...faster,
      total('registryBytes', bytes),
      total('registryRequests', count),
      total('peerBytes', bytes),
      total('savedRegistryBytes', bytes),
      count(numbers.vms),
      total('vmSeconds', count),
      total('keepAliveVmSeconds', count),
      total('idleGBSeconds', count),
    ];
  });
  return { titles: titlesOf(runs.some(({ numbers }) => numbers.requests !== null)), rows };
}

/** What the times of a comparison are of. */
export function measureOf({ runs }: Pick<ExportedComparison, 'runs'>): string {
  return runs.some(({ numbers }) => numbers.requests !== null)
    ? 'response time, provisioning and run'
    : 'provisioning latency';
}

/** "128 cold starts; speed-ups relative to Baseline." */
export function extentText({ runs, baseline }: ExportedComparison): string {
  const starts = count(runs[0]?.numbers.containers ?? 0);
  const ofRequests = runs.some(({ numbers }) => numbers.requests !== null);
  return `${starts} ${ofRequests ? 'requests' : 'cold starts'}; speed-ups relative to ${baseline}.`;
}

/** A Markdown table with its workload and assumptions, for an issue or a report. */
export function toMarkdown(exported: ExportedComparison): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => markdownText(cell)).join(' | ')} |`;
  const { titles, rows } = comparisonTable(exported);
  const assumptions = assumptionsOf(exported.runs).map((text) => `- ${text}`);
  return [
    `**Simulated** ${measureOf(exported)}: ${markdownText(exported.workload)} (FaaSNet Trace Lab).`,
    extentText({ ...exported, baseline: markdownText(exported.baseline) }),
    '',
    line(titles),
    `| --- |${' ---: |'.repeat(titles.length - 1)}`,
    ...rows.map(line),
    '',
    ...(assumptions.length > 0 ? ['Assumptions:', '', ...assumptions, ''] : []),
  ].join('\n');
}

/** Each once, in the order of the runs. */
export function assumptionsOf(runs: readonly ComparedRun[]): readonly string[] {
  return [...new Set(runs.flatMap((run) => run.numbers.assumptions))];
}

/** "12.3 s", or "12.3 s ± 0.4 s" over several seeds. */
export function measured({ value, halfWidth95 }: Measured, text: (value: number) => string): string {
  return halfWidth95 === null ? text(value) : `${text(value)} ± ${text(halfWidth95)}`;
}

/** Totals that the CSV also has as means over the seeds. */
const OVER_SEEDS = [
  ['registryBytes', 'registry_bytes'],
  ['peerBytes', 'peer_bytes'],
  ['vmSeconds', 'vm_seconds'],
  ['idleGBSeconds', 'idle_gb_seconds'],
] as const satisfies readonly (readonly [TotalKey, string])[];

const CSV_TITLES = [
  'source',
  'workload',
  'run',
  'system',
  'seed',
  'seeds',
  'containers',
  'vms',
  'mean_seconds',
  'p50_seconds',
  'p90_seconds',
  'p95_seconds',
  'p99_seconds',
  'p999_seconds',
  'max_seconds',
  'first_started_seconds',
  'last_started_seconds',
  'mean_speedup',
  'p99_speedup',
  'registry_bytes',
  'peer_bytes',
  'parameters',
  'mean_over_seeds_seconds',
  'mean_over_seeds_ci95_seconds',
  'p99_over_seeds_seconds',
  'p99_over_seeds_ci95_seconds',
  'registry_requests',
  'seed_bytes',
  'saved_registry_bytes',
  'vm_seconds',
  'idle_gb_seconds',
  'copies',
  'trees',
  'rotations',
  'reparentings',
  'failed_vms',
  ...OVER_SEEDS.flatMap(([, name]) => [`${name}_over_seeds`, `${name}_over_seeds_ci95`]),
  'measure',
  'cold_requests',
  'warm_requests',
  'waited_warm_requests',
  'containers_started',
  'container_p50_seconds',
  'container_p99_seconds',
  'keep_alive_vm_seconds',
  'retried_requests',
  'lost_requests',
];

/**
 * One row per run, in seconds and bytes, with all digits. Columns whose names do not say "over seeds" are of the first
 * seed. Times are response times for a workload of requests, else provisioning latencies: see `measure`. `containers`
 * then counts requests.
 */
export function toCsv({ workload, runs }: ExportedComparison): string {
  const rows = runs.map(({ label, numbers, speedUp }) => {
    const { totals } = numbers;
    const seconds = latenciesOf(numbers);
    return [
      'simulated',
      workload,
      label,
      numbers.system,
      numbers.seed,
      numbers.overSeeds?.seeds ?? 1,
      numbers.containers,
      numbers.vms,
      seconds.mean,
      seconds.p50,
      seconds.p90,
      seconds.p95,
      seconds.p99,
      seconds.p999,
      seconds.max,
      seconds.first,
      seconds.last,
      speedUp?.mean ?? 1,
      speedUp?.p99 ?? 1,
      numbers.registryBytes,
      numbers.peerBytes,
      JSON.stringify(numbers.parameters),
      ...(['mean', 'p99'] as const).flatMap((key) => {
        const { value, halfWidth95 } = timeOf(numbers, key);
        return [value, halfWidth95 ?? ''];
      }),
      totals.registryRequests,
      totals.seedBytes,
      totals.savedRegistryBytes,
      totals.vmSeconds,
      totals.idleGBSeconds,
      totals.copies,
      numbers.trees,
      totals.rotations,
      totals.reparentings,
      totals.failedVms,
      ...OVER_SEEDS.flatMap(([key]) => {
        const { value, halfWidth95 } = totalOf(numbers, key);
        return [value, halfWidth95 ?? ''];
      }),
      numbers.requests ? 'response' : 'provisioning',
      ...SERVED.map((how) => numbers.requests?.[how] ?? ''),
      numbers.containerSeconds?.p50 ?? '',
      numbers.containerSeconds?.p99 ?? '',
      totals.keepAliveVmSeconds,
      totals.retriedRequests,
      totals.lostRequests,
    ];
  });
  return [CSV_TITLES, ...rows].map(csvLine).join('');
}
