import { countBelow } from '../numeric';
import type { TraceTable, WarmRows } from '../trace';
import type { KeepAlive } from './answers';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Keep-alives that a platform may be set to, in seconds, ascending. */
export const KEEP_ALIVES: readonly number[] = [
  ...[1, 2, 3, 5, 10, 15, 20, 30, 45],
  ...[1, 1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50].map((minutes) => minutes * MINUTE),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR),
  ...[1, 2, 3, 7].map((days) => days * DAY),
];

/** Invocations of one function. */
export interface KeptAlive {
  /** Rows whose containers count, by ascending time. */
  readonly containers: Uint32Array;
  /** Those of them that are counted, in the same order. */
  readonly counted: Uint32Array;
  /** Warm invocations that use the containers; null if they are not known. */
  readonly warm: WarmRows | null;
}

/** For each of `KEEP_ALIVES`: how many cold starts came while a container would have been idle no longer than that. */
export function keepAlive(
  { time, latency }: Pick<TraceTable, 'time' | 'latency'>,
  unitsPerSecond: number,
  functionId: number,
  { containers, counted, warm }: KeptAlive,
): KeepAlive {
  const starts = new Float64Array(containers.length);
  const started = new Float64Array(containers.length);
  for (let at = 0; at < containers.length; at++) {
    starts[at] = time[containers[at]];
    started[at] = starts[at] + latency[containers[at]] / unitsPerSecond;
  }
  const idle = idleBefore(starts, started.sort(), warm ? timesOf(warm, functionId) : new Float64Array());
  const within = new Uint32Array(KEEP_ALIVES.length + 1);
  let at = 0;
  for (const row of counted) {
    while (containers[at] !== row) at++;
    within[countBelow(KEEP_ALIVES.length, idle[at], (position) => KEEP_ALIVES[position])]++;
  }
  for (let position = 1; position < within.length; position++) within[position] += within[position - 1];
  return {
    seconds: KEEP_ALIVES,
    within: within.subarray(0, KEEP_ALIVES.length),
    coldStarts: counted.length,
    knowsWarm: warm !== null,
  };
}

function timesOf({ rows, functionId, time }: WarmRows, wanted: number): Float64Array {
  const times = new Float64Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (functionId[row] === wanted) times[count++] = time[row];
  return times.subarray(0, count).sort();
}

/**
 * For each cold start, how long the container that it would take had been idle; Infinity if all were in use. All
 * containers live for ever here, and an invocation takes the one that was used last. A keep-alive of K catches exactly
 * the starts whose container was idle for at most K: if that one has expired, so have the others, which changes nothing
 * for later invocations.
 *
 * A container is in use from a cold start until it has started, and at the moment of a warm invocation. How long
 * requests ran is not known.
 * @param starts times of cold starts, ascending
 * @param started when each of these containers had started, ascending
 * @param warm times of warm invocations, ascending
 */
export function idleBefore(starts: Float64Array, started: Float64Array, warm: Float64Array): Float64Array {
  const idle = new Float64Array(starts.length);
  /** Since when each idle container is idle, ascending. */
  const idleSince: number[] = [];
  let freed = 0;
  let freedWarm = 0;
  const free = (before: number) => {
    for (;;) {
      const next = freed < started.length ? started[freed] : Number.POSITIVE_INFINITY;
      const nextWarm = freedWarm < warm.length ? warm[freedWarm] : Number.POSITIVE_INFINITY;
      if (!(Math.min(next, nextWarm) < before)) return;
      if (next < nextWarm) freed++;
      else freedWarm++;
      idleSince.push(Math.min(next, nextWarm));
    }
  };
  const take = (at: number) => {
    free(at);
    return at - (idleSince.pop() ?? Number.NEGATIVE_INFINITY);
  };
  let used = 0;
  for (let start = 0; start < starts.length; start++) {
    while (used < warm.length && warm[used] <= starts[start]) take(warm[used++]);
    idle[start] = take(starts[start]);
  }
  return idle;
}
