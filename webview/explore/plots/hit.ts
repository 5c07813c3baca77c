import type { Range } from '../terms';
import type { PlotModel } from './model';

/** What is under the pointer, in pixels of the charts. */

export type Area = 'columns' | 'heat' | 'histogram';

/** A place in the plot of an area. */
export interface Place {
  readonly area: Area;
  /** From the left edge of the plot. */
  readonly x: number;
  /** From the top of the heat map; of the columns, from their top. */
  readonly y: number;
}

/** null outside the plots. */
export function placeAt({ geometry, hasTimes }: PlotModel, x: number, y: number): Place | null {
  const { columns, heat, plotX, plotWidth, sideX, width } = geometry;
  const isIn = (top: number, height: number) => y >= top && y < top + height;
  if (isIn(heat.top, heat.height) && (hasTimes ? x >= sideX : x >= plotX) && x < width) {
    return { area: 'histogram', x: x - sideX, y: y - heat.top };
  }
  if (!hasTimes || x < plotX || x > plotX + plotWidth) return null;
  if (isIn(columns.top, columns.height)) return { area: 'columns', x: x - plotX, y: y - columns.top };
  return isIn(heat.top, heat.height) ? { area: 'heat', x: x - plotX, y: y - heat.top } : null;
}

/** A place by the pointer's position, even if a drag has left the area. */
export function placeOn({ geometry }: PlotModel, area: Area, x: number, y: number): Place {
  const { columns, heat, plotX, plotWidth, sideX } = geometry;
  const band = area === 'columns' ? columns : heat;
  const within = (value: number, most: number) => Math.min(most, Math.max(0, value));
  return {
    area,
    x: within(x - (area === 'histogram' ? sideX : plotX), plotWidth),
    y: within(y - band.top, band.height),
  };
}

/** The brushes, as the filter has them. */
export interface Ranges {
  readonly time: Range | null;
  readonly latency: Range | null;
}

export type Edge = 'from' | 'to';

/** What a press at a place takes hold of. */
export type Grip =
  | { readonly kind: 'target' }
  | { readonly kind: 'edge'; readonly axis: keyof Ranges; readonly edge: Edge }
  | { readonly kind: 'inside'; readonly axes: readonly (keyof Ranges)[] }
  | { readonly kind: 'none' };

const REACH = 5;

export function gripAt(model: PlotModel, place: Place, ranges: Ranges, target: number | null): Grip {
  const { time, latency } = model;
  const onTime = place.area !== 'histogram' ? ranges.time : null;
  const onLatency = place.area !== 'columns' ? ranges.latency : null;
  for (const edge of ['from', 'to'] as const) {
    const at = onTime?.[edge];
    if (at != null && Math.abs(time.x(at) - place.x) <= REACH) return { kind: 'edge', axis: 'time', edge };
    const height = onLatency?.[edge];
    if (height != null && Math.abs(latency.y(height) - place.y) <= REACH)
      return { kind: 'edge', axis: 'latency', edge };
  }
  if (place.area !== 'columns' && target !== null && Math.abs(latency.y(target) - place.y) <= REACH) {
    return { kind: 'target' };
  }
  const isInTime = onTime !== null && isIn(onTime, time.at(place.x));
  const isInLatency = onLatency !== null && isIn(onLatency, latency.at(place.y));
  if ((onTime && !isInTime) || (onLatency && !isInLatency)) return { kind: 'none' };
  const axes = [...(isInTime ? (['time'] as const) : []), ...(isInLatency ? (['latency'] as const) : [])];
  return axes.length > 0 ? { kind: 'inside', axes } : { kind: 'none' };
}

function isIn({ from, to }: Range, value: number): boolean {
  return (from === null || value >= from) && (to === null || value < to);
}
