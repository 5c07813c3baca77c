import type { Overview } from '../../src/protocol/queries';
import { count, counted, duration, tellsTimes, timeText } from '../../src/text';
import { rateText } from '../functions/columns';
import { Answer } from '../parts/Answer';
import { type Fact, Facts } from '../parts/Facts';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import { LabelTables } from './LabelTables';
import { LatencyCdf } from './LatencyCdf';
import { ColdStartRateOverTime, ColdStartsOverTime, LatencyOverTime } from './OverTime';
import { RuntimesTable } from './RuntimesTable';
import { Stages } from './Stages';

export function OverviewTab() {
  const dashboard = useDashboard();
  const { overview } = dashboard.connection;
  const part = useQuery(
    (abort) => {
      const where = dashboard.view.where.value;
      dashboard.connection.generation.value;
      return where === '' ? null : dashboard.host.ask('overview', { where }, abort);
    },
    [dashboard],
  );
  const isPart = dashboard.view.where.value !== '';
  return (
    <Answer query={isPart ? part : overview} what="Summarising the trace">
      {(facts) => (
        <>
          <h2 class="visually-hidden">The trace</h2>
          <Facts label="The trace in numbers" facts={headline(facts, isPart)} />
          <Charts facts={facts} />
        </>
      )}
    </Answer>
  );
}

function Charts({ facts }: { readonly facts: Overview }) {
  const { timeRange, columns, coldStartRate, described, runtimes } = facts;
  if (timeRange === null) return <p class="empty">No cold starts to show.</p>;
  const hasTimes = tellsTimes(facts);
  return (
    <div class="charts">
      {hasTimes && <ColdStartsOverTime />}
      {hasTimes && coldStartRate !== null && <ColdStartRateOverTime />}
      {hasTimes && <LatencyOverTime />}
      {described.stages.length > 0 && <Stages />}
      <LatencyCdf by={columns.runtime ? 'runtime' : 'all'} />
      {columns.runtime && <RuntimesTable runtimes={runtimes} />}
      {described.labels.some(({ key }) => key !== 'runtime') && <LabelTables />}
    </div>
  );
}

/** @param isPart whether the numbers are those of the cold starts that a filter selects */
function headline(overview: Overview, isPart: boolean): Fact[] {
  const { account, functions, runtimes, latency: seconds, timeRange: range, columns } = overview;
  const times = timeText(overview.relativeTime);
  const facts: Fact[] = [
    {
      term: 'Cold starts',
      value: count(overview.coldStarts),
      detail: isPart ? `of ${count(account.rows)}` : `of ${counted(account.records, 'line')}`,
    },
    ...rateFact(overview),
    {
      term: 'Functions',
      value: count(functions),
      detail: columns.runtime ? counted(runtimes.length, 'runtime') : 'no runtime column',
    },
  ];
  const hasTimes = tellsTimes(overview);
  if (range && hasTimes)
    facts.push({ term: 'Span', value: duration(range.to - range.from), detail: times.range(range.from, range.to) });
  if (seconds) {
    facts.push(
      { term: 'Median latency', value: duration(seconds.p50), detail: `mean ${duration(seconds.mean)}` },
      { term: 'p90 latency', value: duration(seconds.p90), detail: `p95 ${duration(seconds.p95)}` },
      { term: 'p99 latency', value: duration(seconds.p99), detail: `max ${duration(seconds.max)}` },
    );
  }
  if (!hasTimes) return facts;
  facts.push({
    term: 'Peak cold starts',
    value: `${count(overview.peakPerMinute)} / min`,
    detail: `${count(overview.peakPerSecond)} in a second`,
  });
  return facts;
}

function rateFact({ coldStartRate, account }: Overview): Fact[] {
  if (coldStartRate === null) return [];
  return [
    { term: 'Cold-start rate', value: rateText(coldStartRate), detail: counted(account.warmRows, 'warm invocation') },
  ];
}
