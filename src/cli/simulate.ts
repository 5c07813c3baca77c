import {
  burstWorkload,
  PARAMETERS,
  ParameterError,
  type Parameters,
  resolveParameters,
  SYSTEMS,
  simulate as simulateRun,
  summarizeRun,
  traceWorkload,
  type Workload,
  WorkloadError,
} from '../simulation';
import { quantile } from '../statistics';
import { type Arguments, type Command, onlyPositional, parseNumber, refusePositionals } from './command';
import { UsageError } from './errors';
import { bytes, count, counted, seconds, table } from './format';
import { openTrace } from './openTrace';
import { clearProgress, printJson, printLines, progress, warn } from './terminal';
import { UNIT_OPTION, unitSetting } from './traceOptions';

const DEFAULT_SEED = 1;
const MAX_SEED = 0xffff_ffff;
const ALL_SYSTEMS = 'all';
const DEFAULT_SYSTEM = 'faasnet';

export const simulate: Command = {
  name: 'simulate',
  summary: 'Simulates how containers would have been provisioned: of a trace replayed, or of a burst.',
  usage: [
    'FILE [--function NAME] [--from T] [--to T] [--unit UNIT] [OPTIONS]',
    '--burst N [--functions K] [--image-mb MB] [--memory-mb MB] [OPTIONS]',
  ],
  notes: [
    '',
    'Every number it prints is simulated, but for the recorded latencies of a trace. The same options give the same result.',
    'With --json: one object, or, with several systems, an array of them.',
    '',
    `Systems: ${SYSTEMS.map(({ name, label }) => `${name} (${label})`).join(', ')}.`,
    'Parameters for --set, with their defaults:',
    ...parameterLines(),
  ],
  options: {
    burst: { value: 'N', help: 'N cold starts at once, instead of a trace' },
    functions: { value: 'K', help: 'functions the burst is spread over, evenly (default 1)' },
    'image-mb': { value: 'MB', help: 'size of the image of a burst' },
    'memory-mb': { value: 'MB', help: 'memory of a container of a burst' },
    function: { value: 'NAME', help: "replay this function's cold starts only" },
    from: { value: 'T', help: 'replay cold starts from this time on, epoch seconds' },
    to: { value: 'T', help: 'replay cold starts before this time, epoch seconds' },
    ...UNIT_OPTION,
    system: {
      value: 'NAME',
      multiple: true,
      help: `system to simulate (default ${DEFAULT_SYSTEM}); may be repeated, or ${ALL_SYSTEMS}`,
    },
    seed: { value: 'S', help: `whole number, 0 to ${MAX_SEED} (default ${DEFAULT_SEED})` },
    set: { value: 'NAME=VALUE', multiple: true, help: 'value of a parameter; may be repeated' },
  },
  async run(given) {
    const systems = systemsOf(given);
    const seed = seedOf(given);
    const parameters = parametersOf(given);
    const workload = await workloadOf(given, parameters);
    const reports: SystemReport[] = [];
    for (const system of systems) reports.push(await provision(workload, system, parameters, seed));
    if (given.flag('json')) await printJson(reports.length === 1 ? reports[0] : reports);
    else await printLines(asText(workload, reports));
  },
};

function parameterLines(): string[] {
  const width = Math.max(...PARAMETERS.map(({ name }) => name.length));
  return PARAMETERS.map(({ name, label, defaultValue, unit }) => {
    const value = unit === '' ? `${defaultValue}` : `${defaultValue} ${unit}`;
    return `  ${name.padEnd(width)}  ${label}: ${value}`;
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

function seedOf(given: Arguments): number {
  const seed = given.number('seed') ?? DEFAULT_SEED;
  if (Number.isInteger(seed) && seed >= 0 && seed <= MAX_SEED) return seed;
  throw new UsageError(`--seed can't be ${seed}.`, `It is a whole number from 0 to ${MAX_SEED}.`);
}

function parametersOf(given: Arguments): Parameters {
  const values: [name: string, value: number][] = given.texts('set').map((setting) => {
    const equals = setting.indexOf('=');
    if (equals < 1) throw new UsageError(`--set takes NAME=VALUE, not "${setting}".`, 'Such as --set blockKB=512.');
    const name = setting.slice(0, equals);
    return [name, parseNumber(`--set ${name}=`, setting.slice(equals + 1))];
  });
  return asUsage(() => resolveParameters(Object.fromEntries(values)));
}

/** What the simulation refuses about the numbers it was given is a wrong command line. */
function asUsage<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof ParameterError) throw new UsageError(error.message, error.advice);
    if (error instanceof WorkloadError) throw new UsageError(error.message, 'See: faasnet simulate --help');
    throw error;
  }
}

