import { valueText } from '../errors';
import { isWithin, type Limit, rangeText } from '../numeric';
import {
  givesSize,
  LIMITS,
  PARAMETERS,
  type ParameterInfo,
  type RunFile,
  type RunFileWorkload,
  resolveParameters,
  SYSTEMS,
} from '../simulation';
import { nearestName, readNumber } from '../text';
import { SweepError } from './errors';

/** A value of an axis. */
export type AxisValue = number | string | null;

/** What an axis can change, as people choose it. */
export interface AxisInfo {
  readonly name: string;
  /** What it is, for people and for the JSON schema. */
  readonly title: string;
  readonly unit: string;
  readonly group: 'workload' | 'together' | ParameterInfo['group'];
  /** The range of numbers; absent for texts. */
  readonly limit?: Limit;
  /** The only texts allowed; absent for numbers and for any text. */
  readonly texts?: readonly string[];
  /** Workloads on which it has an effect; absent: all. */
  readonly workloads?: ParameterInfo['workloads'];
  /** Systems on which it has an effect; absent: all. */
  readonly systems?: ParameterInfo['systems'];
}

export interface AxisKind extends AxisInfo {
  /** Present if a value may be null, which changes nothing. */
  readonly nullable?: true;
  /** Throws for a text that it cannot have. */
  check?(value: string): void;
  /** The run with this value; null if the workload has no such thing. */
  apply(run: RunFile, value: AxisValue): RunFile | null;
}

type Kind = RunFileWorkload['kind'];

/** An axis of a workload of this kind. */
function ofWorkload(kind: Kind, name: string, title: string, rest: Partial<AxisInfo> = {}): AxisKind {
  return {
    ...{ name, title, unit: '', group: 'workload', workloads: [kind], ...rest },
    apply: (run, value) =>
      run.workload.kind === kind ? { ...run, workload: { ...run.workload, [name]: value } as RunFileWorkload } : null,
  };
}

const PARAMETER_AXES = PARAMETERS.map(
  ({ name, label, unit, min, max, integer, defaultValue, group, workloads, systems }): AxisKind => ({
    ...{ name, title: label, unit, group, workloads, systems },
    limit: { min, max, integer, unit, defaultValue },
    apply: (run, value) => {
      const { workload } = run;
      if (givesSize(workload, name)) return { ...run, workload: { ...workload, [name]: value } as RunFileWorkload };
      return { ...run, parameters: { ...run.parameters, [name]: value as number } };
    },
  }),
);

/** Parameters as `--set` takes them, so that several can change together, or each in turn. */
const SETTINGS_AXIS: AxisKind = {
  name: 'set',
  title: 'Parameters set together, as NAME=VALUE with spaces between them',
  unit: '',
  group: 'together',
  nullable: true,
  check: (value) => void resolveParameters(settingsIn(value)),
  apply: (run, value) =>
    value === null ? run : { ...run, parameters: { ...run.parameters, ...settingsIn(String(value)) } },
};

/** Names of the parameters that values of the axis `set` change. */
export function parametersSet(values: readonly AxisValue[]): string[] {
  return values.flatMap((value) => (value === null ? [] : Object.keys(settingsIn(String(value)))));
}

/** Throws `SweepError` for a text that is not of this form, or that sets a parameter twice. */
function settingsIn(text: string): Readonly<Record<string, number>> {
  const settings = new Map<string, number>();
  for (const setting of text.split(/\s+/).filter((part) => part !== '')) {
    const [, name, number = ''] = /^([^=]+)=(.+)$/.exec(setting) ?? [];
    const { value } = readNumber(number);
    if (name === undefined || value === null)
      throw new SweepError(`The axis set has the value ${valueText(text)}; expected texts such as "nicMBps=100".`);
    if (settings.has(name)) throw new SweepError(`The axis set has the value ${valueText(text)}, with ${name} twice.`);
    settings.set(name, value);
  }
  return Object.fromEntries(settings);
}

/** Every axis there is. */
export const AXIS_KINDS: readonly AxisKind[] = [
  ofWorkload('burst', 'containers', 'Cold starts of a burst', { limit: LIMITS.containers }),
  ofWorkload('burst', 'functions', 'Functions of a burst', { limit: LIMITS.functions }),
  ofWorkload('profile', 'leadInSeconds', 'Lead-in of a profile', { unit: 's', limit: LIMITS.leadInSeconds }),
  ofWorkload('trace', 'functionName', 'Function of a replay'),
  ofWorkload('trace', 'where', 'Filter of a replay'),
  {
    name: 'system',
    title: 'System',
    unit: '',
    group: 'workload',
    texts: SYSTEMS.map(({ name }) => name),
    apply: (run, value) => ({ ...run, systems: [String(value)] }),
  },
  SETTINGS_AXIS,
  ...PARAMETER_AXES,
];

const BY_NAME = new Map(AXIS_KINDS.map((kind) => [kind.name, kind]));

/** Throws `SweepError` with the nearest name. */
export function axisKind(name: string): AxisKind {
  const kind = BY_NAME.get(name);
  if (kind) return kind;
  const nearest = nearestName(name, [...BY_NAME.keys()]);
  const advice =
    nearest === null ? 'An axis is a parameter or a part of the workload.' : `The nearest name is "${nearest}".`;
  throw new SweepError(`There is no axis "${name.slice(0, 80)}".`, advice);
}

/** Throws `SweepError` for a value that the axis cannot have, `ParameterError` for a wrong parameter in it. */
export function checkedValue({ name, limit, texts, nullable, check }: AxisKind, value: unknown): AxisValue {
  if (nullable && value === null) return value;
  if (limit) {
    if (typeof value === 'number' && isWithin(value, limit)) return value;
    throw new SweepError(`The axis ${name} has the value ${valueText(value)}; expected ${rangeText(limit)}.`);
  }
  if (typeof value === 'string' && (texts?.includes(value) ?? value.trim() !== '')) {
    check?.(value);
    return value;
  }
  const expected = texts ? texts.join(', ') : 'a text';
  throw new SweepError(`The axis ${name} has the value ${valueText(value)}; expected ${expected}.`);
}
