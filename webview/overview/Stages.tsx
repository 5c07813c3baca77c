import { useMemo } from 'preact/hooks';
import type { StageSummary, StageTimes } from '../../src/protocol/queries';
import { count, duration, percent } from '../../src/text';
import { useMeasuredWidth } from '../charts/useMeasuredWidth';
import { Answer } from '../parts/Answer';
import { Name } from '../parts/Name';
import { ScrollTable } from '../parts/ScrollTable';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import { TimeChart } from './TimeChart';
import { binNote, timeSpec } from './timeSpec';

/** Stages of the selected cold starts: their mean times over time, stacked, and a table. */
export function Stages() {
  const dashboard = useDashboard();
  const { ref, pixels } = useMeasuredWidth();
  const query = useQuery(
    (abort) => {
      dashboard.connection.generation.value;
      return pixels === 0 ? null : dashboard.host.ask('stages', { ...dashboard.selection.rows, pixels }, abort);
    },
    [dashboard, pixels],
  );
  return (
    <div ref={ref} class="chart-slot">
      <Answer query={query} what="Summarising the stages">
        {(times) => (
          <>
            <StagesChart times={times} />
            <StagesTable stages={times.stages} />
          </>
        )}
      </Answer>
    </div>
  );
}

function StagesChart({ times: { stages, overTime } }: { readonly times: StageTimes }) {
  const times = useDashboard().connection.times.value;
  const spec = useMemo(() => {
    if (!overTime || overTime.x.length === 0) return null;
    const { means, ...axis } = overTime;
    const series = means.map((y, at) => ({ label: stages[at].title, data: { ...axis, y } }));
    return timeSpec(series, 'stages', times);
  }, [stages, overTime, times]);
  if (!spec || !overTime) return <p class="empty">No cold starts in this range.</p>;
  return <TimeChart what="Stages" hint={binNote(overTime)} summary={stagesSummary(stages)} spec={spec} />;
}

/** "Longest stage: pod allocation, 61 % of the latency." */
function stagesSummary(stages: readonly StageSummary[]): string {
  const known = stages.filter(({ count: cold }) => cold > 0);
  if (known.length === 0) return 'No cold start in this range has stages.';
  const longest = known.reduce((one, other) => (other.share > one.share ? other : one));
  return `Longest stage: ${longest.title}, ${percent(longest.share)} of the latency.`;
}

function StagesTable({ stages }: { readonly stages: readonly StageSummary[] }) {
  return (
    <ScrollTable
      name="Stages, as a table"
      layout="runtimes"
      titles={['Stage', 'Cold starts', 'p50', 'p90', 'p99', 'Of latency']}
    >
      {stages.map(({ key, title, count: cold, p50, p90, p99, share }) => (
        <tr key={key}>
          <th scope="row">
            <Name text={title} />
          </th>
          <td>{count(cold)}</td>
          <td>{duration(p50)}</td>
          <td>{duration(p90)}</td>
          <td>{duration(p99)}</td>
          <td>{cold === 0 ? '–' : percent(share)}</td>
        </tr>
      ))}
    </ScrollTable>
  );
}
