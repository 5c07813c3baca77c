import type { RunRequest, RunSummary } from '../../src/protocol/queries';

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, part]) => [key, ordered(part)]);
}

/** Keys made before: a profile may be megabytes of text, and is asked about at every change of the page. */
const known = new WeakMap<object, string>();

function keyOf(value: object): string {
  const key = known.get(value) ?? JSON.stringify(ordered(value));
  known.set(value, key);
  return key;
}

/** The same text for equal requests, in whatever order their keys stand: a run is determined by its request. */
export function requestKey(request: RunRequest): string {
  return keyOf(request);
}

/** The same text for runs with the same result. */
export function runKey(run: RunSummary): string {
  return requestKey(run.request) + versionKey(run);
}

/** The same text for runs of the same cold starts, which are the ones worth comparing. */
export function workloadKey(run: RunSummary): string {
  return keyOf(run.request.workload) + versionKey(run);
}

/** '' for the trace as it is now. */
function versionKey({ trace, outdated }: RunSummary): string {
  return trace && outdated ? ` of ${trace.sha256} in ${trace.unit}` : '';
}
