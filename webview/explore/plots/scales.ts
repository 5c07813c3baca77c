/** Where times and latencies are drawn, and what is drawn where. Pixels within the plot. */

export interface TimeScale {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  x(time: number): number;
  at(x: number): number;
}

export function timeScale(from: number, to: number, width: number): TimeScale {
  const span = to > from ? to - from : 1;
  return {
    from,
    to,
    width,
    x: (time) => ((time - from) / span) * width,
    at: (x) => from + (x / width) * span,
  };
}

/** Latencies on a log axis, the smallest at the bottom. */
export interface LatencyScale {
  /** Between rows, ascending, seconds. The first may be 0: that row holds what is too short for the axis. */
  readonly edges: ArrayLike<number>;
  readonly rows: number;
  readonly height: number;
  /** The smallest latency that has a place of its own. */
  readonly least: number;
  readonly most: number;
  readonly hasShort: boolean;
  y(latency: number): number;
  at(y: number): number;
  rowAt(y: number): number;
}

export function latencyScale(edges: ArrayLike<number>, height: number): LatencyScale {
  const rows = Math.max(1, edges.length - 1);
  const hasShort = edges.length > 1 && edges[0] <= 0;
  const first = hasShort ? 1 : 0;
  const least = edges[first] > 0 ? edges[first] : 1;
  const most = edges.length > first + 1 ? edges[edges.length - 1] : least * 10;
  const span = Math.log(most / least) || 1;
  /** Rows from the bottom. */
  const place = (latency: number) =>
    latency < least && hasShort
      ? Math.max(0, latency / least)
      : first + (Math.log(Math.max(latency, 1e-300) / least) / span) * (rows - first);
  return {
    edges,
    rows,
    height,
    least,
    most,
    hasShort,
    y: (latency) => height - (place(latency) / rows) * height,
    at: (y) => {
      const row = ((height - y) / height) * rows;
      if (row < first) return Math.max(0, row) * least;
      return least * Math.exp(((row - first) / (rows - first)) * span);
    },
    rowAt: (y) => Math.min(rows - 1, Math.max(0, Math.floor(((height - y) / height) * rows))),
  };
}
