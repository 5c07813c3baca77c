import * as v from 'valibot';
import { valueText } from '../errors';
import { checkedRunFile } from '../simulation';
import { SweepError } from './errors';
import type { Manifest } from './manifest';
import { MEASURES, type PointSummary } from './merge';
import type { Sweep } from './sweepFile';

const FORMAT = 'faasnet-sweep-summary';
const VERSION = 1;

/** What `sweep merge` writes. */
export interface SweepSummary extends Sweep {
  readonly model: string;
  /** Of the sweep, and those that have a result. */
  readonly units: number;
  readonly done: number;
  readonly points: readonly PointSummary[];
}

/** Pieces of the text of a summary, a line for each point. */
export function* summaryText(
  { model, axes, replicas, base, keys }: Manifest,
  done: number,
  points: readonly PointSummary[],
): Generator<string> {
  const head = {
    format: FORMAT,
    version: VERSION,
    simulated: true,
    model,
    units: keys.length,
    done,
    replicas,
    axes,
    base,
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "points": [\n`;
  for (const [at, point] of points.entries()) {
    yield `    ${JSON.stringify(point)}${at < points.length - 1 ? ',' : ''}\n`;
  }
  yield '  ]\n}\n';
}

const number = v.number();
const axisValue = v.union([v.number(), v.string(), v.null()]);
/** Checked by hand: there are ten for each point, and a schema takes a second for ten thousand points. */
function areMeasures(given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return false;
  return MEASURES.every((name) => {
    const { value, median, meanInterval, medianInterval } = ((given as Record<string, unknown>)[name] ?? {}) as Record<
      string,
      unknown
    >;
    return isNumber(value) && isNumber(median) && isInterval(meanInterval) && isInterval(medianInterval);
  });
}

/** JSON has null for a number that there is not. */
function isNumber(given: unknown): boolean {
  return given === null || typeof given === 'number';
}

function isInterval(given: unknown): boolean {
  if (given === null) return true;
  const { low, high } = (given ?? {}) as Record<string, unknown>;
  return typeof low === 'number' && typeof high === 'number';
}

const SUMMARY = v.looseObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  model: v.string(),
  units: number,
  done: number,
  replicas: v.pipe(number, v.integer(), v.minValue(1)),
  axes: v.array(v.object({ name: v.string(), values: v.array(axisValue) })),
  base: v.looseObject({}),
  points: v.array(
    v.looseObject({
      values: v.record(v.string(), axisValue),
      replicas: number,
      latencies: number,
      measures: v.custom<object>(areMeasures),
    }),
  ),
});

/** Reads a summary, which need not be trusted. Throws `SweepError`, `RunFileError`, `ParameterError`. */
export function parseSummary(text: string, name = 'the summary'): SweepSummary {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = undefined;
  }
  const { success, output, issues } = v.safeParse(SUMMARY, given, { abortEarly: true });
  if (!success) {
    const [issue] = issues;
    const place = issue.path?.map(({ key }) => String(key)).join('.');
    const found = place ? `: ${place} is ${valueText(issue.input)}` : '';
    throw new SweepError(`${name} is no summary of a sweep${found}.`, 'Make one with: faasnet sweep merge MANIFEST');
  }
  const { model, units, done, replicas, axes, points } = output;
  const base = checkedRunFile(output.base, name);
  return { base, axes, replicas, model, units, done, points: points as unknown as readonly PointSummary[] };
}
