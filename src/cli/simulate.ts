import { quantile } from '../numeric';
import {
  LIMITS,
  PARAMETERS,
  type Parameters,
  parseFailure,
  requireFailures,
  resolveParameters,
  SYSTEMS,
  simulateSeeds,
  type VmFailure,
  type Workload,
} from '../simulation';
import { type Arguments, type Command, parseNumber } from './command';
import { UsageError } from './errors';
import { counted } from './format';
import { openRunFile } from './runFile';
import { SEED_OPTION, seedOf, seedsOf, seedsOption } from './seedOption';
import { checkWatched, coldStartsIn, DETAIL_OPTIONS, type Details, detailsOf, seriesIn } from './simulateDetails';
import { reportLines } from './simulateReport';
import { asUsage, WORKLOAD_OPTIONS, workloadOf } from './simulateWorkload';
import { clearProgress, printJson, printLines, progress, warn } from './terminal';

const ALL_SYSTEMS = 'all';
const DEFAULT_SYSTEM = 'faasnet';

export const simulate: Command = {
  name: 'simulate',
  summary: 'Simulates how containers would have been provisioned: of a trace replayed, of a burst, or of requests.',
  usage: [
    'FILE [--function NAME] [--from T] [--to T] [--unit UNIT] [OPTIONS]',
    '--burst N [--functions K] [--image-mb MB] [--memory-mb MB] [OPTIONS]',
    '--profile FILE [--run-seconds S] [--lead-in S] [--image-mb MB] [--memory-mb MB] [OPTIONS]',
    '--run FILE [TRACE] [--unit UNIT] [--json [--cold-starts] [--series] [--watch-vm VM]]',
  ],
  notes: [
    '',
    'Every number it prints is simulated, but for the recorded latencies of a trace. The same options give the same result.',
    'With --json: one object, or, with several systems, an array of them. Bytes are bytes, and times seconds. With --cold-starts, it has',
    'each cold start: when it came, how long it queued and each stage took, its VM, the VM upstream (-1: the registry, -2: none, as the',
    'image was there, -3: VMs that nobody names) and its depth, and the bytes of the copies of its image that it called for, by source.',
    'With --series, it has what flowed over time, as means of bins of equal width; peaks are of all VMs of the pool at any moment.',
    '',
    'A profile has a column of times and one of request rates, found by their names, which also say the units: time_s, time (min), hours, ms;',
    'rps, requests per second, requests per minute. Without a header they are seconds and requests per second, in this order.',
    'With --run, all comes from a run file that the dashboard saved; its trace is looked for beside it, unless named.',
    '',
    `Systems: ${SYSTEMS.map(({ name, label }) => `${name} (${label})`).join(', ')}.`,
    'Parameters for --set, with their defaults, ranges, and where the defaults come from:',
    ...parameterLines(),
  ],
  options: {
    ...WORKLOAD_OPTIONS,
    run: { value: 'FILE', help: 'simulate what a run file (*.ftsim.json) says' },
    system: {
      value: 'NAME',
      multiple: true,
      help: `system to simulate (default ${DEFAULT_SYSTEM}); may be repeated, or ${ALL_SYSTEMS}`,
    },
    ...SEED_OPTION,
    ...seedsOption('adds means with 95 % confidence intervals', LIMITS.seeds),
    set: { value: 'NAME=VALUE', multiple: true, help: 'value of a parameter; may be repeated' },
    fail: {
      value: 'VM@S',
      multiple: true,
      help: 'VM that fails after so many seconds, beside those of failuresPerVmHour; may be repeated',
    },
    ...DETAIL_OPTIONS,
  },
  async run(given) {
    const file = given.text('run');
    const details = detailsOf(given);
    const plan = file === null ? await planOf(given) : await openRunFile(given, file);
    checkWatched(details, plan.parameters.vms);
    const reports: SystemReport[] = [];
    for (const system of plan.systems) reports.push(await provision(plan, system, details));
    if (given.flag('json')) await printJson(reports.length === 1 ? reports[0] : reports);
    else await printLines(reportLines(plan.workload, reports));
  },
};

