import { FunctionsTab } from '../functions/FunctionsTab';
import { PartialColdStarts } from '../overview/OverTime';
import { OverviewTab } from '../overview/OverviewTab';
import { PartialOverview } from '../overview/PartialOverview';
import { shareRead } from '../parts/ReadingProgress';
import { NoTrace } from '../parts/ReadingState';
import { Views } from '../parts/Views';
import { useDashboard } from '../state/dashboard';

/** The trace in numbers and charts, and its functions. */
export function ExploreTab() {
  if (!useDashboard().connection.hasTable.value) return <OverviewSoFar />;
  return (
    <>
      <Views />
      <OverviewTab />
      <FunctionsTab />
    </>
  );
}

function OverviewSoFar() {
  const dashboard = useDashboard();
  const [status, partial] = [dashboard.connection.status.value, dashboard.connection.partial.value];
  if (!partial) return <NoTrace />;
  const share = status.state === 'reading' ? shareRead(status) : 1;
  return (
    <PartialOverview partial={partial} share={share}>
      <PartialColdStarts partial={partial} share={share} />
    </PartialOverview>
  );
}
