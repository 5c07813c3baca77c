import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { withTerm } from '../../src/filter';
import { counted, nameText } from '../../src/text';
import { valuesOf } from '../explore/terms';
import { FailureNote, Waiting } from '../parts/Answer';
import { IconButton } from '../parts/IconButton';
import { type Dashboard, useDashboard } from '../state/dashboard';
import { type ColumnsOf, searchedText, tableColumns } from './columns';
import { FunctionsTable } from './FunctionsTable';
import { FunctionPages } from './pages';

/** A pause in typing after which the search is applied, so that a word is one query. */
const SEARCH_DELAY_MS = 120;

/** Before the overview has arrived, only the columns of every trace are known. */
const NOTHING_DESCRIBED: ColumnsOf = {
  described: { labels: [], measures: [], stages: [] },
  coldStartRate: null,
  relativeTime: false,
  timeRange: { from: 0, to: 0 },
  coldStarts: 0,
};

/** The functions with a selected cold start, listed once the charts have been drawn. A row filters by its function. */
export function Functions() {
  const dashboard = useDashboard();
  const { filter: search, sort, descending } = dashboard.view;
  const overview = dashboard.connection.overview.answer.value.value ?? NOTHING_DESCRIBED;
  const hasWarm = dashboard.filter.keepsWarm.value;
  const trace = useMemo(() => (hasWarm ? overview : { ...overview, coldStartRate: null }), [overview, hasWarm]);
  const columns = useMemo(() => tableColumns(trace), [trace]);
  const searched = searchedText(trace);
  const sortKey = columns.some((column) => column.sort === sort.value) ? sort.value : 'count';
  const generation = dashboard.connection.generation.value;
  const rested = useRested(search.value, SEARCH_DELAY_MS);
  const settled = dashboard.explore.settledWhere.value;
  const fields = dashboard.filter.fields.value;
  // The functions that the filter leaves out stay in sight, to be added.
  const where = useMemo(() => settled && withTerm(settled, 'fn', null, fields), [settled, fields]);
  const pages = useMemo(
    () =>
      where === null
        ? null
        : new FunctionPages({ sort: sortKey, descending: descending.value, filter: rested, where }, (request, abort) =>
            dashboard.host.ask('functions', request, abort),
          ),
    [dashboard, generation, sortKey, descending.value, rested, where],
  );
  useEffect(() => {
    pages?.need(0, 0);
    return () => pages?.dispose();
  }, [pages]);
  const { total = null, failure = null } = pages?.state.value ?? {};
  // The previous order stays on the page until the new one is there.
  const [shown, setShown] = useState(pages);
  useEffect(() => {
    if (total !== null) setShown(pages);
  }, [pages, total]);
  const shownTotal = shown?.state.value.total ?? null;
  return (
    <section class="functions" aria-label="Functions">
      <Head searched={searched} total={total} isSearched={rested !== ''} />
      {failure && <FailureNote what="Listing the functions" failure={failure} onRetry={() => pages?.retry()} />}
      {shownTotal === null && !failure && <Waiting what="Listing the functions" />}
      {shownTotal === 0 && (
        <p class="empty">
          {rested === '' ? 'No function has a selected cold start.' : `No ${searched} contains this.`}
        </p>
      )}
      {shown && shownTotal !== null && shownTotal > 0 && (
        <FunctionsTable pages={shown} total={shownTotal} columns={columns} sortKey={sortKey} />
      )}
    </section>
  );
}

interface HeadProps {
  readonly searched: string;
  readonly total: number | null;
  readonly isSearched: boolean;
}

function Head({ searched, total, isSearched }: HeadProps) {
  const dashboard = useDashboard();
  const { filter: search } = dashboard.view;
  const [isOpen, setOpen] = useState(search.value !== '');
  const field = useRef<HTMLInputElement>(null);
  const wasOpen = useRef(isOpen);
  // Only the reader who opens the search is taken to it, not one who comes back to the tab.
  useEffect(() => {
    if (isOpen && !wasOpen.current) field.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const only = onlyFunction(dashboard);
  const close = () => {
    search.value = '';
    setOpen(false);
  };
  return (
    <div class="list-head">
      <h2>Functions</h2>
      <span role="status" class="plot-note">
        {total === null ? '' : `${counted(total, 'function')}${isSearched ? ' found' : ''}`}
      </span>
      <span class="grow" />
      {only !== null && (
        <button type="button" class="link" onClick={() => void dashboard.selection.selectNamed(only)}>
          Open {nameText(only)}
        </button>
      )}
      {isOpen && (
        <input
          class="search-field"
          type="search"
          aria-label={`Search by ${searched}`}
          placeholder="part of a name"
          value={search.value}
          ref={field}
          onInput={(event) => (search.value = event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && close()}
        />
      )}
      <IconButton
        icon="search"
        label={isOpen ? 'Close the search' : 'Search functions'}
        pressed={isOpen}
        onClick={() => (isOpen ? close() : setOpen(true))}
      />
    </div>
  );
}

/** The one function that the filter asks for; null if it asks for none or for several. */
function onlyFunction({ filter }: Dashboard): string | null {
  const names = valuesOf(filter.parsed.value.filter, 'fn');
  return names.length === 1 ? String(names[0]) : null;
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
