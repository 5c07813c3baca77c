import type { PagePreview, TraceStatus } from '../src/protocol/dashboard';
import type { Series } from '../src/protocol/queries';

declare global {
  /** What the first script shows. The large script starts from it. */
  var pagePreview: PagePreview | undefined;
}

/** The preview in the page's HTML; undefined if there is none. */
export function readPreview(): PagePreview | undefined {
  const text = document.getElementById('preview')?.textContent;
  if (!text) return undefined;
  const preview: PagePreview = JSON.parse(text);
  const { partial } = preview.status;
  return {
    ...preview,
    status: { ...preview.status, partial: partial && { ...partial, series: typed(partial.series) } },
  };
}

/** JSON has lists for typed arrays. */
function typed(series: Series): Series {
  return { ...series, x: Float64Array.from(series.x), y: Float64Array.from(series.y) };
}

/**
 * The status in a message from the host, if it holds one. The large script, which reads all messages, is not there yet.
 */
export function statusOf(message: unknown): TraceStatus | undefined {
  const { method, params } = (message ?? {}) as { readonly method?: unknown; readonly params?: unknown };
  return method === 'status' ? (params as TraceStatus) : undefined;
}
