import type { Parameters, Workload } from '../types';
import { WorkloadError } from './errors';

/** Requests per second over time, as straight lines between points. */
export interface Profile {
  /** Seconds, ascending. */
  readonly time: Float64Array;
  readonly rps: Float64Array;
}

export interface ProfileOptions {
  /**
   * The rate rises evenly from 0 to the profile's first for so long before it begins, so that the containers of the usual load are up. Arrivals count from
   * the start of that rise.
   */
  readonly leadInSeconds?: number;
  /** How long a request runs, seconds; absent: the parameter `runSeconds`. */
  readonly runSeconds?: number | null;
  /** MB; absent: the parameter `imageMB`. */
  readonly imageMB?: number | null;
  /** MB; absent: the parameter `memoryMB`. */
  readonly memoryMB?: number | null;
}

const MOST_REQUESTS = 20_000_000;
/** Seconds in a unit of time, by how a header may name it. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(ms|millis)/i, 0.001],
  [/^min/i, 60],
  [/^h(ours?)?$/i, 3600],
];

/**
 * Reads a profile of two columns, time and requests per second, comma separated. A header may name the unit of time (`sec`, `min`, `hour`); without one it
 * is seconds. Throws a WorkloadError that names the line it cannot read.
 */
export function readProfile(text: string): Profile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const time: number[] = [];
  const rps: number[] = [];
  let unit = 1;
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].trim() === '') continue;
    const fields = lines[i].split(',').map((field) => field.trim());
    const [t, r] = fields.map((field) => (field === '' ? Number.NaN : Number(field)));
    if (time.length === 0 && fields.length >= 2 && Number.isNaN(t) && Number.isNaN(r) && i === 0) {
      unit = UNITS.find(([name]) => name.test(fields[0]))?.[1] ?? 1;
      continue;
    }
    const found = lines[i].slice(0, 80);
    if (!Number.isFinite(t) || !Number.isFinite(r) || r < 0) {
      throw new WorkloadError(`Line ${i + 1} is "${found}"; expected a time and requests per second.`);
    }
    if (time.length > 0 && t * unit < time[time.length - 1]) {
      throw new WorkloadError(`Line ${i + 1} ("${found}") is earlier than the one before it.`);
    }
    time.push(t * unit);
    rps.push(r);
  }
  if (time.length < 2)
    throw new WorkloadError('A profile needs two points at least, each a time and requests per second.');
  return { time: Float64Array.from(time), rps: Float64Array.from(rps) };
}

/**
 * Requests at the rate of a profile, to one function (ATC'21 §4.2). Between two points they come where the integral of the rate passes a whole number,
 * so the rate is met as evenly as whole requests can. Throws a WorkloadError where there is none, or more than memory holds.
 */
export function profileWorkload(profile: Profile, parameters: Parameters, options: ProfileOptions = {}): Workload {
  const arrival = arrivals(withLeadIn(profile, options.leadInSeconds ?? 0));
  if (arrival.length === 0) throw new WorkloadError('The profile amounts to less than one request.');
  const memoryMB = options.memoryMB ?? parameters.memoryMB;
  if (!(memoryMB > 0 && memoryMB <= parameters.vmMemoryMB)) {
    throw new WorkloadError(`A container of ${memoryMB} MB does not fit on a VM of ${parameters.vmMemoryMB} MB.`);
  }
  return {
    name: `profile of ${arrival.length} requests`,
    arrival,
    functionId: new Uint32Array(arrival.length),
    functions: [
      {
        name: 'profile',
        runtime: 'custom-container',
        imageMB: options.imageMB ?? parameters.imageMB,
        memoryMB,
        runSeconds: options.runSeconds ?? parameters.runSeconds,
      },
    ],
    requests: true,
    recorded: null,
    assumptions: [
      'A container serves one request at a time; whichever is free first serves whoever has waited longest.',
      'A request that finds no container at hand calls for a new one, unless as many are starting as requests wait.',
    ],
  };
}

function withLeadIn({ time, rps }: Profile, seconds: number): Profile {
  if (seconds <= 0) return { time, rps };
  return { time: Float64Array.of(time[0] - seconds, ...time), rps: Float64Array.of(0, ...rps) };
}

function arrivals({ time, rps }: Profile): Float64Array {
  let total = 0;
  for (let i = 1; i < time.length; i++) total += ((time[i] - time[i - 1]) * (rps[i] + rps[i - 1])) / 2;
  if (total > MOST_REQUESTS) {
    throw new WorkloadError(
      `The profile amounts to ${Math.round(total)} requests; ${MOST_REQUESTS} at most can be run.`,
    );
  }
  const found: number[] = [];
  let sum = 0;
  for (let i = 1; i < time.length; i++) {
    const span = time[i] - time[i - 1];
    const from = rps[i - 1];
    const area = (span * (rps[i] + from)) / 2;
    for (let n = Math.floor(sum) + 1; n <= sum + area; n++) {
      found.push(time[i - 1] - time[0] + timeOfArea(n - sum, from, rps[i], span));
    }
    sum += area;
  }
  return Float64Array.from(found);
}

/** Where the area below a straight line from `from` to `to` over `span` reaches `area`. */
function timeOfArea(area: number, from: number, to: number, span: number): number {
  const slope = (to - from) / span;
  // The root of slope/2·t² + from·t = area, in the form that does not cancel for small slopes.
  const root = Math.sqrt(Math.max(0, from * from + 2 * slope * area));
  return Math.min(span, (2 * area) / (from + root));
}
