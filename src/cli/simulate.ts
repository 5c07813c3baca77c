import {
  inLanes,
  LIMITS,
  PARAMETERS,
  type Parameters,
  parseFailure,
  requireFailures,
  resolveParameters,
  SYSTEMS,
  type VmFailure,
} from '../simulation';
import { aboutRun, type OutputTable } from '../tables';
import { bytes, counted } from '../text';
import { withAllCores } from './allCores';
import { type Arguments, defineCommand, type OptionSpecs, parseNumber } from './command';
import { DRAW_OPTIONS, drawsOf } from './draws';
import { UsageError } from './errors';
import { keepInputs, OUTPUT_OPTIONS } from './outputOption';
import { PRESET_OPTION, presetLines, presetOf, presetWorkload } from './preset';
import { openRunFile } from './runFile';
import { SEED_OPTION, seedOf, seedsOf, seedsOption } from './seedOption';
import { checkWatched, DETAIL_OPTIONS, detailsOf } from './simulateDetails';
import { reportLines } from './simulateReport';
import { asUsage, WORKLOAD_OPTIONS, workloadOf } from './simulateWorkload';
import { type SimulationPlan, simulateSystem, unusedIn } from './systemReport';
import { type TableFile, tableFormatOf, writeTable } from './tableOutput';
import type { Terminal } from './terminal';

const ALL_SYSTEMS = 'all';
const DEFAULT_SYSTEM = 'faasnet';

const OPTIONS = {
  ...WORKLOAD_OPTIONS,
  ...PRESET_OPTION,
  run: { value: 'FILE', help: 'repeat the runs of a run file (*.ftsim.json)' },
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
    help: 'VM that fails after S seconds, in addition to the failures of failuresPerVmHour; may be repeated',
  },
  ...DRAW_OPTIONS,
  ...DETAIL_OPTIONS,
  out: { value: 'FILE', help: 'file for the cold starts of a run: FILE.csv or FILE.parquet' },
  force: OUTPUT_OPTIONS.force,
} as const satisfies OptionSpecs;

export const simulate = defineCommand({
  name: 'simulate',
  summary: 'Simulates the provisioning of containers for a replayed trace, a burst, or requests at given rates.',
  usage: [
    'FILE… [--function NAME] [--from T] [--to T] [--where FILTER] [--unit UNIT] [--time-unit UNIT] [OPTIONS]',
    '--burst N [--functions K] [--image-mb MB] [--memory-mb MB] [OPTIONS]',
    '--profile FILE [--profile-function NAME] [--run-seconds S] [--lead-in S] [--image-mb MB] [--memory-mb MB] [OPTIONS]',
    '--preset NAME [OPTIONS]',
    '--run FILE [TRACE…] [--unit UNIT] [--time-unit UNIT] [--json [--cold-starts] [--series] [--watch-vm VM]]',
  ],
  notes: [
    '',
    'All numbers are simulated, except the latencies that a trace recorded. The same options give the same result.',
    'With --json: one object, or an array of objects for several systems. Sizes are bytes, times seconds.',
    '--cold-starts adds each cold start: arrival, queueing, stages, VM, upstream VM (-1: the registry; -2: none, the image',
    'was on the VM; -3: VMs not named), depth, and the bytes fetched for it from the registry and from VMs. Requests also have',
    'warm: 1 if a container that was there served it, 0 for a new one. Times are null for a request that was lost with its VM.',
    '--out saves the same for one system, a row for each cold start, as CSV or Parquet by the ending of its name.',
    '--series adds rates and levels over time, as means of bins of equal width. Peaks are over all VMs of the pool. Requests',
    'also have responseSeconds: the longest response of those that arrived in each bin.',
    'MB are 10^6 bytes, as everywhere; KB, of block sizes, are 1,024 bytes.',
    '',
    'A profile has a column of times and one of request rates, found by their names, which also say the units: time_s, time (min), hours, ms;',
    'rps, requests per second, requests per minute. Without a header they are seconds and requests per second, in this order.',
    'FILE may also be one that counts or lists requests: the invocations of Azure (2019, 2021), per-minute and request tables of Huawei (2023, 2025),',
    'and results of InVitro and STeLLAR. --profile-function takes a name of the file, or the last part of one.',
    '--run repeats the runs of a run file saved by the dashboard. Its trace must be in the same folder, or named as TRACE.',
    '',
    'Set-ups of the paper for --preset:',
    ...presetLines(),
    '',
    `Systems: ${SYSTEMS.map(({ name, label }) => `${name} (${label})`).join(', ')}.`,
    'Parameters for --set, with their defaults, ranges, and where the defaults come from:',
    ...parameterLines(),
  ],
  options: OPTIONS,
  async run(given, terminal) {
    const file = given.text('run');
    const details = detailsOf(given);
    const plan = file === null ? await planOf(given, terminal) : await openRunFile(given, file, terminal);
    checkWatched(details, plan.parameters.vms);
    for (const { reason } of unusedIn(plan, plan.systems)) terminal.warn(reason);
    const out = await outputOf(given, plan.systems);
    const simulated = await withAllCores((simulator) =>
      inLanes(simulator.lanes, plan.systems.length, async (at) => {
        const system = plan.systems[at];
        const { report, table, responses } = await simulateSystem(plan, system, details, terminal, simulator);
        if (out) await saveRows(out, table(), system, terminal);
        return { report, responses };
      }),
    );
    const reports = simulated.map(({ report }) => report);
    const overTime = simulated.map(({ responses }) => responses);
    if (given.flag('json')) await terminal.printJson(reports.length === 1 ? reports[0] : reports);
    else await terminal.printLines(reportLines(plan, reports, overTime));
  },
});

