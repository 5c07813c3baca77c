import type { Overview } from '../../src/protocol/queries';
import { count, counted, duration, timeText } from '../../src/text';
import { Answer } from '../parts/Answer';
import { type Fact, Facts } from '../parts/Facts';
import { useDashboard } from '../state/dashboard';
import { LatencyCdf } from './LatencyCdf';
import { ColdStartsOverTime, LatencyOverTime } from './OverTime';
import { Problems } from './Problems';
import { RuntimesTable } from './RuntimesTable';

export function OverviewTab() {
  const { overview } = useDashboard().connection;
  return (
    <Answer query={overview} what="Summarising the trace">
      {(facts) => (
        <>
          <h2 class="visually-hidden">Overview</h2>
          <Facts label="The trace in numbers" facts={headline(facts)} />
          <Problems overview={facts} />
          {facts.timeRange !== null && (
            <div class="charts">
              <ColdStartsOverTime />
              <LatencyOverTime />
              <LatencyCdf by="runtime" />
              <RuntimesTable runtimes={facts.runtimes} />
            </div>
          )}
        </>
      )}
    </Answer>
  );
}

function headline(overview: Overview): Fact[] {
  const { account, functions, runtimes, latency: seconds, timeRange: range, columns } = overview;
  const times = timeText(overview.relativeTime);
  const facts: Fact[] = [
    { term: 'Cold starts', value: count(account.rows), detail: `of ${counted(account.records, 'line')}` },
    {
      term: 'Functions',
      value: count(functions),
      detail: columns.runtime ? counted(runtimes.length, 'runtime') : 'no runtime column',
    },
  ];
  if (range)
    facts.push({ term: 'Span', value: duration(range.to - range.from), detail: times.range(range.from, range.to) });
  if (seconds) {
    facts.push(
      { term: 'Median latency', value: duration(seconds.p50), detail: `mean ${duration(seconds.mean)}` },
      { term: 'p90 latency', value: duration(seconds.p90), detail: `p95 ${duration(seconds.p95)}` },
      { term: 'p99 latency', value: duration(seconds.p99), detail: `max ${duration(seconds.max)}` },
    );
  }
  facts.push({
    term: 'Peak cold starts',
    value: `${count(overview.peakPerMinute)} / min`,
    detail: `${count(overview.peakPerSecond)} in a second`,
  });
  return facts;
}
