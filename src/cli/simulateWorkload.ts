import { filterText } from '../filter';
import { matchingInOrder } from '../matching';
import {
  burstWorkload,
  DEFAULT_RECORDER,
  LIMITS,
  ParameterError,
  type Parameters,
  RECORDERS,
  requestedProfile,
  traceWorkload,
  type Workload,
  WorkloadError,
} from '../simulation';
import { rowsByAscending } from '../statistics';
import { parseDayTime, tellsTimes } from '../text';
import { type LatencyUnit, type LatencyUnitSetting, parseTime, type TimeUnit, type TimeUnitSetting } from '../trace';
import { type CalibratedReplay, calibratedReplay, requireRecorder, UNKNOWN } from './calibratedReplay';
import { type Arguments, type OptionSpecs, refusePositionals, somePositionals } from './command';
import { UsageError } from './errors';
import { type OpenTrace, openTrace } from './openTrace';
import { readProfileFile } from './profileFile';
import type { Terminal } from './terminal';
import { TRACE_OPTIONS, traceSettings } from './traceOptions';
import { filterOf, WHERE_OPTION } from './whereOption';

const COMMAND = { name: 'simulate' };
const SEE_HELP = 'See: faasnet simulate --help';

/** Options that define the workload. */
export const WORKLOAD_OPTIONS = {
  burst: { value: 'N', help: 'N cold starts at once, instead of a trace' },
  profile: {
    value: 'FILE',
    help: 'CSV of times and requests per second, or a file that counts requests: requests at these rates, instead of a trace',
  },
  'profile-function': { value: 'NAME', help: 'only the requests of this function, of a file that counts requests' },
  functions: {
    value: 'K',
    help: `functions the burst is spread over, evenly (default ${LIMITS.functions.defaultValue})`,
  },
  'lead-in': {
    value: 'S',
    help: `seconds in which the rate rises to the first of the profile; these requests count in no latency (default ${LIMITS.leadInSeconds.defaultValue})`,
  },
  'run-seconds': { value: 'S', help: 'run time of each request of a profile' },
  'image-mb': { value: 'MB', help: 'size of the image of a burst or a profile' },
  'memory-mb': { value: 'MB', help: 'memory of a container of a burst or a profile' },
  function: { value: 'NAME', help: 'replay only the cold starts of this function' },
  from: {
    value: 'T',
    help: 'replay cold starts from this time on: epoch seconds, a date such as 2023-11-14T22:13:20Z, or, for relative times, "day 3 04:12:07"',
  },
  to: { value: 'T', help: 'replay cold starts before this time, written likewise' },
  ...WHERE_OPTION,
  'recorded-on': {
    value: 'NAME',
    help: `system that the trace was recorded on, to which images and starts are fitted: ${RECORDERS.join(', ')}; or ${UNKNOWN}: images are assumed by runtime (default ${DEFAULT_RECORDER})`,
  },
  ...TRACE_OPTIONS,
} as const satisfies OptionSpecs;

type WorkloadArguments = Arguments<typeof WORKLOAD_OPTIONS>;

type Kind = 'a trace' | 'a burst' | 'a profile';

const OPTIONS_OF: Readonly<Record<Kind, readonly (keyof typeof WORKLOAD_OPTIONS)[]>> = {
  'a trace': [
    'function',
    'from',
    'to',
    'where',
    'recorded-on',
    ...(Object.keys(TRACE_OPTIONS) as (keyof typeof TRACE_OPTIONS)[]),
  ],
  'a burst': ['burst', 'functions', 'image-mb', 'memory-mb'],
  'a profile': ['profile', 'profile-function', 'lead-in', 'run-seconds', 'image-mb', 'memory-mb'],
};

/** What a command line simulates. */
export interface PlannedWorkload {
  readonly workload: Workload;
  /** null where the workload is not fitted to a trace. */
  readonly calibrated: CalibratedReplay | null;
  /** null where the workload is no replay. */
  readonly trace: ReadTraceAs | null;
}

