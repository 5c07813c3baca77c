import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { ExploreAnswer, Overview, PartialTrace } from '../../../src/protocol/queries';
import { tellsTimes } from '../../../src/text';
import { useDashboard } from '../../state/dashboard';
import { useTheme } from '../../theme';
import { stackColor, stackLabel } from '../stackColors';
import { rangeOf } from '../terms';
import { Brushes } from './Brushes';
import { ColumnsChart } from './ColumnsChart';
import { Crosshair } from './Crosshair';
import { busiest, type Cursor } from './cursor';
import type { Geometry } from './geometry';
import { plotRoom } from './geometry';
import { HeatChart } from './HeatChart';
import { HistogramChart } from './HistogramChart';
import type { Ranges } from './hit';
import { pressOnBrush } from './keys';
import { type PlotModel, plotModel } from './model';
import { PartialColumns } from './PartialColumns';
import { PlotActions } from './PlotActions';
import { latencyRangeText, readingAt } from './reading';
import { useGeometry } from './useGeometry';
import { usePlotPointer } from './usePlotPointer';

interface PlotsProps {
  readonly overview: Overview;
  /** Drawn until the first answer. */
  readonly meanwhile: PartialTrace | null;
}

/** Cold starts and latency over time on one grid. Everything on it filters. */
export function Plots({ overview, meanwhile }: PlotsProps) {
  const dashboard = useDashboard();
  const hasTimes = tellsTimes(overview);
  const { ref, grid } = useGeometry(hasTimes);
  const { explore } = dashboard;
  useEffect(() => {
    if (grid) explore.room.value = plotRoom(grid, overview.coldStarts);
  }, [grid, overview.coldStarts]);
  const answer = explore.answer.value;
  const height = grid ? `${grid.height}px` : undefined;
  return (
    <div class="plots" ref={ref} style={{ height }}>
      {grid && answer && <Charts grid={grid} answer={answer} hasTimes={hasTimes} />}
      {grid && !answer && meanwhile && <PartialColumns grid={grid} partial={meanwhile} share={1} />}
    </div>
  );
}

interface ChartsProps {
  readonly grid: Geometry;
  readonly answer: ExploreAnswer;
  readonly hasTimes: boolean;
}

function Charts({ grid, answer, hasTimes }: ChartsProps) {
  const dashboard = useDashboard();
  const theme = useTheme();
  const surface = useRef<HTMLDivElement>(null);
  const model = useMemo(() => plotModel(answer, grid, hasTimes), [answer, grid, hasTimes]);
  const latest = useRef(model);
  latest.current = model;
  const actions = useMemo(() => new PlotActions(dashboard, () => latest.current), [dashboard]);
  const cursor = useSignal<Cursor | null>(null);
  const pointer = usePlotPointer(surface, actions, cursor);
  const times = dashboard.connection.times.value;
  const { filter } = dashboard.filter.parsed.value;
  const ranges: Ranges = useMemo(
    () => ({ time: rangeOf(filter, 'time'), latency: rangeOf(filter, 'latency') }),
    [filter],
  );
  const stackBy = dashboard.explore.stackBy.value;
  const { stacks } = answer.time;
  const read = (at: Cursor) =>
    readingAt(model, clampedCursor(model, at), {
      times,
      target: dashboard.explore.target.value,
      partName: (part) => stackLabel(stacks[part], stackBy),
    });
  const chart = { model, actions, cursor, read };
  return (
    <div class="plot-surface" ref={surface} {...pointer}>
      {hasTimes && <ColumnsChart {...chart} />}
      {hasTimes && <HeatChart {...chart} ranges={ranges} />}
      <HistogramChart {...chart} />
      <Brushes
        model={model}
        ranges={ranges}
        timeText={({ from, to }) => times.range(from ?? model.time.from, to ?? model.time.to)}
        latencyText={latencyRangeText}
        onKey={(axis, event) => {
          if (pressOnBrush(event, axis, actions)) event.preventDefault();
        }}
      />
      <Crosshair model={model} cursor={cursor} read={read} colorOf={(part) => stackColor(theme, stacks, part)} />
    </div>
  );
}

/** A newer answer may have fewer columns or rows. */
function clampedCursor(model: PlotModel, at: Cursor): Cursor {
  const { columns, rows } = model.answer.heat;
  if (at.column < columns && at.row < rows) return at;
  return columns > 0 ? busiest(model, at.area) : at;
}
