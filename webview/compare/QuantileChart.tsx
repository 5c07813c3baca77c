import { useId, useMemo } from 'preact/hooks';
import type { QuantileChange } from '../../src/protocol/queries';
import { changeText, duration, isWithinChance, percentileText, signedSeconds, timesText } from '../../src/text';
import { ChartFrame } from '../charts/ChartFrame';
import type { Cell, ChartColumn, ChartContent } from '../charts/chartContent';
import { Segmented } from '../parts/Segmented';
import { useDashboard } from '../state/dashboard';
import { ForestPlot } from './ForestPlot';
import { drawForest, type Forest } from './forest';

const NAME = 'Percentiles of B against A';

/** How much each percentile of B is longer or shorter than that of A. */
export function QuantileChart({ quantiles }: { readonly quantiles: readonly QuantileChange[] }) {
  const { view } = useDashboard();
  const { scale } = view.compare.value;
  const id = useId();
  const forest = useMemo(() => forestOf(quantiles, scale), [quantiles, scale]);
  const content = useMemo<ChartContent>(
    () => ({
      table: () => tableOf(quantiles),
      draw: (context, size, theme) => drawForest(context, size, forest, theme),
      aspect: { single: 0.8, double: 0.45 },
    }),
    [quantiles, forest],
  );
  return (
    <ChartFrame
      name={NAME}
      hint="95 % intervals"
      description="Each percentile of B minus that of A, or divided by it, with its 95 % bootstrap interval; a hollow point is a change that chance explains."
      descriptionId={id}
      content={content}
      controls={
        <Segmented
          label="Scale"
          value={scale}
          choices={[
            { value: 'seconds', label: 'B − A' },
            { value: 'times', label: 'B / A' },
          ]}
          onChange={(next) => {
            view.compare.value = { ...view.compare.peek(), scale: next };
          }}
        />
      }
    >
      <ForestPlot
        name={NAME}
        describedBy={id}
        forest={forest}
        rowText={(row) => (quantiles[row] ? rowText(quantiles[row]) : '')}
      />
    </ChartFrame>
  );
}

/** "p99: A 20 s, B 32 s: 12 s (9 to 15 s) longer, 1.6 ×". */
function rowText(change: QuantileChange): string {
  const { share, a, b } = change;
  return `${percentileText(share)}: A ${duration(a)}, B ${duration(b)}, ${changeText(change)}`;
}

function forestOf(quantiles: readonly QuantileChange[], scale: Forest['scale']): Forest {
  const rows = quantiles.map((change) => {
    const { share, difference, ratio, ratioLow, ratioHigh } = change;
    const base = { label: percentileText(share), isChance: isWithinChance(change) };
    return scale === 'seconds'
      ? { ...base, value: difference, low: change.low, high: change.high, text: signedSeconds(difference) }
      : {
          ...base,
          value: ratio ?? Number.NaN,
          low: ratioLow ?? Number.NaN,
          high: ratioHigh ?? Number.NaN,
          text: timesText(ratio),
        };
  });
  return { scale, rows };
}

const seconds = (value: Cell) => (typeof value === 'number' ? signedSeconds(value) : '–');
const latency = (value: Cell) => (typeof value === 'number' ? duration(value) : '–');
const times = (value: Cell) => timesText(typeof value === 'number' ? value : null);

const COLUMNS: readonly ChartColumn[] = [
  { title: 'percentile', text: (value) => percentileText(Number(value)), csv: (value) => 100 * Number(value) },
  { title: 'A, s', heading: 'A', text: latency },
  { title: 'B, s', heading: 'B', text: latency },
  { title: 'difference, s', heading: 'difference', text: seconds },
  { title: 'low, s', heading: 'low', text: seconds },
  { title: 'high, s', heading: 'high', text: seconds },
  { title: 'ratio', text: times },
  { title: 'ratio low', text: times },
  { title: 'ratio high', text: times },
];

function tableOf(quantiles: readonly QuantileChange[]) {
  const rows = quantiles.map(({ share, a, b, difference, low, high, ratio, ratioLow, ratioHigh }) => [
    share,
    a,
    b,
    difference,
    low,
    high,
    ratio,
    ratioLow,
    ratioHigh,
  ]);
  return { columns: COLUMNS, rows };
}