const BURST_OPTIONS = ['functions', 'image-mb', 'memory-mb'] as const;
const TRACE_OPTIONS = ['function', 'from', 'to', 'unit'] as const;

async function workloadOf(given: Arguments, parameters: Parameters): Promise<Workload> {
  const containers = given.number('burst');
  const misplaced = (containers === null ? BURST_OPTIONS : TRACE_OPTIONS).find((name) => given.text(name) !== null);
  if (misplaced !== undefined) {
    const [kind, other] = containers === null ? ['a burst', 'a trace'] : ['a trace', 'a burst'];
    throw new UsageError(`--${misplaced} is an option of ${kind}, not of ${other}.`, 'See: faasnet simulate --help');
  }
  if (containers === null) return replayed(given, parameters);
  refusePositionals(given.positionals, simulate);
  return asUsage(() =>
    burstWorkload(
      {
        containers,
        functions: given.number('functions') ?? 1,
        imageMB: given.number('image-mb'),
        memoryMB: given.number('memory-mb'),
      },
      parameters,
    ),
  );
}

async function replayed(given: Arguments, parameters: Parameters): Promise<Workload> {
  const trace = await openTrace(onlyPositional(given, simulate, 'A trace file, or --burst N,'), unitSetting(given));
  const { table } = trace.file;
  const name = given.text('function');
  const functionId = name === null ? null : table.functionNames.indexOf(name);
  if (functionId === -1) {
    throw new UsageError(`No function of ${trace.name} is named "${name}".`, 'Write the name as the file does.');
  }
  const selection = { functionId, from: given.number('from'), to: given.number('to') };
  if (trace.synthetic) warn(`${trace.name} is a synthetic trace: made up, not measured.`);
  const workload = asUsage(() => traceWorkload(table, trace.unitsPerSecond, parameters, selection));
  return { ...workload, name: `replay of ${trace.name}` };
}

type SystemReport = Awaited<ReturnType<typeof provision>>;

/** The shape of `simulate --json`: nothing in it depends on the machine it ran on. */
async function provision(workload: Workload, system: string, parameters: Parameters, seed: number) {
  const run = { workload, system, parameters, seed };
  const started = performance.now();
  const result = await simulateRun(run, (fraction, events) => {
    progress(`simulating ${system}: ${Math.floor(100 * fraction)} %, ${counted(events, 'event')}`);
  });
  clearProgress();
  warn(`${system}: ${counted(result.events, 'event')} in ${((performance.now() - started) / 1000).toFixed(2)} s`);
  return {
    simulated: true,
    workload: workload.name,
    ...summarizeRun(run, result),
    recordedSeconds: recordedSeconds(workload),
  };
}

/** Percentiles of the latencies that the trace recorded; null for a burst. */
function recordedSeconds({ recorded }: Workload) {
  if (!recorded) return null;
  const sorted = recorded.slice().sort();
  const [p50, p90, p95, p99, max] = [0.5, 0.9, 0.95, 0.99, 1].map((p) => quantile(sorted, p));
  return { p50, p90, p95, p99, max };
}

function asText(workload: Workload, reports: readonly SystemReport[]): string[] {
  const [first] = reports;
  return [
    `Simulated: ${workload.name}, ${counted(first.containers, 'container')} of ${counted(first.functions, 'function')}, seed ${first.seed}`,
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
    'Taken for granted:',
    ...[...new Set([...workload.assumptions, ...reports.flatMap(({ assumptions }) => assumptions)])].map(
      (assumption) => `  - ${assumption}`,
    ),
  ];
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
