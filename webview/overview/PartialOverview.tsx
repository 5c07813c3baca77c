import type { ComponentChildren } from 'preact';
import type { PartialTrace } from '../../src/protocol/queries';
import { count, duration, percent, timeText } from '../../src/text';
import { type Fact, Facts } from '../parts/Facts';

interface PartialOverviewProps {
  readonly partial: PartialTrace;
  /** Share of the file that has been read. */
  readonly share: number;
  /** The chart of cold starts over time. */
  readonly children: ComponentChildren;
}

/** Numbers of the part of a trace read so far, marked as such. */
export function PartialOverview({ partial, share, children }: PartialOverviewProps) {
  return (
    <div class="partial">
      <h2 class="visually-hidden">Overview so far</h2>
      <Facts label="The trace in numbers, so far" facts={headline(partial, share)} />
      <div class="charts">
        <div class="chart-slot">{children}</div>
      </div>
    </div>
  );
}

function headline(partial: PartialTrace, share: number): Fact[] {
  const { rows, functions, timeRange: range, latency: seconds } = partial;
  const times = timeText(partial.relativeTime);
  const unit = `read as ${seconds.unit}${seconds.setting === 'auto' ? ', so far' : ''}`;
  return [
    {
      term: 'Cold starts',
      value: count(rows),
      detail: share < 1 ? `so far, ${percent(share, 0)} of the file` : 'all rows read',
    },
    { term: 'Functions', value: count(functions), detail: 'so far' },
    { term: 'Span', value: duration(range.to - range.from), detail: `so far, ${times.range(range.from, range.to)}` },
    { term: 'Median latency', value: `≈ ${duration(seconds.p50)}`, detail: 'so far, within 1 %' },
    { term: 'p99 latency', value: `≈ ${duration(seconds.p99)}`, detail: 'so far, within 1 %' },
    { term: 'Longest latency', value: duration(seconds.max), detail: unit },
  ];
}
