import type { PartialTrace, Series } from '../../src/protocol/queries';
import { count, counted, interval, percent, type TimeText, timeText } from '../../src/text';
import { countAxis, logSecondsAxis, timeAxis } from '../charts/axes';
import type { ChartSpec } from '../charts/config';

/** Curves over the time of the trace: counts, or latencies on a logarithmic axis. */
export function timeSpec(
  series: readonly { readonly label: string; readonly data: Series }[],
  logarithmic: boolean,
  times: TimeText,
): ChartSpec {
  const { from, to, binSeconds } = series[0].data;
  return {
    series: series.map(({ label, data }) => ({
      label,
      ...closed(data),
      stepped: !logarithmic,
      filled: !logarithmic,
      solid: true,
    })),
    x: { kind: timeAxis(times), title: times.axisTitle, min: from, max: to },
    y: logarithmic ? { kind: logSecondsAxis, title: 'latency' } : { kind: countAxis, title: 'cold starts' },
    step: binSeconds,
  };
}

/** The points, drawn up to the end of the last bin. */
function closed({ x, y, to }: Series): { x: number[]; y: number[] } {
  if (x.length === 0 || x[x.length - 1] >= to) return { x: Array.from(x), y: Array.from(y) };
  return { x: [...x, to], y: [...y, y[y.length - 1]] };
}

export function binNote(series: Series): string {
  return `1 point = ${interval(series.binSeconds)}.`;
}

export const PARTIAL_NAME = 'Cold starts over time, so far';

export function partialSpec({ series, relativeTime }: PartialTrace): ChartSpec {
  return timeSpec([{ label: 'cold starts so far', data: series }], false, timeText(relativeTime));
}

/** What the chart of the part read so far covers. @param share share of the file */
export function partialSummary({ rows, series }: PartialTrace, share: number): string {
  const read = `${counted(rows, 'row')}, ${percent(share, 0)} of the file`;
  return share < 1 ? `So far: ${read}. ${binNote(series)}` : `All rows read: ${count(rows)}. ${binNote(series)}`;
}
