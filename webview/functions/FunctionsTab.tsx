import { useEffect, useMemo, useState } from 'preact/hooks';
import { counted } from '../../src/text';
import { FailureNote, Waiting } from '../parts/Answer';
import { useDashboard } from '../state/dashboard';
import { TextField } from '../toolkit';
import { type ColumnsOf, searchedText, tableColumns } from './columns';
import { FunctionDetail } from './FunctionDetail';
import { FunctionsTable } from './FunctionsTable';
import { FunctionPages } from './pages';

/** A pause in typing after which the filter is applied, so that a word is one query. */
const FILTER_DELAY_MS = 120;

/** Before the overview has arrived, only the columns of every trace are known. */
const NOTHING_DESCRIBED: ColumnsOf = {
  described: { labels: [], measures: [], stages: [] },
  coldStartRate: null,
  relativeTime: false,
  timeRange: { from: 0, to: 0 },
  coldStarts: 0,
};

export function FunctionsTab() {
  const dashboard = useDashboard();
  const { filter, sort, descending, selected, where } = dashboard.view;
  const overview = dashboard.connection.overview.answer.value.value ?? NOTHING_DESCRIBED;
  const hasWarm = dashboard.filter.keepsWarm.value;
  const trace = useMemo(() => (hasWarm ? overview : { ...overview, coldStartRate: null }), [overview, hasWarm]);
  const columns = useMemo(() => tableColumns(trace), [trace]);
  const searched = searchedText(trace);
  const sortKey = columns.some(({ key }) => key === sort.value) ? sort.value : 'count';
  const generation = dashboard.connection.generation.value;
  const restedFilter = useRested(filter.value, FILTER_DELAY_MS);
  const pages = useMemo(
    () =>
      new FunctionPages(
        { sort: sortKey, descending: descending.value, filter: restedFilter, where: where.value },
        (request, abort) => dashboard.host.ask('functions', request, abort),
      ),
    [dashboard, generation, sortKey, descending.value, restedFilter, where.value],
  );
  useEffect(() => {
    pages.need(0, 0);
    return () => pages.dispose();
  }, [pages]);
  const { total, failure } = pages.state.value;
  // The previous order stays on the page until the new one is there.
  const [shown, setShown] = useState(pages);
  useEffect(() => {
    if (total !== null) setShown(pages);
  }, [pages, total]);
  const shownTotal = shown.state.value.total;

  return (
    <div class={selected.value ? 'functions with-detail' : 'functions'}>
      <div class="functions-list">
        <h2 class="visually-hidden">Functions</h2>
        <div class="toolbar">
          <TextField
            label={`Filter by ${searched}`}
            value={filter.value}
            onInput={(text) => (filter.value = text)}
            placeholder="part of a name"
          />
          <span role="status" class="muted">
            {total === null ? '' : `${counted(total, 'function')}${restedFilter === '' ? '' : ' found'}`}
          </span>
        </div>
        {failure && <FailureNote what="Listing the functions" failure={failure} onRetry={() => pages.retry()} />}
        {shownTotal === null && !failure && <Waiting what="Listing the functions" />}
        {shownTotal === 0 && (
          <p class="empty">{restedFilter === '' ? 'The trace has no function.' : `No ${searched} contains this.`}</p>
        )}
        {shownTotal !== null && shownTotal > 0 && (
          <FunctionsTable pages={shown} total={shownTotal} columns={columns} sortKey={sortKey} />
        )}
      </div>
      {selected.value && <FunctionDetail key={selected.value.id} selected={selected.value} columns={trace} />}
    </div>
  );
}

/** `value` once it has not changed for `delay` milliseconds. */
function useRested<T>(value: T, delay: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(() => value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return rested;
}
