import * as v from 'valibot';
import { valueText } from '../errors';
import {
  changedParameters,
  checkedRunFile,
  givesSize,
  LIMITS,
  type RunFile,
  RunFileError,
  resolveParameters,
} from '../simulation';
import { nearestName } from '../text';
import { type AxisValue, axisKind, checkedValue, parametersSet } from './axes';
import { SweepError } from './errors';
import { sweepSchema } from './jsonSchema';
import { type AxisEntry, valuesOf } from './range';

const FORMAT = 'faasnet-sweep';
const VERSION = 1;
/** Characters: a profile takes most of them. */
export const LONGEST_SWEEP_FILE = 16_000_000;
/** Most units of a sweep. */
export const MOST_UNITS = 1_000_000;
/** Stands for a hash that is not known yet. */
const UNKNOWN_HASH = '0'.repeat(64);

/** One axis and its values, in their order. */
export interface Axis {
  readonly name: string;
  readonly values: readonly AxisValue[];
}

/** A run file and axes. */
export interface Sweep {
  /** What all units share. Its systems and its number of seeds are axes too, the innermost ones. */
  readonly base: RunFile;
  /** The outermost first; `system` is one of them. */
  readonly axes: readonly Axis[];
  /** Seeds of each combination: the innermost axis. */
  readonly replicas: number;
}

const AXES = v.array(v.looseObject({ name: v.string() }));

/**
 * Reads a sweep file, which need not be trusted: a run file (whose parameters may be left out where they have their
 * defaults) and `axes`. Throws a SweepError, a RunFileError or a ParameterError with what was found and expected.
 */
export function parseSweep(text: string, name = 'the sweep file'): Sweep {
  const given = jsonObject(text, name);
  if (given.format !== FORMAT)
    throw new SweepError(
      `${name} is no FaaSNet sweep file: its format is ${valueText(given.format)}, not "${FORMAT}".`,
    );
  if (given.version !== VERSION)
    throw new SweepError(`In ${name}, version is ${valueText(given.version)}; expected ${VERSION}.`);
  requireKnownEntries(given, name);
  const axes = axesOf(given.axes, name);
  const base = runOf(given, name);
  const all = axes.some((axis) => axis.name === 'system') ? axes : [...axes, { name: 'system', values: base.systems }];
  const sweep = { base, axes: all, replicas: base.seeds };
  requireApplicable(sweep);
  requireFewUnits(sweep);
  return sweep;
}

/** Throws `SweepError` for an entry that nothing would read, such as a misspelt one. */
function requireKnownEntries(given: Readonly<Record<string, unknown>>, name: string): void {
  const { properties } = sweepSchema();
  const { workload, trace, failures } = given;
  const kinds = properties.workload.oneOf;
  const ofKind = isObject(workload) && kinds.find(({ properties: { kind } }) => kind.const === workload.kind);
  const places = [
    { place: '', entries: given, known: properties },
    ...(ofKind ? [{ place: 'workload.', entries: workload, known: ofKind.properties }] : []),
    ...(isObject(trace) ? [{ place: 'trace.', entries: trace, known: properties.trace.properties }] : []),
    ...(Array.isArray(failures) ? failures : [])
      .filter(isObject)
      .map((entries) => ({ place: 'failures.', entries, known: properties.failures.items.properties })),
  ];
  for (const { place, entries, known } of places) {
    const unknown = Object.keys(entries).find((entry) => !Object.hasOwn(known, entry));
    if (unknown === undefined) continue;
    const nearest = nearestName(unknown, Object.keys(known));
    throw new SweepError(
      `In ${name}, ${place}${unknown.slice(0, 80)} is no entry of a sweep file.`,
      nearest === null ? `Its entries are ${Object.keys(known).join(', ')}.` : `The nearest name is "${nearest}".`,
    );
  }
}

/** The text of a sweep file, with a line for each entry and axis. Leaves out parameters that have their defaults. */
export function sweepText(run: RunFile, axes: readonly AxisEntry[]): string {
  const { workload, systems, failures, seed, seeds, trace } = run;
  const parameters = resolveParameters(run.parameters);
  const changed = changedParameters(parameters).map((name) => [name, parameters[name]]);
  const entries = {
    ...{ format: FORMAT, version: VERSION, workload, systems },
    ...(changed.length > 0 && { parameters: Object.fromEntries(changed) }),
    ...(failures.length > 0 && { failures }),
    ...{ seed, seeds },
    ...(trace && { trace }),
  };
  const lines = Object.entries(entries).map(([name, value]) => `  ${inOneLine(name)}: ${inOneLine(value)},\n`);
  const axisLines = axes.map((axis) => `\n    ${inOneLine(axis)}`);
  return `{\n${lines.join('')}  "axes": [${axisLines.join(',')}${axes.length > 0 ? '\n  ' : ''}]\n}\n`;
}

