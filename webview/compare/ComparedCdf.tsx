import { useMemo } from 'preact/hooks';
import type { Comparison, Curve } from '../../src/protocol/queries';
import { counted } from '../../src/text';
import { logSecondsAxis, shareAxis } from '../charts/axes';
import { type ChartSpec, risingSeries } from '../charts/config';
import { LineChart } from '../charts/LineChart';

interface ComparedCdfProps {
  readonly curves: Comparison['curves'];
  /** What each side is. */
  readonly labels: { readonly a: string; readonly b: string };
}

/** The share of each side's cold starts within a latency. */
export function ComparedCdf({ curves, labels }: ComparedCdfProps) {
  const spec = useMemo<ChartSpec>(
    () => ({
      series: curves.map((curve, look) => ({
        ...risingSeries(curve),
        label: `${curve.name}: ${look === 0 ? labels.a : labels.b}`,
        look,
      })),
      x: { kind: logSecondsAxis, title: 'latency (logarithmic)' },
      y: { kind: shareAxis, title: 'share of cold starts', min: 0, max: 1 },
      step: 1,
    }),
    [curves, labels],
  );
  const counts = curves.map(({ name, count }: Curve) => `${counted(count, 'cold start')} in ${name}`).join(', ');
  return (
    <LineChart
      name="Latency CDF of A and B"
      summary={`Share of the cold starts of each side that were at most that slow: ${counts}.`}
      spec={spec}
    />
  );
}
