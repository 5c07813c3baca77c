import { AdvisedError } from '../errors';
import { isWithin, rangeText } from '../numeric';
import type { RunRequest, VmFailure, WorkloadRequest } from './answers';
import { requireFailures } from './failures';
import { LIMITS, type Limits } from './limits';
import { PARAMETERS } from './parameterList';
import { resolveParameters } from './parameters';
import { SYSTEMS } from './systems';
import { MAX_PROFILE_LENGTH } from './workload/readProfile';

/** A run file that cannot be read or made, worded for the person who wants to. */
export class RunFileError extends AdvisedError {
  override readonly name = 'RunFileError';
  constructor(message: string, advice = 'Save it again from the dashboard, with "Save run file…".') {
    super(message, 'RunFileError', advice);
  }
}

/** The cold starts or requests of a run file. A profile is in it with all its points; a function of a trace goes by its name, as its number may differ in another version of the trace. */
export type RunFileWorkload =
  | Exclude<WorkloadRequest, { kind: 'trace' }>
  | {
      readonly kind: 'trace';
      /** Epoch seconds, half-open; null where open. */
      readonly from: number | null;
      readonly to: number | null;
      readonly functionName: string | null;
    };

/** Everything that determines runs, as a `*.ftsim.json` file keeps it. */
export interface RunFile {
  readonly workload: RunFileWorkload;
  readonly systems: readonly string[];
  /** Every parameter in force, so that a later version's defaults change nothing. */
  readonly parameters: Readonly<Record<string, number>>;
  /** VMs that fail, beside those drawn at a rate. */
  readonly failures: readonly VmFailure[];
  readonly seed: number;
  readonly seeds: number;
  /** The trace that is replayed; null for a burst and for a profile. */
  readonly trace: RunFileTrace | null;
}

export interface RunFileTrace {
  /** File name without folders. */
  readonly name: string;
  /** SHA-256 of the trace's bytes, hexadecimal. */
  readonly sha256: string;
}

const FORMAT = 'faasnet-run';
const VERSION = 1;
/** Characters: a profile, in which JSON writes a line's end with two, and some thousand more. */
export const MAX_RUN_FILE_LENGTH = 2 * MAX_PROFILE_LENGTH + 1_000_000;
const MAX_NAME_LENGTH = 1024;

/** The text of a run file, with a line break at its end. */
export function runFileText(file: RunFile): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...file }, null, 2)}\n`;
}

/** Reads a run file, whoever wrote it. Throws a RunFileError, or a ParameterError that names the nearest valid name or value. */
export function parseRunFile(text: string): RunFile {
  const given = jsonObject(text);
  if (given.format !== FORMAT) throw new RunFileError('This is no run file of FaaSNet Trace Lab.');
  if (given.version !== VERSION) {
    throw new RunFileError(
      `The run file's version is ${shown(given.version)}; this extension reads version ${VERSION}.`,
    );
  }
  const workload = workloadOf(given.workload);
  return {
    workload,
    systems: systemsOf(given.systems),
    parameters: parametersOf(given.parameters),
    failures: failuresOf(given.failures, given.parameters),
    seed: limited('seed', 'seed', given.seed),
    seeds: limited('seeds', 'seeds', given.seeds),
    trace: workload.kind === 'trace' ? traceOf(given.trace) : null,
  };
}

/** The trace that runs replay, with the names of its functions. */
export interface NamedTrace extends RunFileTrace {
  nameOf(functionId: number): string | undefined;
}

/**
 * What runs are made from that differ in nothing but the system. Throws a RunFileError where there is none, or the trace lacks what
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
  const { from, to, functionId } = workload;
  const functionName = functionId === null ? null : trace.nameOf(functionId);
  if (functionName === undefined) throw new RunFileError('The trace has no such function.', 'Choose one that it has.');
  const { name, sha256 } = trace;
  return { workload: { kind: 'trace', from, to, functionName }, ...rest, trace: { name, sha256 } };
}

/** The run of each system, as `runFileOf` was given them. @param functionId number of the workload's function in the trace; null where it names none */
export function requestsOf(file: RunFile, functionId: number | null): RunRequest[] {
  const { workload, seed, seeds, failures } = file;
  const changed = PARAMETERS.filter(({ name, defaultValue }) => {
    return Object.hasOwn(file.parameters, name) && file.parameters[name] !== defaultValue;
  });
  const parameters = Object.fromEntries(changed.map(({ name }) => [name, file.parameters[name]]));
  const asked: WorkloadRequest =
    workload.kind !== 'trace' ? workload : { kind: 'trace', from: workload.from, to: workload.to, functionId };
  const rest = { parameters, seed, seeds, ...(failures.length > 0 ? { failures } : {}) };
  return file.systems.map((system) => ({ workload: asked, system, ...rest }));
}

