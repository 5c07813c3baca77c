import { useCallback } from 'preact/hooks';
import type { PartialTrace } from '../../../src/protocol/queries';
import { count, counted, interval, percent, timeText } from '../../../src/text';
import { useTheme } from '../../theme';
import { Canvas } from './Canvas';
import { drawColumns } from './drawColumns';
import type { Geometry } from './geometry';

interface PartialColumnsProps {
  readonly grid: Geometry;
  readonly partial: PartialTrace;
  /** Share of the file that has been read. */
  readonly share: number;
}

const NAME = 'Cold starts over time, so far';

/** Cold starts over time in the part of the trace read so far. */
export function PartialColumns({ grid, partial, share }: PartialColumnsProps) {
  const theme = useTheme();
  const { series, relativeTime } = partial;
  const { plotX, plotWidth, columns, heat } = grid;
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      const size = { width: plotX + plotWidth, height: columns.height };
      const parts = [{ values: series.y, color: theme.series[0] }];
      const { from, to, x, binSeconds } = series;
      const times = timeText(relativeTime);
      drawColumns(context, size, theme, { axis: plotX, from, to, x, binSeconds, all: series.y, parts, times });
    },
    [series, relativeTime, theme, grid],
  );
  const summary = summaryOf(partial, share);
  return (
    <>
      <figure class="plot" aria-label={NAME} data-state="partial" style={{ top: `${columns.headTop}px` }}>
        <figcaption class="plot-head" style={{ width: `${plotX + plotWidth}px` }}>
          <h2>Cold starts</h2>
          <span class="plot-note">per {interval(series.binSeconds)}</span>
          <span class="plot-note">{summary}</span>
        </figcaption>
        <Canvas width={plotX + plotWidth} height={columns.height} label={`${NAME}. ${summary}`} draw={draw} />
      </figure>
      <p
        class="plot-wait"
        style={{ top: `${heat.top}px`, left: `${plotX}px`, height: `${heat.height}px`, width: `${plotWidth}px` }}
      >
        Latency over time follows when the file has been read.
      </p>
    </>
  );
}

/** What the chart covers. */
function summaryOf({ rows }: PartialTrace, share: number): string {
  return share < 1
    ? `So far: ${counted(rows, 'row')}, ${percent(share)} of the file.`
    : `All rows read: ${count(rows)}.`;
}