async function planOf(given: Arguments<typeof OPTIONS>, terminal: Terminal): Promise<SimulationPlan> {
  const name = given.text('preset');
  const preset = name === null ? null : presetOf(given, name);
  const systems = systemsOf(given, preset?.systems ?? [DEFAULT_SYSTEM]);
  const [seed, seeds] = [seedOf(given), seedsOf(given, LIMITS.seeds)];
  const values = valuesOf(given);
  const parameters = await asUsage(() => resolveParameters({ ...preset?.parameters, ...values }));
  const failures = await failuresOf(given, parameters);
  const planned = preset
    ? { workload: await presetWorkload(preset, parameters), calibrated: null, trace: null }
    : await workloadOf(given, parameters, seed, terminal);
  const draws = drawsOf(given, planned);
  return { ...planned, systems, parameters, givenParameters: Object.keys(values), failures, seed, seeds, draws };
}

/** Where to save the cold starts of the run; null for nowhere. Throws `UsageError`. */
async function outputOf(given: Arguments<typeof OPTIONS>, systems: readonly string[]): Promise<TableFile | null> {
  const file = given.text('out');
  if (file === null) return null;
  if (systems.length > 1) {
    throw new UsageError(`--out saves the cold starts of one system, not of ${systems.length}.`, 'Name one --system.');
  }
  const inputs = [...given.positionals, given.text('profile'), given.text('run')];
  await keepInputs(
    file,
    inputs.filter((input) => input !== null),
  );
  return { file, format: tableFormatOf(file), force: given.flag('force') };
}

async function saveRows(out: TableFile, table: OutputTable, system: string, terminal: Terminal): Promise<void> {
  const size = await writeTable(out, table, aboutRun(system));
  terminal.warn(`${out.file}: ${counted(table.rows, 'simulated row')}, ${bytes(size)}`);
}

function parameterLines(): string[] {
  const width = Math.max(...PARAMETERS.map(({ name }) => name.length));
  return PARAMETERS.map(({ name, label, defaultValue, unit, min, max, source }) => {
    const value = unit === '' ? `${defaultValue}` : `${defaultValue} ${unit}`;
    return `  ${name.padEnd(width)}  ${label}: ${value} (${min} to ${max}; ${source})`;
  });
}

function systemsOf(given: Arguments<typeof OPTIONS>, usual: readonly string[]): readonly string[] {
  const known = SYSTEMS.map(({ name }) => name);
  const asked = given.texts('system');
  if (asked.length === 0) return usual;
  if (asked.includes(ALL_SYSTEMS)) return known;
  for (const name of asked) {
    if (known.includes(name)) continue;
    throw new UsageError(`There is no system "${name}".`, `The systems are: ${known.join(', ')}; or ${ALL_SYSTEMS}.`);
  }
  return [...new Set(asked)];
}

function valuesOf(given: Arguments<typeof OPTIONS>): Readonly<Record<string, number>> {
  const values: [name: string, value: number][] = given.texts('set').map((setting) => {
    const equals = setting.indexOf('=');
    if (equals < 1) throw new UsageError(`--set takes NAME=VALUE, not "${setting}".`, 'Such as --set blockKB=512.');
    const name = setting.slice(0, equals);
    return [name, parseNumber(`--set ${name}=`, setting.slice(equals + 1))];
  });
  return Object.fromEntries(values);
}

function failuresOf(given: Arguments<typeof OPTIONS>, parameters: Parameters): Promise<readonly VmFailure[]> {
  return asUsage(() => {
    const failures = given.texts('fail').map(parseFailure);
    requireFailures(failures, parameters);
    return failures;
  });
}
