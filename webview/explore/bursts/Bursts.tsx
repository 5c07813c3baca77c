import { useState } from 'preact/hooks';
import { withTerm } from '../../../src/filter';
import type { Burst, Bursts as FoundBursts, Overview } from '../../../src/protocol/queries';
import { counted, interval } from '../../../src/text';
import { Answer } from '../../parts/Answer';
import { type Dashboard, useDashboard } from '../../state/dashboard';
import { useQuery } from '../../state/query';
import { rangeOf, rangeTerm } from '../terms';
import { BurstMethod } from './BurstMethod';
import { BurstStrip } from './BurstStrip';
import { BurstTable } from './BurstTable';

/** Bursts in the table until the reader asks for all. */
const FEW = 6;

/** Stretches of time with unusually many cold starts: below the time axis, and as a table. Each selects its time. */
export function Bursts({ overview }: { readonly overview: Overview }) {
  const dashboard = useDashboard();
  const { explore, view, connection } = dashboard;
  const [showsAll, setShowsAll] = useState(false);
  const query = useQuery(
    (abort) => {
      const settled = explore.settledWhere.value;
      if (settled === null) return null;
      connection.generation.value;
      const { factor, binSeconds } = view.bursts.value;
      // A selected time must not hide the other bursts.
      const where = withTerm(settled, 'time', null, dashboard.filter.fields.value);
      return dashboard.host.ask('bursts', { where, factor, binSeconds, target: explore.target.value }, abort);
    },
    [dashboard],
  );
  return (
    <section class="bursts" aria-label="Bursts">
      <Answer query={query} what="Looking for bursts">
        {(found) => (
          <>
            <BurstStrip found={found} overview={overview} selected={selectedIn(dashboard, found)} onSelect={select} />
            <div class="bursts-head">
              <h3>
                Bursts <span class="muted">{found.total === 0 ? 'none' : found.total}</span>
              </h3>
              <BurstMethod found={found} />
            </div>
            {found.total === 0 && (
              <p class="muted bursts-none">
                No {interval(found.binSeconds)} has {counted(found.threshold, 'cold start')} or more.
              </p>
            )}
            {found.total > 0 && (
              <BurstTable
                bursts={showsAll ? found.listed : found.listed.slice(0, FEW)}
                selected={selectedIn(dashboard, found)}
                target={explore.target.value}
                onSelect={select}
                onSimulate={simulate}
              />
            )}
            {found.listed.length > FEW && (
              <button type="button" class="quiet-button" onClick={() => setShowsAll(!showsAll)}>
                {showsAll ? 'Show fewer' : `Show all ${found.listed.length}`}
              </button>
            )}
          </>
        )}
      </Answer>
    </section>
  );

  /** Selects the time of a burst, or no time if it is selected. */
  function select(burst: Burst) {
    const isSelected = isAt(rangeOf(dashboard.filter.parsed.value.filter, 'time'), burst);
    dashboard.filter.setTerm('time', isSelected ? null : rangeTerm(timeOf(burst)));
  }

  function simulate(burst: Burst) {
    dashboard.filter.setTerm('time', rangeTerm(timeOf(burst)));
    view.form.value = { ...view.form.peek(), workload: 'replay' };
    view.tab.value = 'simulate';
  }
}

/** Whole seconds that hold all of a burst. */
function timeOf({ from, to }: Burst): { from: number; to: number } {
  return { from: Math.floor(from), to: Math.floor(to) + 1 };
}

function isAt(range: { readonly from: number | null; readonly to: number | null } | null, burst: Burst): boolean {
  const { from, to } = timeOf(burst);
  return range?.from === from && range.to === to;
}

/** Index of the burst whose time is selected; -1 for none. */
function selectedIn(dashboard: Dashboard, { listed }: FoundBursts): number {
  const range = rangeOf(dashboard.filter.parsed.value.filter, 'time');
  return listed.findIndex((burst) => isAt(range, burst));
}