/** What was replayed, and how it was read: with this, the same command can be given again. */
export interface ReadTraceAs {
  /** Names without folders. */
  readonly files: readonly string[];
  readonly format: string;
  readonly latencyUnit: LatencyUnit;
  readonly latencyUnitSetting: LatencyUnitSetting;
  readonly timeUnit: TimeUnit;
  readonly timeUnitSetting: TimeUnitSetting;
}

/** The cold starts or requests of the command line. Throws `UsageError`, `FileError`, `TraceError`. */
export async function workloadOf(
  given: WorkloadArguments,
  parameters: Parameters,
  seed: number,
  terminal: Terminal,
): Promise<PlannedWorkload> {
  refuseSeveralWorkloads(given);
  const kind = kindOf(given);
  for (const [other, options] of Object.entries(OPTIONS_OF)) {
    const misplaced = options.find((name) => given.has(name) && !OPTIONS_OF[kind].includes(name));
    if (misplaced !== undefined) {
      throw new UsageError(`--${misplaced} is an option of ${other}, not of ${kind}.`, SEE_HELP);
    }
  }
  if (kind === 'a trace') {
    const recordedOn = requireRecorder(given.text('recorded-on') ?? DEFAULT_RECORDER);
    const trace = await openTrace(
      somePositionals(given, COMMAND, 'A trace file, --burst N or --profile FILE'),
      traceSettings(given),
      terminal,
    );
    const replay = {
      from: timeOf(given, 'from'),
      to: timeOf(given, 'to'),
      functionName: given.text('function'),
      where: given.text('where') ?? '',
      recordedOn,
    };
    const planned = await replayOf(trace, replay, parameters, seed, terminal);
    if (!given.has('recorded-on')) {
      terminal.warn(`Nobody said where the trace was recorded (--recorded-on): ${DEFAULT_RECORDER} is assumed.`);
    }
    return planned;
  }
  refusePositionals(given, COMMAND);
  const workload = await (kind === 'a burst' ? burstOf(given, parameters) : profileOf(given, parameters, terminal));
  return { workload, calibrated: null, trace: null };
}

/** Throws `UsageError` for more than one of a trace, a burst and a profile. */
function refuseSeveralWorkloads(given: WorkloadArguments): void {
  const [first, second] = [
    ...given.positionals.slice(0, 1).map((file) => `The trace ${file}`),
    ...(['burst', 'profile'] as const).filter((name) => given.has(name)).map((name) => `--${name}`),
  ];
  if (second === undefined) return;
  throw new UsageError(`${first} and ${second} exclude each other.`, 'Simulate a trace, a burst or a profile.');
}

/** Seconds of a number, a date in a form that traces may hold, or a relative time; null if the option is not given. */
function timeOf(given: WorkloadArguments, name: 'from' | 'to'): number | null {
  const text = given.text(name);
  if (text === null) return null;
  const relative = parseDayTime(text);
  const seconds = Number.isNaN(relative) ? parseTime(text.replace(/ UTC$/, 'Z'), 1) : relative;
  if (Number.isFinite(seconds)) return seconds;
  throw new UsageError(
    `--${name} takes a time, not "${text}".`,
    `Write epoch seconds or a date, such as --${name} 1700000000 or --${name} 2023-11-14T22:13:20Z.`,
  );
}

function kindOf(given: WorkloadArguments): Kind {
  if (given.text('burst') !== null) return 'a burst';
  return given.text('profile') === null ? 'a trace' : 'a profile';
}

function burstOf(given: WorkloadArguments, parameters: Parameters): Promise<Workload> {
  const options = {
    containers: given.limited('burst', LIMITS.containers) ?? LIMITS.containers.defaultValue,
    functions: given.limited('functions', LIMITS.functions) ?? LIMITS.functions.defaultValue,
    ...sizesOf(given),
  };
  return asUsage(() => burstWorkload(options, parameters));
}

