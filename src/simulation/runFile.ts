import * as v from 'valibot';
import { AdvisedError, valueText } from '../errors';
import { isWithin, type Limit, rangeText } from '../numeric';
import { MAX_NAME_LENGTH } from '../trace';
import type { RunRequest, WorkloadRequest } from './answers';
import { requireFailures } from './failures';
import { LIMITS, MAX_RUN_FILE_LENGTH } from './limits';
import { ParameterError, resolveParameters } from './parameters';
import { RECORDERS, SYSTEMS } from './systems';
import { changedParameters } from './unusedParameters';
import { MAX_PROFILE_LENGTH } from './workload/readProfile';

/** A run file that cannot be read or made. */
export class RunFileError extends AdvisedError {
  override readonly name = 'RunFileError';
  constructor(message: string, advice = 'Save it again from the dashboard, with "Save run file…".') {
    super(message, 'RunFileError', advice);
  }
}

const FORMAT = 'faasnet-run';
/**
 * 2 adds the system to which a replay is fitted, 3 the filter of a replay. A file is written as the earliest version
 * that has all that it holds, so that earlier programs read it.
 */
const VERSIONS: readonly unknown[] = [1, 2, 3];

/** A value of a run file that passes `accepts`; `expected` completes "expected …" in the message. */
function value<T>(accepts: (value: unknown) => boolean, expected: string) {
  return v.custom<T>(accepts, expected);
}

const within = (limit: Limit) => value<number>((given) => isWithin(given, limit), rangeText(limit));
const timeOrNull = value<number | null>(
  (given) => given === null || (typeof given === 'number' && Number.isFinite(given)),
  'a number or null',
);
const isName = (given: unknown) => typeof given === 'string' && given !== '' && given.length <= MAX_NAME_LENGTH;
const name = value<string>(isName, 'a name');
const anything = value<number>(() => true, 'a number');
const isObject = (given: unknown) => typeof given === 'object' && given !== null && !Array.isArray(given);

/** The message of an object, or of an entry that it lacks. */
function shape<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.object(entries, ({ path }) => (path ? expectedBy(entries[String(path[path.length - 1].key)]) : 'an object'));
}

function expectedBy(schema: object): string {
  if ('wrapped' in schema && typeof schema.wrapped === 'object' && schema.wrapped) return expectedBy(schema.wrapped);
  return 'message' in schema && typeof schema.message === 'string' ? schema.message : 'an object';
}

const sizes = {
  /** MB; null: the parameter. */
  imageMB: v.nullable(within(LIMITS.imageMB)),
  memoryMB: v.nullable(within(LIMITS.memoryMB)),
};

const BURST = shape({
  kind: v.literal('burst'),
  containers: within(LIMITS.containers),
  functions: within(LIMITS.functions),
  ...sizes,
});

const PROFILE = shape({
  kind: v.literal('profile'),
  name,
  /** The points. They are read when the run is made. */
  csv: value<string>(
    (given) => typeof given === 'string' && given.length <= MAX_PROFILE_LENGTH,
    `a text of at most ${MAX_PROFILE_LENGTH} characters`,
  ),
  leadInSeconds: within(LIMITS.leadInSeconds),
  runSeconds: v.nullable(within(LIMITS.runSeconds)),
  ...sizes,
});

const SYSTEM_NAMES = SYSTEMS.map((system) => system.name);

const REPLAY = shape({
  kind: v.literal('trace'),
  /** Epoch seconds, half-open; null where open. */
  from: timeOrNull,
  to: timeOrNull,
  /** A name, because a function's number may differ in another version of the trace; null for all functions. */
  functionName: v.nullable(value<string>((given) => typeof given === 'string' && given !== '', 'a name')),
  /** The filter that selects the cold starts; absent: none. It is read when the run is made. */
  where: v.optional(value<string>((given) => typeof given === 'string' && given !== '', 'a filter')),
  /** The system to which the replay is fitted; absent: the replay is not fitted. */
  recordedOn: v.optional(value<string>((given) => RECORDERS.some((one) => one === given), RECORDERS.join(', '))),
});

