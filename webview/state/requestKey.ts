import type { RunRequest, RunSummary } from '../../src/protocol/queries';
import { requestKey } from '../../src/protocol/requestKey';

export { requestKey } from '../../src/protocol/requestKey';

/** The same text for runs with the same result. */
export function runKey(run: RunSummary): string {
  return requestKey(run.request) + versionKey(run);
}

/** The same text for runs of the same cold starts. */
export function workloadKey(run: RunSummary): string {
  return requestKey(run.request.workload) + versionKey(run);
}

/** '' for the current version of the trace. */
function versionKey({ trace, outdated }: RunSummary): string {
  return trace && outdated ? ` of ${trace.sha256} in ${trace.unit}` : '';
}

const groupKeys = new WeakMap<RunRequest, string>();

/**
 * The same short text for runs that differ only in their system: what one press of *Run* starts. Short because the view
 * is saved with it, and a request may hold megabytes of a profile.
 */
export function groupKeyOf(request: RunRequest): string {
  const known = groupKeys.get(request);
  if (known !== undefined) return known;
  const { system: _, ...shared } = request;
  const key = hashed(requestKey(shared));
  groupKeys.set(request, key);
  return key;
}

/** The key of a run's group. Runs of an earlier version of the trace are a group of their own. */
export function groupKey(run: RunSummary): string {
  const version = versionKey(run);
  return groupKeyOf(run.request) + (version === '' ? '' : `-${hashed(version)}`);
}

/** 64 bits as hexadecimal: two FNV-1a hashes, the second of the text with another start. */
function hashed(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + 1), 0x85ebca6b) ^ (b >>> 13);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
