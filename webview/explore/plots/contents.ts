import type { HeatMap, LatencyBins, TimeColumns } from '../../../src/protocol/queries';
import { count, duration, type TimeText } from '../../../src/text';
import type { Cell, ChartColumn, ChartContent, LegendItem } from '../../charts/chartContent';
import { stackColor } from '../stackColors';
import { drawTitles } from './axisTitles';
import { drawColumns } from './drawColumns';
import { drawHeat, type HeatDrawing } from './drawHeat';
import { drawHistogram } from './drawHistogram';

/** What the charts export: their numbers, and their drawing at another size. */

/** Axes of exported pictures, CSS pixels. */
const AXIS = 48;
const AXIS_HEIGHT = 20;

const COUNTS = ['selected cold starts', 'all cold starts'] as const;

export function columnsContent(time: TimeColumns, partNames: readonly string[], times: TimeText): ChartContent {
  const columns = [timeColumn('start', time.binSeconds, times), ...[...COUNTS, ...partNames].map(countColumn)];
  return {
    table: () => ({
      columns,
      rows: Array.from(time.x, (start, at) => [
        start,
        time.selected[at],
        time.all[at],
        ...time.stacks.map(({ values }) => values[at]),
      ]),
    }),
    draw: (context, whole, theme) => {
      const size = drawTitles(context, whole, theme, { x: times.axisTitle, y: 'cold starts' });
      const stacks = time.stacks.map(({ values }, part) => ({ values, color: stackColor(theme, time.stacks, part) }));
      const parts = stacks.length > 0 ? stacks : [{ values: time.selected, color: theme.series[0] }];
      drawColumns(context, size, theme, { ...time, axis: AXIS, axisHeight: AXIS_HEIGHT, parts, times });
    },
    legend: partNames.map((label, look): LegendItem => ({ label, look, solid: true })),
  };
}

export function heatContent(drawing: Omit<HeatDrawing, 'axis' | 'axisHeight'>): ChartContent {
  const { heat, times } = drawing;
  return {
    table: () => ({
      columns: [timeColumn('start', heat.columnSeconds, times), ...LATENCIES, ...COUNTS.map(countColumn)],
      rows: cellRows(heat),
    }),
    draw: (context, whole, theme) => {
      const size = drawTitles(context, whole, theme, { x: times.axisTitle, y: 'latency' });
      drawHeat(context, size, theme, { ...drawing, axis: AXIS, axisHeight: AXIS_HEIGHT });
    },
  };
}

export function histogramContent(bins: LatencyBins, target: number | null): ChartContent {
  return {
    table: () => ({
      columns: [...LATENCIES, ...COUNTS.map(countColumn)],
      rows: Array.from(bins.selected, (selected, row) => [
        bins.edges[row],
        bins.edges[row + 1],
        selected,
        bins.all[row],
      ]),
    }),
    draw: (context, whole, theme) => {
      const size = drawTitles(context, whole, theme, { x: 'share of cold starts', y: 'latency' });
      drawHistogram(context, size, theme, { bins, axisHeight: AXIS_HEIGHT, target, axis: AXIS });
    },
  };
}

/** Cells with a cold start. */
function cellRows({ columns, rows, x0, columnSeconds, edges, selected, all }: HeatMap): Cell[][] {
  const found: Cell[][] = [];
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const cell = column * rows + row;
      if (all[cell] === 0) continue;
      found.push([x0 + column * columnSeconds, edges[row], edges[row + 1], selected[cell], all[cell]]);
    }
  }
  return found;
}

const seconds = (value: Cell) => duration(typeof value === 'number' ? value : null);

const LATENCIES: readonly ChartColumn[] = [
  { title: 'latency from, s', heading: 'latency from', text: seconds },
  { title: 'latency to, s', heading: 'latency to', text: seconds },
];

function countColumn(title: string): ChartColumn {
  return { title, text: (value) => (typeof value === 'number' ? count(value) : '–') };
}

function timeColumn(title: string, step: number, times: TimeText): ChartColumn {
  const word = (write: (value: number) => string) => (value: Cell) => (typeof value === 'number' ? write(value) : '–');
  return { title, text: word((value) => times.atStep(value, step)), csv: word(times.exact) };
}
