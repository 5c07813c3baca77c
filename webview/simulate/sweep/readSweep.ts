import type { AxisEntry, AxisInfo, RunRequest, SystemInfo } from '../../../src/protocol/queries';
import { readNumber } from '../../../src/text';
import { boundedNumber } from '../../boundedNumber';
import type { SimulateForm, SweepAxis } from '../../state/view';

export interface ReadSweep {
  /** The axes as a sweep file has them; without those that have errors. */
  readonly axes: readonly AxisEntry[];
  /** By field, see `axisField`. */
  readonly errors: ReadonlyMap<string, string>;
}

export const axisField = (axis: string, field: 'values' | 'from' | 'to' | 'count') => `${axis}.${field}`;

/** What a sweep of the form can vary. The form chooses the systems themselves. */
export function offeredAxes(
  axes: readonly AxisInfo[],
  { workload }: SimulateForm,
  chosen: readonly SystemInfo[],
): readonly AxisInfo[] {
  const kind = workload === 'burst' || workload === 'profile' ? workload : 'trace';
  return axes.filter(
    ({ texts, workloads, systems }) =>
      texts === undefined &&
      (workloads?.includes(kind) ?? true) &&
      (systems === undefined || chosen.some(({ name }) => systems.includes(name))),
  );
}

/** Reads what was typed. The host checks the rest, as it does when it reads a sweep file. */
export function readSweep(typed: readonly SweepAxis[], offered: readonly AxisInfo[]): ReadSweep {
  const errors = new Map<string, string>();
  const axes = typed.flatMap((axis) => {
    const info = offered.find(({ name }) => name === axis.name);
    const known = errors.size;
    const entry = info && readAxis(axis, info, errors);
    return entry && errors.size === known ? [entry] : [];
  });
  return { axes, errors };
}

function readAxis(axis: SweepAxis, { limit }: AxisInfo, errors: Map<string, string>): AxisEntry {
  const { name, scale } = axis;
  const checked = (
    { value, error }: { readonly value: number | null; readonly error: string | null },
    field: string,
  ) => {
    if (error !== null && !errors.has(field)) errors.set(field, error);
    return value ?? Number.NaN;
  };
  if (!limit) {
    const values = linesOf(axis.values);
    if (values.length === 0) errors.set(axisField(name, 'values'), 'Write a value on each line.');
    return { name, values };
  }
  if (axis.listed) {
    const field = axisField(name, 'values');
    const parts = axis.values.split(SEPARATORS).filter((part) => part !== '');
    if (parts.length === 0) errors.set(field, 'Write numbers with spaces between them.');
    return { name, values: parts.map((part) => checked(boundedNumber(part, limit), field)) };
  }
  const from = checked(boundedNumber(axis.from, limit), axisField(name, 'from'));
  const to = checked(boundedNumber(axis.to, limit), axisField(name, 'to'));
  const { value: count, problem } = readNumber(axis.count);
  return { name, from, to, count: checked({ value: count, error: problem }, axisField(name, 'count')), scale };
}

/** In "12,5" it is a decimal comma, which is not read. */
const SEPARATORS = /[\s;]+|,(?=\s|$)/;

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** How many times smaller and larger than the form's value a range begins and ends. */
const REACH = 4;

/** An axis that has just been ticked: values around the form's. */
export function firstAxis({ name, limit }: AxisInfo, request: RunRequest | undefined): SweepAxis {
  const axis = { name, listed: false, values: '', from: '', to: '', count: '5', scale: 'log' } as const;
  if (!limit) return { ...axis, listed: true };
  const { min, max, integer, defaultValue } = limit;
  if (integer && max - min === 1) return { ...axis, listed: true, values: `${min} ${max}` };
  const given: Readonly<Record<string, unknown>> = { ...request?.workload };
  const value = Number(given[name] ?? request?.parameters[name] ?? defaultValue);
  if (!(value > 0)) return { ...axis, from: String(min), to: String(max), scale: 'linear' };
  const within = (reached: number) => {
    const clamped = Math.min(max, Math.max(min, Number(reached.toPrecision(3))));
    return String(integer ? Math.round(clamped) : clamped);
  };
  // A range on a log scale cannot begin at 0.
  const from = within(value / REACH);
  return { ...axis, from, to: within(value * REACH), scale: Number(from) > 0 ? 'log' : 'linear' };
}
