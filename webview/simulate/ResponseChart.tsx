import { useMemo } from 'preact/hooks';
import type { Curve } from '../../src/protocol/queries';
import { duration } from '../../src/text';
import { secondsAxis } from '../charts/axes';
import type { ChartSpec } from '../charts/config';
import { LineChart } from '../charts/LineChart';

interface ResponseChartProps {
  readonly curves: readonly Curve[];
  /** Of each curve: the place of its colour and dash. */
  readonly looks: readonly number[];
}

/** The longest response time, by time of arrival. */
export function ResponseChart({ curves, looks }: ResponseChartProps) {
  const [width] = binWidths(curves);
  const spec = useMemo<ChartSpec>(
    () => ({
      series: curves.map(({ name, x, y }, i) => ({ label: name, x, y, look: looks[i] })),
      x: { kind: secondsAxis, title: "simulated time of arrival since the profile's first point", min: 0 },
      y: { kind: secondsAxis, title: 'longest response', min: 0 },
      step: 1,
    }),
    [curves, looks.join()],
  );
  const peaks = curves.map((curve) => `${curve.name} ${peakText(curve)}`);
  return (
    <LineChart
      name="Response time over time, simulated"
      summary={`Each point is the longest response of the requests that arrived within ${duration(width ?? null)}. Longest: ${peaks.join(', ')}.`}
      spec={spec}
    />
  );
}

function binWidths(curves: readonly Curve[]): number[] {
  return curves.filter(({ x }) => x.length > 1).map(({ x }) => x[1] - x[0]);
}

function peakText({ x, y }: Curve): string {
  let peak = -1;
  for (let bin = 0; bin < y.length; bin++) if (peak < 0 || y[bin] > y[peak] || Number.isNaN(y[peak])) peak = bin;
  return peak < 0 ? '–' : `${duration(y[peak])} at ${duration(x[peak])}`;
}
