import { valueText } from '../errors';
import { isWithin, type Limit, rangeText } from '../numeric';
import { LIMITS, PARAMETERS, type RunFile, type RunFileWorkload, SYSTEMS } from '../simulation';
import { editDistance } from '../text';
import { SweepError } from './errors';

/** A value of an axis. */
export type AxisValue = number | string | null;

/** What an axis can change. */
export interface AxisKind {
  readonly name: string;
  /** What it is, for people and for the JSON schema. */
  readonly title: string;
  readonly unit: string;
  /** The range of numbers; absent for texts. */
  readonly limit?: Limit;
  /** The only texts allowed; absent for numbers and for any text. */
  readonly texts?: readonly string[];
  /** The run with this value; null if the workload has no such thing. */
  apply(run: RunFile, value: AxisValue): RunFile | null;
}

type Kind = RunFileWorkload['kind'];

/** An axis of the workload, if it is of one of these kinds. */
function ofWorkload(kinds: readonly Kind[], key: string): AxisKind['apply'] {
  return (run, value) =>
    kinds.includes(run.workload.kind)
      ? { ...run, workload: { ...run.workload, [key]: value } as RunFileWorkload }
      : null;
}

/** Sizes that a burst or a profile may give, in place of the parameter. */
const GIVEN_SIZES: readonly string[] = ['imageMB', 'memoryMB', 'runSeconds'];

const PARAMETER_AXES = PARAMETERS.map(
  ({ name, label, unit, min, max, integer, defaultValue }): AxisKind => ({
    name,
    title: label,
    unit,
    limit: { min, max, integer, unit, defaultValue },
    apply: (run, value) => {
      const { workload } = run;
      const isGiven = GIVEN_SIZES.includes(name) && (workload as Record<string, unknown>)[name] != null;
      if (isGiven) return { ...run, workload: { ...workload, [name]: value } as RunFileWorkload };
      return { ...run, parameters: { ...run.parameters, [name]: value as number } };
    },
  }),
);

/** Every axis there is. */
export const AXIS_KINDS: readonly AxisKind[] = [
  {
    name: 'containers',
    title: 'Cold starts of a burst',
    unit: '',
    limit: LIMITS.containers,
    apply: ofWorkload(['burst'], 'containers'),
  },
  {
    name: 'functions',
    title: 'Functions of a burst',
    unit: '',
    limit: LIMITS.functions,
    apply: ofWorkload(['burst'], 'functions'),
  },
  {
    name: 'leadInSeconds',
    title: 'Lead-in of a profile',
    unit: 's',
    limit: LIMITS.leadInSeconds,
    apply: ofWorkload(['profile'], 'leadInSeconds'),
  },
  { name: 'functionName', title: 'Function of a replay', unit: '', apply: ofWorkload(['trace'], 'functionName') },
  { name: 'where', title: 'Filter of a replay', unit: '', apply: ofWorkload(['trace'], 'where') },
  {
    name: 'system',
    title: 'System',
    unit: '',
    texts: SYSTEMS.map(({ name }) => name),
    apply: (run, value) => ({ ...run, systems: [String(value)] }),
  },
  ...PARAMETER_AXES,
];

const BY_NAME = new Map(AXIS_KINDS.map((kind) => [kind.name, kind]));

/** Throws `SweepError` with the nearest name. */
export function axisKind(name: string): AxisKind {
  const kind = BY_NAME.get(name);
  if (kind) return kind;
  const distance = (other: string) => editDistance(name.slice(0, 80).toLowerCase(), other.toLowerCase());
  const nearest = AXIS_KINDS.reduce((best, one) => (distance(one.name) < distance(best.name) ? one : best));
  throw new SweepError(`There is no axis "${name.slice(0, 80)}".`, `The nearest name is "${nearest.name}".`);
}

/** Throws `SweepError` for a value that the axis cannot have. */
export function checkedValue({ name, limit, texts }: AxisKind, value: unknown): AxisValue {
  if (limit) {
    if (typeof value === 'number' && isWithin(value, limit)) return value;
    throw new SweepError(`The axis ${name} has the value ${valueText(value)}; expected ${rangeText(limit)}.`);
  }
  if (typeof value === 'string' && (texts?.includes(value) ?? value !== '')) return value;
  const expected = texts ? texts.join(', ') : 'a text';
  throw new SweepError(`The axis ${name} has the value ${valueText(value)}; expected ${expected}.`);
}