/** What to simulate. */
interface Plan {
  readonly workload: Workload;
  readonly systems: readonly string[];
  readonly parameters: Parameters;
  readonly failures: readonly VmFailure[];
  readonly seed: number;
  readonly seeds: number;
}

async function planOf(given: Arguments): Promise<Plan> {
  const [systems, seed, seeds] = [systemsOf(given), seedOf(given), seedsOf(given, LIMITS.seeds)];
  const parameters = await parametersOf(given);
  const failures = await failuresOf(given, parameters);
  return { workload: await workloadOf(given, parameters), systems, parameters, failures, seed, seeds };
}

function parameterLines(): string[] {
  const width = Math.max(...PARAMETERS.map(({ name }) => name.length));
  return PARAMETERS.map(({ name, label, defaultValue, unit, min, max, source }) => {
    const value = unit === '' ? `${defaultValue}` : `${defaultValue} ${unit}`;
    return `  ${name.padEnd(width)}  ${label}: ${value} (${min} to ${max}; ${source})`;
  });
}

function systemsOf(given: Arguments): string[] {
  const known = SYSTEMS.map(({ name }) => name);
  const asked = given.texts('system');
  if (asked.length === 0) return [DEFAULT_SYSTEM];
  if (asked.includes(ALL_SYSTEMS)) return known;
  for (const name of asked) {
    if (known.includes(name)) continue;
    throw new UsageError(`There is no system "${name}".`, `The systems are: ${known.join(', ')}; or ${ALL_SYSTEMS}.`);
  }
  return [...new Set(asked)];
}

async function parametersOf(given: Arguments): Promise<Parameters> {
  const values: [name: string, value: number][] = given.texts('set').map((setting) => {
    const equals = setting.indexOf('=');
    if (equals < 1) throw new UsageError(`--set takes NAME=VALUE, not "${setting}".`, 'Such as --set blockKB=512.');
    const name = setting.slice(0, equals);
    return [name, parseNumber(`--set ${name}=`, setting.slice(equals + 1))];
  });
  return asUsage(() => resolveParameters(Object.fromEntries(values)));
}

function failuresOf(given: Arguments, parameters: Parameters): Promise<readonly VmFailure[]> {
  return asUsage(() => {
    const failures = given.texts('fail').map(parseFailure);
    requireFailures(failures, parameters);
    return failures;
  });
}

export type SystemReport = Awaited<ReturnType<typeof provision>>;

/** The shape of `simulate --json`: nothing in it depends on the machine it ran on. */
async function provision({ workload, parameters, failures, seed, seeds }: Plan, system: string, details: Details) {
  const run = { workload, system, parameters, failures, seed, watchedVm: details.watchedVm ?? undefined };
  const started = performance.now();
  const { result, numbers } = await asUsage(() =>
    simulateSeeds(run, seeds, (fraction, events) => {
      progress(`simulating ${system}: ${Math.floor(100 * fraction)} %, ${counted(events, 'event')}`);
    }),
  );
  clearProgress();
  const took = `${((performance.now() - started) / 1000).toFixed(2)} s`;
  warn(`${system}: ${counted(result.events, 'event')}${seeds > 1 ? ` a seed, ${seeds} seeds` : ''} in ${took}`);
  return {
    simulated: true,
    workload: workload.name,
    ...numbers,
    recordedSeconds: recordedSeconds(workload),
    ...(details.series ? { series: seriesIn(result) } : {}),
    ...(details.coldStarts ? { coldStarts: coldStartsIn(workload, result) } : {}),
  };
}

const QUANTILES = [0.5, 0.9, 0.95, 0.99, 0.999, 1];

/** Percentiles of the latencies that the trace recorded; null for what is no trace. */
function recordedSeconds({ recorded }: Workload) {
  if (!recorded) return null;
  const sorted = recorded.slice().sort();
  const [p50, p90, p95, p99, p999, max] = QUANTILES.map((p) => quantile(sorted, p));
  return { p50, p90, p95, p99, p999, max };
}
