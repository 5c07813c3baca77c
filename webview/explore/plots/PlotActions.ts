import type { Dashboard } from '../../state/dashboard';
import { type Range, rangeOf, rangeTerm, union } from '../terms';
import type { Cursor } from './cursor';
import type { Change } from './drag';
import type { Ranges } from './hit';
import { columnsRange, type PlotModel, readable, rowsRange } from './model';

/** The narrowest zoom, seconds. */
const NARROWEST = 2;

/** What gestures and keys on the charts do. */
export class PlotActions {
  constructor(
    readonly dashboard: Dashboard,
    readonly model: () => PlotModel,
  ) {}

  get ranges(): Ranges {
    const { filter } = this.dashboard.filter.parsed.peek();
    return { time: rangeOf(filter, 'time'), latency: rangeOf(filter, 'latency') };
  }

  /** @param isStep false during a drag */
  set(change: Change, isStep = true): void {
    const terms = Object.entries(change).map(([field, range]) => [field, range && rangeTerm(range)] as const);
    this.dashboard.filter.setTerms(terms, isStep);
  }

  /** Selects the column, row or cell; one that is selected alone is selected no more. */
  click(cursor: Cursor, adds: boolean): void {
    const { time, latency } = this.#rangesAt(cursor);
    const now = this.ranges;
    const isSame = isEqual(now.time, time ?? now.time) && isEqual(now.latency, latency ?? now.latency);
    const next = (range: Range | undefined, old: Range | null) => {
      if (isSame && !adds) return null;
      return range && adds && old ? union(old, range) : range;
    };
    this.set({
      ...(time && { time: next(time, now.time) }),
      ...(latency && { latency: next(latency, now.latency) }),
    });
  }

  /** Selects from one cursor to the other. */
  span(first: Cursor, last: Cursor): void {
    const model = this.model();
    this.set({
      ...(first.column >= 0 && { time: columnsRange(model, first.column, last.column) }),
      ...(first.row >= 0 && { latency: rowsRange(model, first.row, last.row) }),
    });
  }

  clear(axes: readonly (keyof Ranges)[]): void {
    this.set(Object.fromEntries(axes.map((axis) => [axis, null])));
  }

  /** Zooms the time axis around a moment; `factor` below 1 zooms in. */
  zoom(factor: number, around: number): void {
    const { from, to } = this.#asked();
    this.zoomTo(around - (around - from) * factor, around + (to - around) * factor);
  }

  pan(share: number): void {
    const { from, to } = this.#asked();
    const whole = this.#whole();
    if (!whole || !this.dashboard.view.zoom.peek()) return;
    const by = Math.min(Math.max((to - from) * share, whole.from - from), whole.to - to);
    this.zoomTo(from + by, to + by);
  }

  /** Zooms to whole seconds within the trace; to all of it if that is as wide. */
  zoomTo(from: number, to: number): void {
    const whole = this.#whole();
    if (!whole) return;
    const start = Math.max(whole.from, Math.floor(from));
    const end = Math.min(whole.to, Math.ceil(to));
    const wide = Math.max(end, start + NARROWEST);
    const isWhole = start <= whole.from && wide >= whole.to;
    this.dashboard.selection.zoomTo(isWhole ? null : { from: start, to: wide });
    this.dashboard.explore.zooming();
  }

  resetZoom(): void {
    this.dashboard.selection.zoomTo(null);
  }

  /** @param seconds null for the default */
  setTarget(seconds: number | null): void {
    const { explore } = this.dashboard.view;
    explore.value = { ...explore.peek(), target: seconds === null ? null : readable(seconds) };
  }

  /** The times asked for last, which may not be drawn yet: keys and wheel are faster than answers. */
  #asked(): { readonly from: number; readonly to: number } {
    return this.dashboard.view.zoom.peek() ?? this.#whole() ?? this.model().time;
  }

  #whole(): { readonly from: number; readonly to: number } | null {
    const range = this.dashboard.connection.overview.answer.peek().value?.timeRange;
    return range ? { from: Math.floor(range.from), to: Math.floor(range.to) + 1 } : null;
  }

  #rangesAt({ column, row }: Cursor): { readonly time?: Range; readonly latency?: Range } {
    const model = this.model();
    return {
      ...(column >= 0 && { time: columnsRange(model, column, column) }),
      ...(row >= 0 && { latency: rowsRange(model, row, row) }),
    };
  }
}

function isEqual(a: Range | null, b: Range | null): boolean {
  return a?.from === b?.from && a?.to === b?.to;
}
