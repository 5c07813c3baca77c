import { useCallback, useMemo } from 'preact/hooks';
import { count, counted, interval } from '../../../src/text';
import { Segmented } from '../../parts/Segmented';
import { useDashboard } from '../../state/dashboard';
import { useTheme } from '../../theme';
import { Legend } from '../Legend';
import { stackColor, stackLabel } from '../stackColors';
import { Canvas } from './Canvas';
import { ChartKeys, type PlotChart } from './ChartKeys';
import { columnsContent } from './contents';
import { drawColumns } from './drawColumns';
import { PlotFrame } from './PlotFrame';

const STACKING_NAMES = { runtime: 'Runtime', stage: 'Stage', selection: 'Selection' } as const;

/** Cold starts over time: what the filter leaves in grey, the selection by its parts. */
export function ColumnsChart(chart: PlotChart) {
  const { model } = chart;
  const { geometry, answer, time: scale } = model;
  const { time } = answer;
  const dashboard = useDashboard();
  const theme = useTheme();
  const { explore, connection } = dashboard;
  const times = connection.times.value;
  const stackBy = explore.stackBy.value;
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      const stacks = time.stacks.map(({ values }, part) => ({ values, color: stackColor(theme, time.stacks, part) }));
      const parts = stacks.length > 0 ? stacks : [{ values: time.selected, color: theme.series[0] }];
      const size = { width: geometry.plotX + geometry.plotWidth, height: geometry.columns.height };
      drawColumns(context, size, theme, { ...time, axis: geometry.plotX, parts, times });
    },
    [time, theme, geometry, times],
  );
  const { columns, plotX, plotWidth, sideX, sideWidth } = geometry;
  const { stacks } = time;
  const content = useMemo(
    () =>
      columnsContent(
        time,
        stacks.map((stack) => stackLabel(stack, stackBy)),
        times,
      ),
    [time, stackBy, times],
  );
  return (
    <>
      <PlotFrame
        name="Cold starts over time"
        hint={<Hint chart={chart} />}
        description={columnsSentence(chart, times.range(scale.from, scale.to))}
        content={content}
        controls={!geometry.isNarrow && <StackingChoice />}
        left={0}
        top={columns.headTop}
        width={plotX + plotWidth}
        headHeight={columns.top - columns.headTop}
      >
        {(descriptionId) => (
          <Canvas
            width={plotX + plotWidth}
            height={columns.height}
            label="Cold starts over time"
            describedBy={descriptionId}
            draw={draw}
          />
        )}
      </PlotFrame>
      <ChartKeys
        {...chart}
        area="columns"
        name="Cold starts over time"
        left={plotX}
        top={columns.top}
        width={plotWidth}
        height={columns.height}
      />
      {!geometry.isNarrow && (
        <Legend answer={answer} stackBy={stackBy} left={sideX} top={columns.top} width={sideWidth} />
      )}
    </>
  );
}

function Hint({ chart: { model, actions } }: { readonly chart: PlotChart }) {
  const { view } = useDashboard();
  return (
    <>
      per {interval(model.answer.time.binSeconds)}
      {view.zoom.value && (
        <>
          {' '}
          <button type="button" class="link" onClick={() => actions.resetZoom()}>
            Show the whole time
          </button>
        </>
      )}
    </>
  );
}

function StackingChoice() {
  const { explore, view } = useDashboard();
  const stackings = explore.stackings.value;
  if (stackings.length < 2) return null;
  return (
    <Segmented
      label="Split by"
      value={explore.stackBy.value}
      choices={stackings.map((value) => ({ value, label: STACKING_NAMES[value] }))}
      onChange={(value) => {
        view.explore.value = { ...view.explore.peek(), stackBy: value };
      }}
    />
  );
}

/** What the chart shows, for whoever does not see it. */
function columnsSentence({ model: { answer } }: PlotChart, range: string): string {
  const { time, selected, whole } = answer;
  let peak = 0;
  for (let at = 1; at < time.selected.length; at++) if (time.selected[at] > time.selected[peak]) peak = at;
  const shown = time.selected.reduce((sum, value) => sum + value, 0);
  const most = time.x.length === 0 ? '' : ` At most ${count(time.selected[peak])} in ${interval(time.binSeconds)}.`;
  const left =
    selected.coldStarts < whole.coldStarts ? ` The filter selects ${count(selected.coldStarts)} of all.` : '';
  const split = time.stacks.map((stack) => stackLabel(stack, '')).join(', ');
  return `${range}: ${counted(shown, 'cold start')}.${most}${left}${split === '' ? '' : ` Split by ${split}.`}`;
}
