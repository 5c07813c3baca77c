import type { Area, Place } from './hit';
import { columnAt, type PlotModel } from './model';

/** The place that the crosshair reads: a column, a row, or a cell of both. */
export interface Cursor {
  readonly area: Area;
  /** -1 on the histogram. */
  readonly column: number;
  /** -1 on the columns. */
  readonly row: number;
}

export function cursorAt(model: PlotModel, place: Place): Cursor {
  return {
    area: place.area,
    column: place.area === 'histogram' ? -1 : columnAt(model, model.time.at(place.x)),
    row: place.area === 'columns' ? -1 : model.latency.rowAt(place.y),
  };
}

/** The cursor by keys, within the charts. */
export function movedCursor(model: PlotModel, { area, column, row }: Cursor, dx: number, dy: number): Cursor {
  const within = (at: number, length: number) => Math.min(length - 1, Math.max(0, at));
  return {
    area,
    column: area === 'histogram' ? -1 : within(column + dx, model.answer.time.x.length),
    row: area === 'columns' ? -1 : within(row + dy, model.latency.rows),
  };
}

/** Where keys begin: the column, cell or bin with most selected cold starts. */
export function busiest(model: PlotModel, area: Area): Cursor {
  const { time, heat, latency } = model.answer;
  if (area === 'columns') return { area, column: indexOfMost(time.selected), row: -1 };
  if (area === 'histogram') return { area, column: -1, row: indexOfMost(latency.selected) };
  const cell = indexOfMost(heat.selected);
  return { area, column: Math.floor(cell / heat.rows), row: cell % heat.rows };
}

function indexOfMost(values: ArrayLike<number>): number {
  let most = 0;
  for (let at = 1; at < values.length; at++) if (values[at] > values[most]) most = at;
  return most;
}