/** JSON with spaces, as people write it. */
function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}: ${inOneLine(part)}`);
  return parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
}

/** The run that all units share. */
function runOf(given: Record<string, unknown>, name: string): RunFile {
  try {
    return checkedRunFile(withDefaults(given), name);
  } catch (error) {
    throw error instanceof RunFileError ? new SweepError(error.message, COMPLETE) : error;
  }
}

const COMPLETE = 'Correct the sweep file, or make a new one with "Sweep…" beside the form of a simulation.';

/** What a workload may leave out, by its kind. */
const OF_WORKLOAD: Readonly<Record<string, object>> = {
  burst: { functions: LIMITS.functions.defaultValue, imageMB: null, memoryMB: null },
  profile: { leadInSeconds: LIMITS.leadInSeconds.defaultValue, runSeconds: null, imageMB: null, memoryMB: null },
  trace: { from: null, to: null, functionName: null },
};

/** The entries that a sweep file may leave out and a run file may not. */
function withDefaults(given: Record<string, unknown>): Record<string, unknown> {
  const { parameters = {}, systems = ['faasnet'], seed = 1, seeds = 1, trace } = given;
  const named = isObject(trace) ? { sha256: UNKNOWN_HASH, ...trace } : trace;
  const resolved = isObject(parameters) ? resolveParameters(parameters as Record<string, number>) : parameters;
  const { workload } = given;
  const isKind = isObject(workload) && Object.hasOwn(OF_WORKLOAD, String(workload.kind));
  const whole = isKind ? { ...OF_WORKLOAD[String(workload.kind)], ...workload } : workload;
  return { ...given, workload: whole, parameters: resolved, systems, seed, seeds, trace: named };
}

function axesOf(given: unknown, name: string): Axis[] {
  const axes = v.safeParse(AXES, given ?? []);
  if (!axes.success) {
    throw new SweepError(`In ${name}, axes is ${valueText(given)}; expected a list of objects with a name and values.`);
  }
  const seen = new Set<string>();
  return axes.output.map(({ name: axis, ...rest }) => {
    const kind = axisKind(axis);
    if (seen.has(axis)) throw new SweepError(`In ${name}, the axis ${axis} is there twice.`);
    seen.add(axis);
    const values = 'values' in rest && Object.keys(rest).length === 1 ? rest.values : rest;
    const listed = valuesOf(values, `In ${name}, the axis ${axis}`, kind.limit?.integer ?? false);
    return { name: axis, values: listed.map((value) => checkedValue(kind, value)) };
  });
}

function requireApplicable({ base, axes }: Sweep): void {
  const { kind } = base.workload;
  const systems = axes.find(({ name }) => name === 'system')?.values ?? base.systems;
  for (const { name, values } of axes) {
    const axis = axisKind(name);
    if (!axis.apply(base, values[0]) || axis.workloads?.includes(kind) === false) {
      throw new SweepError(`The axis ${name} has no effect on a workload of the kind "${kind}".`);
    }
    if (axis.systems?.some((system) => systems.includes(system)) === false) {
      throw new SweepError(
        `The axis ${name} has no effect on ${systems.join(', ')}.`,
        `It has one on ${axis.systems.join(', ')}.`,
      );
    }
  }
  const together = axes.find(({ name }) => name === 'set');
  for (const parameter of parametersSet(together?.values ?? [])) {
    const isAxis = axes.some(({ name }) => name === parameter);
    if (!isAxis && !givesSize(base.workload, parameter)) continue;
    throw new SweepError(
      `The axis set changes ${parameter}, which ${isAxis ? 'has an axis of its own' : 'the workload gives itself'}.`,
      isAxis ? 'Take it out of one of the two: one would undo the other.' : `Give ${parameter} an axis of its own.`,
    );
  }
}

function requireFewUnits(sweep: Sweep): void {
  const units = unitCount(sweep);
  if (units <= MOST_UNITS) return;
  throw new SweepError(
    `The sweep has ${units} units; at most ${MOST_UNITS} are possible.`,
    'Give its axes fewer values.',
  );
}

/** All combinations. */
export function unitCount({ axes, replicas }: Pick<Sweep, 'axes' | 'replicas'>): number {
  return axes.reduce((units, { values }) => units * values.length, replicas);
}

/** The values in words; of many, the first ones and the last. */
export function shownValues(values: readonly AxisValue[]): string {
  const shown = values.length > 8 ? [...values.slice(0, 7), '…', values[values.length - 1]] : values;
  return shown.map((value) => value ?? 'none').join(', ');
}

/** Whether the hash of the sweep's trace is known. */
export function hasTraceHash({ trace }: RunFile): boolean {
  return trace !== null && trace.sha256 !== UNKNOWN_HASH;
}

function jsonObject(text: string, name: string): Record<string, unknown> {
  if (text.length > LONGEST_SWEEP_FILE) throw new SweepError(`${name} is too long for a sweep file.`);
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new SweepError(`${name} is not JSON: ${(error as Error).message}.`);
  }
  if (isObject(given)) return given;
  throw new SweepError(`${name} holds ${valueText(given)}; expected an object.`);
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
