import * as v from 'valibot';
import { valueText } from '../errors';
import { checkedRunFile, type RunFile, resolveParameters } from '../simulation';
import { type AxisValue, axisKind, checkedValue } from './axes';
import { SweepError } from './errors';
import { hasTraceHash, type Sweep, unitCount } from './sweepFile';
import { contentOf, unitAt } from './units';

const FORMAT = 'faasnet-sweep-manifest';
const VERSION = 1;

/** A sweep as it is run: with the hash of its trace and the version of the program that planned it. */
export interface Manifest extends Sweep {
  /** Version of the program: its model decides the results. */
  readonly model: string;
  /** By unit: the hash of its content, which names the file of its result. */
  readonly keys: readonly string[];
}

/**
 * Plans a sweep. Throws `SweepError` if it names another trace.
 * @param sha256 hash of the trace's bytes; null where the workload is no trace
 * @param hash hexadecimal hash of a text
 */
export function planned(sweep: Sweep, model: string, sha256: string | null, hash: (text: string) => string): Manifest {
  const { base } = sweep;
  if (sha256 !== null) requireSameTrace(sweep, sha256);
  const parameters = resolveParameters(base.parameters);
  const trace = base.trace && sha256 !== null ? { ...base.trace, sha256 } : base.trace;
  const exact = { ...sweep, base: { ...base, parameters, trace } };
  const keys = Array.from({ length: unitCount(sweep) }, (_, number) => hash(contentOf(unitAt(exact, number), model)));
  return { ...exact, model, keys };
}

/**
 * The text of a manifest: the run that all units share with every parameter, the axes, and a line for each unit with
 * its number, key, seed and the values that differ.
 */
export function* manifestText({ base, axes, replicas, model, keys }: Manifest): Generator<string> {
  const head = { format: FORMAT, version: VERSION, model, replicas, axes, base };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "units": [\n`;
  for (const [number, key] of keys.entries()) {
    const { values, run } = unitAt({ base, axes, replicas }, number);
    const line = JSON.stringify({ unit: number, key, seed: run.seed, ...values });
    yield `    ${line}${number < keys.length - 1 ? ',' : ''}\n`;
  }
  yield '  ]\n}\n';
}

const MANIFEST = v.looseObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  model: v.string(),
  replicas: v.pipe(v.number(), v.integer(), v.minValue(1)),
  axes: v.array(v.object({ name: v.string(), values: v.array(v.union([v.number(), v.string(), v.null()])) })),
  base: v.looseObject({}),
  units: v.array(v.looseObject({ key: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) })),
});

/** Reads a manifest, which need not be trusted. Throws `SweepError`, `RunFileError`, `ParameterError`. */
export function parseManifest(text: string, name = 'the manifest'): Manifest {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new SweepError(`${name} is not JSON: ${(error as Error).message}.`, 'Plan the sweep again.');
  }
  const checked = v.safeParse(MANIFEST, given, { abortEarly: true });
  if (!checked.success) {
    const [issue] = checked.issues;
    const place = issue.path?.map(({ key }) => String(key)).join('.') ?? 'it';
    throw new SweepError(
      `${name} is no manifest of a sweep: ${place} is ${valueText(issue.input)}.`,
      'Plan the sweep again.',
    );
  }
  const { model, replicas, units } = checked.output;
  const base: RunFile = checkedRunFile(checked.output.base, name);
  const axes = checked.output.axes.map(({ name: axis, values }) => {
    const kind = axisKind(axis);
    return { name: axis, values: values.map((value): AxisValue => checkedValue(kind, value)) };
  });
  const count = unitCount({ axes, replicas });
  if (count !== units.length) {
    throw new SweepError(`${name} lists ${units.length} units, and its axes give ${count}.`, 'Plan the sweep again.');
  }
  return { base, axes, replicas, model, keys: units.map(({ key }) => key) };
}

/** Throws `SweepError` if the trace is not the one whose hash a sweep file or a manifest has. */
export function requireSameTrace({ base }: Pick<Sweep, 'base'>, sha256: string): void {
  if (!hasTraceHash(base) || base.trace?.sha256 === sha256) return;
  throw new SweepError(
    `${base.trace?.name} is not the trace that the sweep was made with: its content differs.`,
    'Bring that trace back, or take "sha256" out of the sweep file and plan the sweep again.',
  );
}