function jsonObject(text: string): Record<string, unknown> {
  if (text.length > MAX_RUN_FILE_LENGTH) throw new RunFileError('The file is too long for a run file.');
  try {
    return objectOf('the file', JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    if (error instanceof RunFileError) throw error;
    throw new RunFileError('The file holds no JSON.');
  }
}

function workloadOf(value: unknown): RunFileWorkload {
  const given = objectOf('workload', value);
  if (given.kind === 'burst') {
    return {
      kind: 'burst',
      containers: limited('containers', 'workload.containers', given.containers),
      functions: limited('functions', 'workload.functions', given.functions),
      imageMB: limitedOrNull('imageMB', given.imageMB),
      memoryMB: limitedOrNull('memoryMB', given.memoryMB),
    };
  }
  if (given.kind === 'profile') {
    return {
      kind: 'profile',
      name: nameOf('workload.name', given.name),
      csv: csvOf(given.csv),
      leadInSeconds: limited('leadInSeconds', 'workload.leadInSeconds', given.leadInSeconds),
      runSeconds: limitedOrNull('runSeconds', given.runSeconds),
      imageMB: limitedOrNull('imageMB', given.imageMB),
      memoryMB: limitedOrNull('memoryMB', given.memoryMB),
    };
  }
  if (given.kind === 'trace') {
    return {
      kind: 'trace',
      from: numberOrNull('workload.from', given.from),
      to: numberOrNull('workload.to', given.to),
      functionName: given.functionName === null ? null : nameOf('workload.functionName', given.functionName),
    };
  }
  return refuse('workload.kind', given.kind, '"burst", "profile" or "trace"');
}

/** The points themselves are read when the run is made, and what is wrong with them is said then. */
function csvOf(value: unknown): string {
  if (typeof value === 'string' && value.length <= MAX_PROFILE_LENGTH) return value;
  return refuse('workload.csv', value, `a text of at most ${MAX_PROFILE_LENGTH} characters`);
}

function systemsOf(value: unknown): string[] {
  const known = SYSTEMS.map(({ name }) => name);
  if (!Array.isArray(value) || value.length === 0 || value.length > known.length) {
    return refuse('systems', value, `a list of one or more of ${known.join(', ')}`);
  }
  const names = value.map((name) => known.find((one) => one === name) ?? refuse('systems', name, known.join(', ')));
  return [...new Set(names)];
}

function parametersOf(value: unknown): Record<string, number> {
  const given = objectOf('parameters', value);
  const names = Object.keys(given);
  if (names.length > PARAMETERS.length) return refuse('parameters', given, 'parameters of the simulation');
  resolveParameters(given as Record<string, number>);
  return Object.fromEntries(names.map((name) => [name, given[name] as number]));
}

/** None in a file that says nothing of them. */
function failuresOf(value: unknown, parameters: unknown): VmFailure[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return refuse('failures', value, 'a list');
  const failures = value.map((one) => {
    const { vm, time } = objectOf('a failure', one);
    return { vm: vm as number, time: time as number };
  });
  requireFailures(failures, resolveParameters(parameters as Record<string, number>));
  return failures;
}

function traceOf(value: unknown): RunFileTrace {
  const given = objectOf('trace', value);
  const name = nameOf('trace.name', given.name);
  // It is looked for beside the run file, and nowhere else.
  if (/[/\\\0]/.test(name) || name === '.' || name === '..') refuse('trace.name', name, 'a file name without folders');
  if (typeof given.sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(given.sha256)) {
    return refuse('trace.sha256', given.sha256, '64 hexadecimal digits');
  }
  return { name, sha256: given.sha256 };
}

function objectOf(what: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(what, value, 'an object');
  return value as Record<string, unknown>;
}

function limited(name: keyof Limits, what: string, value: unknown): number {
  return isWithin(value, LIMITS[name]) ? value : refuse(what, value, rangeText(LIMITS[name]));
}

function limitedOrNull(name: keyof Limits, value: unknown): number | null {
  return value === null ? null : limited(name, `workload.${name}`, value);
}

function numberOrNull(what: string, value: unknown): number | null {
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  return refuse(what, value, 'a number or null');
}

function nameOf(what: string, value: unknown): string {
  const isName = typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH;
  return isName ? value : refuse(what, value, 'a name');
}

function refuse(what: string, value: unknown, expected: string): never {
  throw new RunFileError(`In the run file, ${what} is ${shown(value)}; expected ${expected}.`);
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return JSON.stringify(value).slice(0, 80);
}