const RUN_FILE = shape({
  workload: v.variant('kind', [BURST, PROFILE, REPLAY], ({ path }) =>
    path ? '"burst", "profile" or "trace"' : 'an object',
  ),
  systems: v.pipe(
    v.array(
      value<string>((given) => SYSTEM_NAMES.some((one) => one === given), SYSTEM_NAMES.join(', ')),
      `a list of one or more of ${SYSTEM_NAMES.join(', ')}`,
    ),
    v.minLength(1, `a list of one or more of ${SYSTEM_NAMES.join(', ')}`),
    v.transform((names): readonly string[] => [...new Set(names)]),
  ),
  /** Every parameter in force, so that a later version's defaults change nothing. `resolveParameters` checks them. */
  parameters: value<Readonly<Record<string, number>>>(isObject, 'an object'),
  /** VMs that fail, in addition to those drawn at a rate. `requireFailures` checks them. */
  failures: v.optional(v.pipe(v.array(shape({ vm: anything, time: anything }), 'a list'), v.readonly()), []),
  seed: within(LIMITS.seed),
  seeds: within(LIMITS.seeds),
});

const TRACE = shape({
  /** Read only from the folder of the run file. */
  name: value<string>(
    (given) => isName(given) && !/[/\\\0]/.test(given as string) && given !== '.' && given !== '..',
    'a file name without folders',
  ),
  /** SHA-256 of the trace's bytes. */
  sha256: value<string>((given) => typeof given === 'string' && /^[0-9a-f]{64}$/.test(given), '64 hexadecimal digits'),
});

export type RunFileTrace = Readonly<v.InferOutput<typeof TRACE>>;
/** The cold starts or requests of a run file. */
export type RunFileWorkload = Readonly<v.InferOutput<typeof RUN_FILE.entries.workload>>;

/** Everything that determines runs, as a `*.ftsim.json` file holds it. */
export type RunFile = Readonly<v.InferOutput<typeof RUN_FILE>> & {
  /** The replayed trace; null for a burst and a profile. */
  readonly trace: RunFileTrace | null;
};

/** The text of a run file, with a line break at its end. */
export function runFileText(file: RunFile): string {
  const { workload } = file;
  return `${JSON.stringify({ format: FORMAT, version: versionOf(workload), ...file }, null, 2)}\n`;
}

function versionOf(workload: RunFileWorkload): number {
  if (workload.kind !== 'trace') return 1;
  if (workload.where !== undefined) return 3;
  return workload.recordedOn === undefined ? 1 : 2;
}

/**
 * Reads the text of a run file, which need not be trusted. Throws a RunFileError with what was found and expected, or a
 * ParameterError with the nearest valid name or value.
 * @param name the file's name, for messages
 */
export function parseRunFile(text: string, name = 'the run file'): RunFile {
  const given = jsonObject(text, name);
  if (given.format !== FORMAT) throw new RunFileError(`${capitalized(name)} is not a FaaSNet run file.`);
  if (!VERSIONS.includes(given.version)) {
    throw refused(
      name,
      'version',
      given.version,
      `${VERSIONS.slice(0, -1).join(', ')} or ${VERSIONS.at(-1)}, which this version of FaaSNet Trace Lab reads`,
    );
  }
  return checkedRunFile(given, name);
}

/**
 * The run file in an object that need not be trusted, and may have other entries too. Throws as `parseRunFile` does.
 * @param name the file's name, for messages
 */
export function checkedRunFile(given: Readonly<Record<string, unknown>>, name: string): RunFile {
  const { parameters, ...file } = checked(RUN_FILE, given, name);
  inFile(name, () => requireFailures(file.failures, resolveParameters(parameters)));
  const trace = file.workload.kind === 'trace' ? checked(shape({ trace: TRACE }), given, name).trace : null;
  return { ...file, parameters: { ...parameters }, trace };
}

