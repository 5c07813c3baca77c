import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { busiest, type Cursor } from './cursor';
import type { Area } from './hit';
import { pressOnChart } from './keys';
import type { PlotModel } from './model';
import type { PlotActions } from './PlotActions';
import { type Reading, readingText } from './reading';

/** What all charts of the grid share. */
export interface PlotChart {
  readonly model: PlotModel;
  readonly actions: PlotActions;
  readonly cursor: Signal<Cursor | null>;
  readonly read: (cursor: Cursor) => Reading;
}

interface ChartKeysProps extends PlotChart {
  readonly area: Area;
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const HINTS = {
  columns:
    'arrow keys read, Shift and arrows select, Enter selects, plus and minus zoom, 0 resets the zoom, Escape clears',
  heat: 'arrow keys read cells, Shift and arrows select, Enter selects, plus and minus zoom, Escape clears',
  histogram: 'arrow keys read, Shift and arrows select, Enter selects, Escape clears',
} as const;

/** The chart's handle for the keyboard: a slider whose text is what the crosshair reads. */
export function ChartKeys({ area, name, left, top, width, height, ...chart }: ChartKeysProps) {
  const { model, actions, cursor, read } = chart;
  const anchor = useRef<Cursor | null>(null);
  const last = useRef<Cursor | null>(null);
  const now = cursor.value?.area === area ? cursor.value : last.current;
  const { columns, rows } = model.answer.heat;
  const at = now && now.column < columns && now.row < rows ? now : busiest(model, area);
  const hasColumns = columns > 0 || area === 'histogram';
  if (!hasColumns || rows === 0) return null;
  const index = area === 'histogram' ? at.row : at.column;
  return (
    <div
      class="chart-keys"
      role="slider"
      tabIndex={0}
      aria-label={`${name}: ${HINTS[area]}`}
      aria-valuemin={0}
      aria-valuemax={(area === 'histogram' ? rows : columns) - 1}
      aria-valuenow={index}
      aria-valuetext={readingText(read(at))}
      style={{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) cursor.value = at;
      }}
      onBlur={() => {
        anchor.current = null;
        cursor.value = null;
      }}
      onKeyDown={(event) => {
        const move = (to: Cursor, from: Cursor | null) => {
          anchor.current = from;
          last.current = to;
          cursor.value = to;
        };
        if (!pressOnChart(event, { actions, cursor: at, anchor: anchor.current, move })) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
