import type { PartialTrace } from '../../src/protocol/queries';
import { count, duration, percent, timeText } from '../../src/text';
import { type HeadlineItem, HeadlineStrip } from './HeadlineStrip';
import { PartialColumns } from './plots/PartialColumns';
import { useGeometry } from './plots/useGeometry';

interface PartialProps {
  readonly partial: PartialTrace;
  /** Share of the file that has been read. */
  readonly share: number;
}

/**
 * The part of a trace read so far, on the grid of the whole one: nothing moves when that takes over, since the progress
 * of reading is as high as the filter. Part of the first script, so it needs little.
 */
export function PartialExplore({ partial, share }: PartialProps) {
  const { ref, grid } = useGeometry();
  return (
    <div class="explore partial">
      <h2 class="visually-hidden">The trace so far</h2>
      <PartialHeadline partial={partial} share={share} />
      <div class="plots" ref={ref} style={{ height: grid ? `${grid.height}px` : undefined }}>
        {grid && <PartialColumns grid={grid} partial={partial} share={share} />}
      </div>
    </div>
  );
}

export function PartialHeadline({ partial, share }: PartialProps) {
  const { rows, functions, timeRange: range, latency } = partial;
  const times = timeText(partial.relativeTime);
  const about = { detail: 'so far, within 1 %' };
  const items: HeadlineItem[] = [
    { term: 'Cold starts', value: count(rows), detail: share < 1 ? `${percent(share)} of the file` : 'all rows read' },
    { term: 'Functions', value: count(functions), detail: 'so far' },
    {
      term: 'Span',
      value: duration(range.to - range.from),
      detail: 'so far',
      title: times.range(range.from, range.to),
    },
    { term: 'Median', value: `≈ ${duration(latency.p50)}`, ...about },
    { term: 'p99', value: `≈ ${duration(latency.p99)}`, ...about },
    {
      term: 'Longest',
      value: duration(latency.max),
      detail: `read as ${latency.unit}${latency.setting === 'auto' ? ', so far' : ''}`,
    },
  ];
  return <HeadlineStrip label="The trace in numbers, so far" items={items} />;
}