/** A replayed trace with the names of its functions. */
export interface NamedTrace extends RunFileTrace {
  nameOf(functionId: number): string | undefined;
}

/**
 * The run file of runs that differ only in their system. Throws a RunFileError for no runs, and if the trace lacks what
 * they replay.
 */
export function runFileOf(requests: readonly RunRequest[], trace: NamedTrace | null): RunFile {
  const [first] = requests;
  if (!first) throw new RunFileError('There is nothing to save.', 'Choose a workload and a system first.');
  const { workload, seed, seeds, failures = [] } = first;
  const systems = requests.map(({ system }) => system);
  const rest = { systems, parameters: resolveParameters(first.parameters), failures, seed, seeds };
  if (workload.kind !== 'trace') return { workload, ...rest, trace: null };
  if (!trace) throw new RunFileError('There is no trace to replay.', 'Open one, or simulate a burst or a profile.');
  const { from, to, functionId, where = '', recordedOn } = workload;
  const functionName = functionId === null ? null : trace.nameOf(functionId);
  if (functionName === undefined) throw new RunFileError('The trace has no such function.', 'Choose one that it has.');
  const { name, sha256 } = trace;
  return {
    workload: {
      ...{ kind: 'trace', from, to, functionName },
      ...(where !== '' && { where }),
      ...(recordedOn !== undefined && { recordedOn }),
    },
    ...rest,
    trace: { name, sha256 },
  };
}

/**
 * The runs of a file, one for each system.
 * @param functionId number of the workload's function in the trace; null if it names none
 */
export function requestsOf(file: RunFile, functionId: number | null): RunRequest[] {
  const { workload, seed, seeds, failures } = file;
  const resolved = resolveParameters(file.parameters);
  const parameters = Object.fromEntries(changedParameters(resolved).map((name) => [name, resolved[name]]));
  const asked: WorkloadRequest = workload.kind !== 'trace' ? workload : replayRequest(workload, functionId);
  const rest = { parameters, seed, seeds, ...(failures.length > 0 ? { failures } : {}) };
  return file.systems.map((system) => ({ workload: asked, system, ...rest }));
}

function replayRequest(
  { from, to, where, recordedOn }: Extract<RunFileWorkload, { kind: 'trace' }>,
  functionId: number | null,
): WorkloadRequest {
  return {
    ...{ kind: 'trace', from, to, functionId },
    ...(where !== undefined && { where }),
    ...(recordedOn !== undefined && { recordedOn }),
  };
}

function jsonObject(text: string, name: string): Record<string, unknown> {
  if (text.length > MAX_RUN_FILE_LENGTH) throw new RunFileError(`${capitalized(name)} is too long for a run file.`);
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new RunFileError(`${capitalized(name)} is not JSON.`);
  }
  if (isObject(given)) return given as Record<string, unknown>;
  throw new RunFileError(`${capitalized(name)} holds ${valueText(given)}; expected an object.`);
}

function checked<Schema extends v.GenericSchema>(schema: Schema, given: unknown, name: string): v.InferOutput<Schema> {
  const { success, output, issues } = v.safeParse(schema, given, { abortEarly: true });
  if (success) return output;
  const [issue] = issues;
  const place = issue.path?.map(({ key }) => key).filter((key) => typeof key === 'string') ?? [];
  throw refused(name, place.join('.'), issue.input, issue.message);
}

/** Names the file in a ParameterError. */
function inFile(name: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    throw new ParameterError(`In ${name}: ${error.message}`, error.parameter, error.advice);
  }
}

function refused(name: string, place: string, found: unknown, expected: string): RunFileError {
  return new RunFileError(`In ${name}, ${place} is ${valueText(found)}; expected ${expected}.`);
}

const capitalized = (text: string) => (text === 'the run file' ? 'The run file' : text);
