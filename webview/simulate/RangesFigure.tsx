import { useMemo } from 'preact/hooks';
import { duration } from '../../src/text';
import { useMeasuredWidth } from '../charts/useMeasuredWidth';
import { DrawingView } from '../drawing/DrawingView';
import { type LatencyRange, rangesDrawing } from '../drawing/rangesDrawing';

interface RangesFigureProps {
  readonly name: string;
  /** What the whiskers are; '' without them. */
  readonly whiskers: string;
  readonly ranges: readonly LatencyRange[];
}

/** p50 to p99 of each run, against what was recorded. */
export function RangesFigure({ name, whiskers, ranges }: RangesFigureProps) {
  const { ref, pixels } = useMeasuredWidth();
  const drawing = useMemo(() => (pixels > 0 ? rangesDrawing(ranges, pixels) : null), [ranges, pixels]);
  return (
    <figure class="ranges" aria-label={name}>
      <figcaption>
        <h3>{name}</h3>
        <span class="hint">p50 to p99{whiskers === '' ? '' : `, whiskers ${whiskers}`}</span>
      </figcaption>
      <div ref={ref}>{drawing && <DrawingView drawing={drawing} label={rangesText(ranges)} />}</div>
    </figure>
  );
}

/** "FaaSNet: p50 1.2 s, p90 7.6 s, p99 15.2 s. …". */
export function rangesText(ranges: readonly LatencyRange[]): string {
  return ranges
    .map(({ label, p50, p90, p99 }) => `${label}: p50 ${duration(p50)}, p90 ${duration(p90)}, p99 ${duration(p99)}.`)
    .join(' ');
}
