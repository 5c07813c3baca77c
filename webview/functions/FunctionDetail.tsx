import type { FunctionSummary } from '../../src/protocol/queries';
import { capitalized, count, counted, duration, measureText, nameText, tellsTimes } from '../../src/text';
import { LatencyCdf } from '../overview/LatencyCdf';
import { ColdStartRateOverTime, ColdStartsOverTime, LatencyOverTime } from '../overview/OverTime';
import { Stages } from '../overview/Stages';
import { Answer } from '../parts/Answer';
import { type Fact, Facts } from '../parts/Facts';
import { Name } from '../parts/Name';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import type { SelectedFunction } from '../state/view';
import { Button } from '../toolkit';
import { type ColumnsOf, rateText } from './columns';
import { KeepAlive } from './KeepAlive';

interface FunctionDetailProps {
  readonly selected: SelectedFunction;
  readonly columns: ColumnsOf;
}

/** The selected function: its numbers, actions and charts. */
export function FunctionDetail({ selected, columns }: FunctionDetailProps) {
  const dashboard = useDashboard();
  const { tab, form, watch, where } = dashboard.view;
  const query = useQuery(
    (abort) => {
      dashboard.connection.generation.value;
      return dashboard.host.ask('function', { functionId: selected.id, where: where.value }, abort);
    },
    [dashboard, selected.id],
  );
  const simulate = () => {
    form.value = { ...form.value, workload: 'function' };
    tab.value = 'simulate';
  };
  const showTree = () => {
    watch.value = { ...watch.value, functionName: selected.name, time: null };
    tab.value = 'watch';
  };
  const showLines = () => {
    const rows = { ...dashboard.selection.rows, from: null, to: null };
    void dashboard.actions.showLines(rows, `cold starts of ${nameText(selected.name)}`);
  };
  const hasTimes = tellsTimes(columns);
  return (
    <aside class="detail" aria-label="Selected function">
      <h3>
        <Name text={selected.name} />
      </h3>
      <div class="actions">
        <Button onClick={showLines}>Show its lines</Button>
        <Button onClick={simulate}>Simulate this function</Button>
        <Button onClick={showTree}>Show function tree</Button>
        <Button onClick={() => dashboard.selection.select(null)}>Clear the selection</Button>
      </div>
      <Answer query={query} what="Summarising the function">
        {(row) => <Facts label="The function in numbers" facts={factsOf(row, columns)} />}
      </Answer>
      {hasTimes && <ColdStartsOverTime />}
      {hasTimes && <LatencyOverTime />}
      {hasTimes && columns.coldStartRate !== null && <ColdStartRateOverTime />}
      {columns.described.stages.length > 0 && <Stages />}
      {hasTimes && <KeepAlive selected={selected} hasWarm={columns.coldStartRate !== null} />}
      <LatencyCdf by="all" where={dashboard.filter.applied.value} selected={selected} />
    </aside>
  );
}

function factsOf(row: FunctionSummary, columns: ColumnsOf): Fact[] {
  const { described } = columns;
  const hasTimes = tellsTimes(columns);
  const peak = `at most ${counted(row.peakPerMinute, 'in a minute', 'in a minute')}`;
  const gap = { term: 'Median gap', value: duration(row.gapP50), detail: 'between its cold starts' };
  return [
    { term: 'Cold starts', value: count(row.count), detail: hasTimes ? peak : undefined },
    ...rateFacts(row),
    { term: 'Median latency', value: duration(row.p50), detail: `p90 ${duration(row.p90)}` },
    { term: 'p99 latency', value: duration(row.p99), detail: `max ${duration(row.max)}` },
    ...(hasTimes ? [gap] : []),
    ...described.stages.map(({ key, title }) => ({
      term: `Median ${title}`,
      value: duration(row.stages[key] ?? null),
      detail: 'stage of its cold starts',
    })),
    ...described.labels.map(({ key, title }) => ({
      term: capitalized(title),
      value: row.labels[key] ? <Name text={row.labels[key]} /> : '–',
      detail: 'of most of its cold starts',
    })),
    ...described.measures.map(({ key, title, unit }) => ({
      term: capitalized(title),
      value: measureText(row.measures[key] ?? null, unit),
      detail: 'largest of its cold starts',
    })),
  ];
}

function rateFacts({ warm, coldStartRate }: FunctionSummary): Fact[] {
  if (warm === null) return [];
  return [{ term: 'Cold-start rate', value: rateText(coldStartRate), detail: counted(warm, 'warm invocation') }];
}
