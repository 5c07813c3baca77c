/** Keys made before: a profile may be megabytes of text, and the page asks for its key at every change. */
const keys = new WeakMap<object, string>();

/**
 * The same text for equal requests, or parts of requests, with properties in any order. A run is a pure
 * function of its request and the trace, so runs with equal keys on the same trace have the same result.
 */
export function requestKey(request: object): string {
  const key = keys.get(request) ?? JSON.stringify(ordered(request));
  keys.set(request, key);
  return key;
}

/**
 * Properties as a sorted list of names and values, so that a list needs another form. An undefined property is the same
 * as none.
 */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return { list: value.map(ordered) };
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, part]) => [key, ordered(part)]);
}
