import { useEffect } from 'preact/hooks';
import type { Overview } from '../../src/protocol/queries';
import { tellsTimes } from '../../src/text';
import { FunctionDetail } from '../functions/FunctionDetail';
import { Functions } from '../functions/Functions';
import { LatencyCdf } from '../overview/LatencyCdf';
import { ColdStartRateOverTime } from '../overview/OverTime';
import { FailureNote, Waiting } from '../parts/Answer';
import { shareRead } from '../parts/ReadingProgress';
import { NoTrace } from '../parts/ReadingState';
import { useDashboard } from '../state/dashboard';
import { Bars } from './Bars';
import { Bursts } from './bursts/Bursts';
import { FilterBar } from './filter/FilterBar';
import { Headline } from './Headline';
import { NothingSelected } from './NothingSelected';
import { PartialExplore, PartialHeadline } from './PartialExplore';
import { Plots } from './plots/Plots';
import { SelectionStatus } from './SelectionStatus';

/** The trace: what it holds, and everything that can be asked of it by pointing or in words. */
export function ExploreTab() {
  const { connection, explore } = useDashboard();
  useEffect(() => explore.start(), [explore]);
  const overview = connection.overview.answer.value.value;
  return connection.hasTable.value && overview ? <Explore overview={overview} /> : <ExploreSoFar />;
}

function ExploreSoFar() {
  const { status, partial } = useDashboard().connection;
  const now = status.value;
  if (!partial.value) return <NoTrace />;
  return <PartialExplore partial={partial.value} share={now.state === 'reading' ? shareRead(now) : 1} />;
}

function Explore({ overview }: { readonly overview: Overview }) {
  const dashboard = useDashboard();
  const { explore, connection, view } = dashboard;
  const answer = explore.answer.value;
  const settled = explore.settledWhere.value;
  const failure = explore.failure.value;
  const note = failure && <FailureNote what="Exploring the trace" failure={failure} onRetry={() => explore.retry()} />;
  if (overview.timeRange === null) return <p class="empty">No cold starts to show.</p>;
  const partial = connection.partial.value;
  const hasTimes = tellsTimes(overview);
  const rate = dashboard.filter.keepsWarm.value ? overview.coldStartRate : null;
  return (
    <div class="explore" aria-busy={explore.loading.value}>
      <h2 class="visually-hidden">The trace</h2>
      {note}
      <FilterBar />
      {answer && <Headline answer={answer} target={explore.target.value} hasTimes={hasTimes} rate={rate} />}
      {!answer && partial && <PartialHeadline partial={partial} share={1} />}
      {answer?.selected.coldStarts === 0 && <NothingSelected />}
      <Plots overview={overview} meanwhile={partial} />
      <SelectionStatus />
      {hasTimes && <Bursts overview={overview} />}
      {!answer && !failure && !partial && <Waiting what="Exploring the trace" />}
      <div class="explore-lists">
        {answer && <Bars bars={answer.bars} stages={answer.stages} />}
        {answer && <Functions />}
      </div>
      {view.selected.value && (
        <FunctionDetail key={view.selected.value.id} selected={view.selected.value} columns={overview} />
      )}
      <div class="charts">
        {settled !== null && (
          <LatencyCdf by={overview.columns.runtime ? 'runtime' : 'all'} where={settled} selected={null} />
        )}
        {hasTimes && rate !== null && <ColdStartRateOverTime />}
      </div>
    </div>
  );
}
