import { type Cursor, movedCursor } from './cursor';
import { movedLatencies, movedTimes } from './drag';
import type { Ranges } from './hit';
import { type PlotModel, readable } from './model';
import type { PlotActions } from './PlotActions';

/** Keys on the charts and the brushes: everything that a pointer does. */

/** A step of PageUp and PageDown: so many to the axis. */
const PAGES = 10;
const ZOOM_IN = 0.5;

const ARROWS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Axes that a chart filters by. */
export function axesOf({ area }: Cursor): readonly (keyof Ranges)[] {
  if (area === 'heat') return ['time', 'latency'];
  return area === 'columns' ? ['time'] : ['latency'];
}

interface CursorKeys {
  readonly actions: PlotActions;
  readonly cursor: Cursor;
  /** Where Shift began to select; null before. */
  readonly anchor: Cursor | null;
  move(to: Cursor, anchor: Cursor | null): void;
}

/** On a chart: arrows read it, with Shift they select; Enter selects what is read. False for other keys. */
export function pressOnChart(event: KeyboardEvent, { actions, cursor, anchor, move }: CursorKeys): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const model = actions.model();
  const step = stepOf(event.key, model, cursor);
  if (step) {
    const next = movedCursor(model, cursor, ...step);
    const from = anchor ?? cursor;
    move(next, event.shiftKey ? from : null);
    if (event.shiftKey) actions.span(from, next);
    return true;
  }
  switch (event.key) {
    case 'Enter':
    case ' ':
      actions.click(cursor, event.shiftKey);
      return true;
    case 'Escape':
      actions.clear(axesOf(cursor));
      return true;
    default:
      return zoomKey(event.key, actions, cursor.column < 0 ? null : middleOf(model, cursor.column));
  }
}

function stepOf(key: string, model: PlotModel, { area }: Cursor): readonly [number, number] | null {
  const arrow = ARROWS[key];
  const columns = Math.max(1, Math.round(model.answer.time.x.length / PAGES));
  const rows = Math.max(1, Math.round(model.latency.rows / PAGES));
  const far = model.answer.time.x.length + model.latency.rows;
  // Of a chart with one axis, all arrows move along it.
  if (arrow)
    return area === 'columns' ? [arrow[0] || arrow[1], 0] : area === 'histogram' ? [0, arrow[0] || arrow[1]] : arrow;
  const along = (by: number, rowsBy: number): [number, number] => (area === 'histogram' ? [0, rowsBy] : [by, 0]);
  switch (key) {
    case 'PageUp':
      return along(columns, rows);
    case 'PageDown':
      return along(-columns, -rows);
    case 'Home':
      return along(-far, -far);
    case 'End':
      return along(far, far);
    default:
      return null;
  }
}

function zoomKey(key: string, actions: PlotActions, around: number | null): boolean {
  if (around === null) return false;
  if (key === '+' || key === '=') actions.zoom(ZOOM_IN, around);
  else if (key === '-') actions.zoom(1 / ZOOM_IN, around);
  else if (key === '0') actions.resetZoom();
  else return false;
  return true;
}

function middleOf({ answer: { time } }: PlotModel, column: number): number {
  return time.x[column] + time.binSeconds / 2;
}

/** On a brush: arrows move it, with Shift its end; Escape removes it. */
export function pressOnBrush(event: KeyboardEvent, axis: keyof Ranges, actions: PlotActions): boolean {
  const range = actions.ranges[axis];
  if (!range || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === 'Escape' || event.key === 'Delete' || event.key === 'Backspace') {
    actions.clear([axis]);
    return true;
  }
  const model = actions.model();
  const arrow = ARROWS[event.key];
  if (!arrow) {
    const { from, to } = model.time;
    return axis === 'time' && zoomKey(event.key, actions, ((range.from ?? from) + (range.to ?? to)) / 2);
  }
  const by = arrow[0] || arrow[1];
  if (axis === 'time') {
    const step = by * model.answer.time.binSeconds;
    const end = (range.to ?? model.time.to) + step;
    if (!event.shiftKey) actions.set({ time: movedTimes(model, range, step) });
    else if (end > (range.from ?? model.time.from)) actions.set({ time: { from: range.from, to: end } });
  } else {
    const pixels = -by * (model.latency.height / model.latency.rows);
    if (!event.shiftKey) actions.set({ latency: movedLatencies(model, range, pixels) });
    else {
      const top = range.to === null ? 0 : model.latency.y(range.to);
      const to = top + pixels <= 0 ? null : readable(model.latency.at(top + pixels));
      if (to === null || to > (range.from ?? 0)) actions.set({ latency: { from: range.from, to } });
    }
  }
  return true;
}
