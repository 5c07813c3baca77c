import { useId, useMemo } from 'preact/hooks';
import { duration } from '../../src/text';
import { ChartFrame } from '../charts/ChartFrame';
import type { ChartContent } from '../charts/chartContent';
import { useMeasuredWidth } from '../charts/useMeasuredWidth';
import { DrawingView } from '../drawing/DrawingView';
import { paintDrawing } from '../drawing/paintDrawing';
import { type LatencyRange, rangesDrawing } from '../drawing/rangesDrawing';

interface RangesFigureProps {
  readonly name: string;
  /** What the whiskers are; '' without them. */
  readonly whiskers: string;
  readonly ranges: readonly LatencyRange[];
}

/** About as high as the chart beside it. */
const HEIGHT = 272;

/** p50 to p99 of each run, against what was recorded. */
export function RangesFigure({ name, whiskers, ranges }: RangesFigureProps) {
  const content = useMemo(() => rangesContent(ranges), [ranges]);
  const descriptionId = useId();
  return (
    <ChartFrame
      name={name}
      hint={rangesHint(whiskers)}
      description={rangesText(ranges)}
      descriptionId={descriptionId}
      content={content}
    >
      <Ranges ranges={ranges} />
    </ChartFrame>
  );
}

function Ranges({ ranges }: Pick<RangesFigureProps, 'ranges'>) {
  const { ref, pixels } = useMeasuredWidth();
  const drawing = useMemo(() => (pixels > 0 ? rangesDrawing(ranges, pixels, HEIGHT) : null), [ranges, pixels]);
  return <div ref={ref}>{drawing && <DrawingView drawing={drawing} label={rangesText(ranges)} />}</div>;
}

/** What the picture shows, beside its title. */
export function rangesHint(whiskers: string): string {
  return `p50 to p99${whiskers === '' ? '' : `, whiskers ${whiskers}`}`;
}

/** "FaaSNet: p50 1.2 s, p90 7.6 s, p99 15.2 s. …". */
export function rangesText(ranges: readonly LatencyRange[]): string {
  return ranges
    .map(({ label, p50, p90, p99 }) => `${label}: p50 ${duration(p50)}, p90 ${duration(p90)}, p99 ${duration(p99)}.`)
    .join(' ');
}

const PERCENTILES = ['p50', 'p90', 'p99'] as const;
const WHISKERS = ['p50Whisker', 'p99Whisker'] as const;

/** The picture as what its menu exports. */
export function rangesContent(ranges: readonly LatencyRange[]): ChartContent {
  const seconds = (title: string) => ({
    title: `${title}, s`,
    heading: title,
    text: (value: number | string | null) => (typeof value === 'number' ? duration(value) : '–'),
  });
  return {
    table: () => ({
      columns: [
        { title: 'run' },
        ...PERCENTILES.map(seconds),
        ...['p50 from', 'p50 to', 'p99 from', 'p99 to'].map(seconds),
      ],
      rows: ranges.map((range) => [
        range.label,
        ...PERCENTILES.map((key) => range[key]),
        ...WHISKERS.flatMap((key) => [range[key]?.low ?? null, range[key]?.high ?? null]),
      ]),
    }),
    draw: (context, { width, height }, theme) => paintDrawing(context, rangesDrawing(ranges, width, height), theme),
    aspect: { single: (28 * ranges.length + 30) / 305, double: (30 * ranges.length + 30) / 655 },
  };
}
