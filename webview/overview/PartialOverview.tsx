import type { PartialTrace } from '../../src/protocol/queries';
import { count, duration, latency, percent, timeRange } from '../format';
import { type Fact, Facts } from '../parts/Facts';
import { useDashboard } from '../state/dashboard';
import { PartialColdStarts } from './OverTime';

/** What has been read of a trace so far, and says so. */
export function PartialOverview({ partial }: { readonly partial: PartialTrace }) {
  const { status } = useDashboard();
  const reading = status.value.state === 'reading' ? status.value : null;
  const share = reading && reading.totalBytes > 0 ? reading.bytes / reading.totalBytes : 1;
  return (
    <div class="partial">
      <h2 class="visually-hidden">Overview so far</h2>
      <Facts label="The trace in numbers, so far" facts={headline(partial, share)} />
      <div class="charts">
        <div class="chart-slot">
          <PartialColdStarts partial={partial} share={share} />
        </div>
      </div>
    </div>
  );
}

function headline(partial: PartialTrace, share: number): Fact[] {
  const { rows, functions, timeRange: range, latency: seconds } = partial;
  const unit = `read as ${seconds.unit}${seconds.setting === 'auto' ? ', so far' : ''}`;
  return [
    {
      term: 'Cold starts',
      value: count(rows),
      detail: share < 1 ? `so far, ${percent(share, 0)} of the file` : 'all rows read',
    },
    { term: 'Functions', value: count(functions), detail: 'so far' },
    { term: 'Span', value: duration(range.to - range.from), detail: `so far, ${timeRange(range.from, range.to)}` },
    { term: 'Median latency', value: `≈ ${latency(seconds.p50)}`, detail: 'so far, within 1 %' },
    { term: 'p99 latency', value: `≈ ${latency(seconds.p99)}`, detail: 'so far, within 1 %' },
    { term: 'Longest latency', value: latency(seconds.max), detail: unit },
  ];
}