async function profileOf(given: WorkloadArguments, parameters: Parameters, terminal: Terminal): Promise<Workload> {
  const file = given.text('profile') ?? '-';
  const { name, text } = await readProfileFile(file, given.text('profile-function'), terminal);
  const request = {
    kind: 'profile',
    name,
    csv: text,
    leadInSeconds: given.limited('lead-in', LIMITS.leadInSeconds) ?? LIMITS.leadInSeconds.defaultValue,
    runSeconds: given.limited('run-seconds', LIMITS.runSeconds),
    ...sizesOf(given),
  } as const;
  return asUsage(() => requestedProfile(request, parameters));
}

function sizesOf(given: WorkloadArguments) {
  return {
    imageMB: given.limited('image-mb', LIMITS.imageMB),
    memoryMB: given.limited('memory-mb', LIMITS.memoryMB),
  };
}

/** The rows of a trace to replay; null for no bound. */
export interface Replay {
  /** Epoch seconds, half-open. */
  readonly from: number | null;
  readonly to: number | null;
  readonly functionName: string | null;
  /** A filter; absent or empty for none. */
  readonly where?: string;
  readonly recordedOn: string;
}

/** The workload that replays a trace. Throws `UsageError` if it selects no cold start. */
export async function replayOf(
  trace: OpenTrace,
  { from, to, functionName, where = '', recordedOn }: Replay,
  parameters: Parameters,
  seed: number,
  terminal: Terminal,
): Promise<PlannedWorkload> {
  const { table, relativeTime } = trace.file;
  const functionId = functionName === null ? null : table.functionNames.indexOf(functionName);
  if (functionId === -1) {
    throw new UsageError(
      `No function of ${trace.name} is named "${functionName}".`,
      'Write the name as the file does.',
    );
  }
  if (trace.synthetic) terminal.warn(`${trace.name} is a synthetic trace: made up, not measured.`);
  const byTime = await rowsByAscending(table.time);
  const timeRange =
    byTime.length > 0 ? { from: table.time[byTime[0]], to: table.time[byTime[byTime.length - 1]] } : null;
  if (!tellsTimes({ relativeTime, timeRange, coldStarts: byTime.length })) {
    terminal.warn(`${trace.name} does not tell when its cold starts were: all of them are replayed at one moment.`);
  }
  const filter = filterOf(where, trace);
  const matching = await matchingInOrder(filter, table, trace.unitsPerSecond, byTime);
  const selection = { functionId, from, to, relativeTime, byTime: matching, where: filterText(filter) };
  const replayed = await asUsage(() => traceWorkload(table, trace.unitsPerSecond, parameters, selection));
  const assumed = { ...replayed, name: `replay of ${trace.name}` };
  const fitted =
    recordedOn === UNKNOWN
      ? { workload: assumed, calibrated: null }
      : await calibratedReplay(trace, { assumed, byTime }, recordedOn, parameters, seed, terminal);
  return { ...fitted, trace: readAs(trace) };
}

function readAs({ names, file, unit }: OpenTrace): ReadTraceAs {
  const { format, timeUnit, timeUnitIsSet } = file;
  return {
    files: names,
    format: format.id,
    latencyUnit: unit.unit,
    latencyUnitSetting: unit.setting,
    timeUnit,
    timeUnitSetting: timeUnitIsSet ? timeUnit : 'auto',
  };
}

/**
 * Turns `ParameterError` and `WorkloadError` into `UsageError` (exit code 2).
 * @param name the file at fault, if there is one
 */
export async function asUsage<T>(make: () => T | Promise<T>, name?: string): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof ParameterError) throw new UsageError(error.message, error.advice);
    if (error instanceof WorkloadError)
      throw new UsageError(name ? `${name}: ${error.message}` : error.message, error.advice || SEE_HELP);
    throw error;
  }
}
