import type { RunRequest } from '../../src/protocol/queries';

function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, part]) => [key, ordered(part)]);
}

/** The same text for equal requests, in whatever order their keys stand: a run is determined by its request. */
export function requestKey(request: RunRequest): string {
  return JSON.stringify(ordered(request));
}

/** The same text for runs of the same cold starts, which are the ones worth comparing. */
export function workloadKey(request: RunRequest): string {
  return JSON.stringify(ordered(request.workload));
}
