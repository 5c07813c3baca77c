import type { FirstSight, TraceStatus } from '../src/protocol/dashboard';
import type { Series } from '../src/protocol/queries';

declare global {
  /** What the page's first script shows, for the other one to go on from. */
  var firstSight: FirstSight | undefined;
}

/** What the page's HTML says of the trace; undefined where it says nothing. */
export function readFirstSight(): FirstSight | undefined {
  const text = document.getElementById('first-sight')?.textContent;
  if (!text) return undefined;
  const sight: FirstSight = JSON.parse(text);
  const { partial } = sight.status;
  return { ...sight, status: { ...sight.status, partial: partial && { ...partial, series: typed(partial.series) } } };
}

/** Arrays of numbers are lists in JSON. */
function typed(series: Series): Series {
  return { ...series, x: Float64Array.from(series.x), y: Float64Array.from(series.y) };
}

/** The status that a message from the host tells of, if it does: the connection that reads all of them is the large script's. */
export function statusOf(message: unknown): TraceStatus | undefined {
  const { method, params } = (message ?? {}) as { readonly method?: unknown; readonly params?: unknown };
  return method === 'status' ? (params as TraceStatus) : undefined;
}
