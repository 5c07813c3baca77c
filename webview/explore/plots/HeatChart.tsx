import { useCallback, useMemo } from 'preact/hooks';
import type { HeatMap } from '../../../src/protocol/queries';
import { count, duration, percent, percentileText, type TimeText } from '../../../src/text';
import { Segmented } from '../../parts/Segmented';
import { useDashboard } from '../../state/dashboard';
import { useTheme } from '../../theme';
import { type HeatMode, PERCENTILES } from '../choices';
import { Canvas } from './Canvas';
import { ChartKeys, type PlotChart } from './ChartKeys';
import { heatContent } from './contents';
import { drawHeat, lineColor } from './drawHeat';
import { heatImage, strongest } from './heatCells';
import type { Ranges } from './hit';
import { PlotFrame } from './PlotFrame';
import { TargetField } from './TargetField';
import { TargetSlider } from './TargetSlider';
import { targetText } from './targetLine';

/** Latency over time: how many cold starts took how long. */
export function HeatChart({ ranges, ...chart }: PlotChart & { readonly ranges: Ranges }) {
  const { geometry, answer, time: scale } = chart.model;
  const { heat } = answer;
  const { explore, view, connection } = useDashboard();
  const theme = useTheme();
  const times = connection.times.value;
  const mode = view.explore.value.heat;
  const seconds = explore.target.value;
  const target = useMemo(() => seconds && { seconds, above: aboveShare(chart) }, [seconds, answer]) || null;
  const image = useMemo(() => heatImage(heat, mode, theme), [heat, mode, theme]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      const size = {
        width: geometry.plotX + geometry.plotWidth,
        height: geometry.heat.height + geometry.axisHeight,
      };
      const drawing = { axis: geometry.plotX, axisHeight: geometry.axisHeight, heat, mode, times, target, ranges };
      drawHeat(context, size, theme, { ...drawing, from: scale.from, to: scale.to }, (left, right, height) => {
        context.imageSmoothingEnabled = false;
        if (image) context.drawImage(image, left, 0, right - left, height);
      });
    },
    [heat, image, mode, theme, geometry, times, target, scale, ranges],
  );
  const { heat: band, plotX, plotWidth } = geometry;
  const sentence = heatSentence(chart, target && targetText(target), times);
  const content = useMemo(
    () => heatContent({ heat, mode, times, target, ranges, from: scale.from, to: scale.to }),
    [heat, mode, times, target, ranges, scale],
  );
  return (
    <>
      <PlotFrame
        name="Latency over time"
        hint={!geometry.isNarrow && <Scale heat={heat} mode={mode} />}
        description={sentence}
        content={content}
        controls={<Controls isNarrow={geometry.isNarrow} />}
        left={0}
        top={band.headTop}
        width={plotX + plotWidth}
        headHeight={band.top - band.headTop}
      >
        {(descriptionId) => (
          <Canvas
            width={plotX + plotWidth}
            height={band.height + geometry.axisHeight}
            label="Latency over time"
            describedBy={descriptionId}
            draw={draw}
          />
        )}
      </PlotFrame>
      <ChartKeys
        {...chart}
        area="heat"
        name="Latency over time"
        left={plotX}
        top={band.top}
        width={plotWidth}
        height={band.height}
      />
      {target && <TargetSlider chart={chart} target={target} />}
    </>
  );
}

/** Share of the selected cold starts above the target; null while another target is asked for. */
function aboveShare({ model: { answer } }: PlotChart): number | null {
  const { aboveTarget, coldStarts } = answer.selected;
  return aboveTarget === null || coldStarts === 0 ? null : aboveTarget / coldStarts;
}

function Scale({ heat, mode }: { readonly heat: HeatMap; readonly mode: HeatMode }) {
  const most = useMemo(() => strongest(heat, mode), [heat, mode]);
  return (
    <>
      {mode === 'count' ? 'starts per cell' : 'share of a column'} <span class="heat-scale" />{' '}
      {mode === 'count' ? countRange(most) : `up to ${percent(most)}`}
    </>
  );
}

function Controls({ isNarrow }: { readonly isNarrow: boolean }) {
  const { view } = useDashboard();
  return (
    <span class="heat-controls">
      <LineToggles />
      <TargetField />
      <Segmented
        label="Colour shows"
        value={view.explore.value.heat}
        choices={[
          { value: 'count', label: 'Count' },
          { value: 'share', label: isNarrow ? 'Share' : 'Column share' },
        ]}
        onChange={(value) => {
          view.explore.value = { ...view.explore.peek(), heat: value };
        }}
      />
    </span>
  );
}

/** Which percentiles are drawn over the heat map. */
function LineToggles() {
  const { explore } = useDashboard().view;
  const theme = useTheme();
  const { percentiles } = explore.value;
  const toggle = (p: number) => {
    const next = percentiles.includes(p) ? percentiles.filter((one) => one !== p) : [...percentiles, p].sort();
    explore.value = { ...explore.peek(), percentiles: next };
  };
  return (
    <fieldset class="line-toggles" aria-label="Lines">
      {PERCENTILES.map((p) => (
        <button key={p} type="button" aria-pressed={percentiles.includes(p)} onClick={() => toggle(p)}>
          <span class="line-sample" style={{ '--sample': lineColor(theme, p) }} />
          {percentileText(p)}
        </button>
      ))}
    </fieldset>
  );
}

function heatSentence({ model: { answer } }: PlotChart, target: string | null, times: TimeText): string {
  const { heat } = answer;
  if (heat.columns === 0) return 'No cold starts.';
  const lines = heat.lines.map(({ p }) => percentileText(p)).join(', ');
  return [
    highestText(heat, times),
    `${count(heat.columns)} columns of time by ${count(heat.rows)} ranges of latency.`,
    lines === '' ? '' : `Lines: ${lines}.`,
    target === null ? '' : `Target ${target}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** "Highest p99 212 s, 9 May 2021, 07:15 – 07:20 UTC.", of the uppermost line. */
function highestText({ lines, x0, columnSeconds }: HeatMap, times: TimeText): string {
  const [line] = lines.toSorted((a, b) => b.p - a.p);
  if (!line) return '';
  let most = -1;
  for (let at = 0; at < line.y.length; at++) if (line.y[at] > (most < 0 ? -1 : line.y[most])) most = at;
  if (most < 0) return '';
  const from = x0 + most * columnSeconds;
  return `Highest ${percentileText(line.p)} ${duration(line.y[most])}, ${times.range(from, from + columnSeconds)}.`;
}

function countRange(most: number): string {
  return most > 1 ? `1 – ${count(most)}` : count(most);
}
