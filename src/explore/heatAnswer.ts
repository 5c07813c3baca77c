import type { HeatMap, LatencyBins as LatencyAnswer } from './answers';
import { BinQuantiles } from './binQuantiles';
import { contentId } from './contentId';
import type { LatencyBins } from './latencyBins';
import type { View } from './view';

/** The rows of a heat map: each joins neighbouring bins of latency. */
export interface LatencyRows {
  /** Seconds, rows + 1 of them. */
  readonly edges: Float64Array;
  /** The row of each bin. */
  readonly rowOf: Uint16Array;
}

/** @param most most rows; @param hasShort whether a latency is too short for the axis, so that bin 0 needs a row */
export function latencyRows(bins: LatencyBins, hasShort: boolean, most: number): LatencyRows {
  const first = hasShort ? 1 : 0;
  const long = bins.count - 1;
  const joined = Math.ceil(long / Math.max(1, most - first));
  const rows = Math.ceil(long / joined);
  // Bin 0 is empty where it has no row of its own.
  const rowOf = Uint16Array.from({ length: bins.count }, (_, bin) =>
    bin === 0 ? 0 : first + Math.floor((bin - 1) / joined),
  );
  const edges = Float64Array.from({ length: rows + 1 }, (_, row) => bins.edgeAt(row * joined));
  return { edges: hasShort ? Float64Array.of(0, ...edges) : edges, rowOf };
}

/** What was shown of a view last, and what it depends on. */
const last = new WeakMap<View, { readonly version: number; readonly key: string; readonly heat: HeatMap }>();

/** The heat map, which most brushes leave as it is. */
export function heatOf(view: View, bins: LatencyBins, rows: LatencyRows, percentiles: readonly number[]): HeatMap {
  const { version } = view.heat;
  const key = JSON.stringify([rows.edges.length, percentiles]);
  const known = last.get(view);
  if (known?.version === version && known.key === key) return known.heat;
  const heat = identified(heatAnswer(view, bins, rows, percentiles));
  last.set(view, { version, key, heat });
  return heat;
}

function heatAnswer(
  view: View,
  bins: LatencyBins,
  rows: LatencyRows,
  percentiles: readonly number[],
): Omit<HeatMap, 'id'> {
  const { axis, heat, aboveTarget } = view;
  const columns = axis.x.length;
  const selected = cells(heat.selected, columns, rows);
  return {
    columns,
    rows: rows.edges.length - 1,
    x0: columns === 0 ? axis.from : axis.x[0],
    columnSeconds: axis.binSeconds,
    edges: rows.edges,
    all: cells(heat.all, columns, rows),
    selected,
    lines: linesOf(heat.selected, selected, columns, bins, percentiles),
    aboveTarget: aboveTarget?.selected.slice(0, columns) ?? null,
  };
}

function identified(heat: Omit<HeatMap, 'id'>): HeatMap {
  const { x0, columnSeconds, edges, all, selected, lines, aboveTarget } = heat;
  const shares = lines.flatMap(({ p, y }) => [Float64Array.of(p), y]);
  const parts = [Float64Array.of(x0, columnSeconds), edges, all, selected, ...shares, aboveTarget ?? new Uint32Array()];
  return { id: contentId(parts), ...heat };
}

/** The bins of each column, joined to rows. */
function cells(counts: Uint32Array, columns: number, { edges, rowOf }: LatencyRows): Uint32Array {
  const rows = edges.length - 1;
  const bins = rowOf.length;
  const joined = new Uint32Array(columns * rows);
  for (let column = 0; column < columns; column++) {
    const [from, to] = [column * bins, column * rows];
    for (let bin = 0; bin < bins; bin++) joined[to + rowOf[bin]] += counts[from + bin];
  }
  return joined;
}

function linesOf(
  counts: Uint32Array,
  selected: Uint32Array,
  columns: number,
  bins: LatencyBins,
  percentiles: readonly number[],
): HeatMap['lines'] {
  const rows = columns === 0 ? 0 : selected.length / columns;
  const lines = percentiles.map((p) => ({ p, y: new Float64Array(columns) }));
  const ascending = lines.toSorted((a, b) => a.p - b.p);
  const middleOf = (bin: number) => bins.middleOf(bin);
  for (let column = 0; column < columns; column++) {
    let count = 0;
    for (let cell = column * rows; cell < (column + 1) * rows; cell++) count += selected[cell];
    const quantiles = new BinQuantiles(counts, column * bins.count, (column + 1) * bins.count, count, middleOf);
    for (const { p, y } of ascending) y[column] = quantiles.at(p);
  }
  return lines;
}

/** The histogram beside the heat map. @param counts by bin */
export function latencyAnswer(
  counts: { readonly all: Uint32Array; readonly selected: Uint32Array },
  { edges, rowOf }: LatencyRows,
): LatencyAnswer {
  const joined = (bins: Uint32Array) => {
    const rows = new Float64Array(edges.length - 1);
    for (let bin = 0; bin < bins.length; bin++) rows[rowOf[bin]] += bins[bin];
    return rows;
  };
  return { edges, all: joined(counts.all), selected: joined(counts.selected) };
}
