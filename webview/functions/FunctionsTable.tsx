import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { FunctionSortKey } from '../../src/protocol/queries';
import { useFieldClicks } from '../explore/useFieldClicks';
import { useDashboard } from '../state/dashboard';
import type { Column } from './columns';
import type { FunctionPages, ListedFunction } from './pages';
import type { CellScale } from './RowCharts';
import { useVirtualRows } from './useVirtualRows';

const ROW_HEIGHT = 22;
const HEAD_HEIGHT = 26;

interface FunctionsTableProps {
  readonly pages: FunctionPages;
  readonly total: number;
  readonly columns: readonly Column[];
  /** The column by which the rows are sorted. */
  readonly sortKey: FunctionSortKey;
}

/**
 * A grid of functions; rows are fetched as they are scrolled to. A click or Space filters by the row's function, with
 * Shift by several; a double click or Enter opens the function's page.
 */
export function FunctionsTable({ pages, total, columns, sortKey }: FunctionsTableProps) {
  const dashboard = useDashboard();
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  const virtualizer = useVirtualRows(scroller, total, ROW_HEIGHT, HEAD_HEIGHT);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { arrived } = pages.state.value;
  useEffect(() => pages.need(first, last), [pages, first, last, arrived]);
  useEffect(() => {
    setActive(0);
    virtualizer.scrollToOffset(0);
  }, [pages, virtualizer]);

  const clicks = useFieldClicks('function', null);
  const open = (row: ListedFunction | null) => row && dashboard.selection.select({ id: row.id, name: row.name });
  const choose = (row: ListedFunction | null, event: MouseEvent | KeyboardEvent) =>
    row && clicks?.click(row.name, event);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(total - 1, to));
    setActive(next);
    virtualizer.scrollToIndex(next);
  };
  const { explore } = dashboard;
  const edges = explore.answer.value?.latency.edges ?? [];
  const scale: CellScale = {
    mostWhole: pages.mostWhole,
    least: edges[0] > 0 ? edges[0] : (edges[1] ?? 1),
    most: edges[edges.length - 1] ?? 1,
    target: explore.target.value,
  };
  const perScreen = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / ROW_HEIGHT) - 2);
  const keys: Record<string, (event: KeyboardEvent) => void> = {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    PageDown: () => move(active + perScreen),
    PageUp: () => move(active - perScreen),
    Home: () => move(0),
    End: () => move(total - 1),
    Enter: () => open(pages.row(active)),
    ' ': (event) => choose(pages.row(active), event),
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element cannot hold rows at given heights
    <div
      ref={scroller}
      class="grid"
      style={{ '--columns': columns.map(({ width }) => width).join(' ') }}
      role="grid"
      aria-label="Functions"
      aria-description="Space filters by a function, with Shift by several; Enter opens its page"
      aria-multiselectable="true"
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-activedescendant={first <= active && active <= last ? `${id}-row-${active}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        const action = keys[event.key];
        if (!action || event.target !== event.currentTarget) return;
        event.preventDefault();
        action(event);
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid has the focus */}
      <div class="grid-row grid-head" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <ColumnHead key={column.key} column={column} sorted={column.sort === sortKey} />
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        class="grid-body"
        role="rowgroup"
        ref={(body) => {
          if (body) body.style.height = `${virtualizer.getTotalSize() - HEAD_HEIGHT}px`;
        }}
      >
        {items.map((item) => (
          <Row
            key={item.key}
            id={`${id}-row-${item.index}`}
            index={item.index}
            top={item.start - HEAD_HEIGHT}
            row={pages.row(item.index)}
            columns={columns}
            scale={scale}
            active={item.index === active}
            isSelected={clicks?.has(pages.row(item.index)?.name ?? null) ?? false}
            onChoose={(row, event) => {
              setActive(item.index);
              choose(row, event);
            }}
            onOpen={open}
          />
        ))}
      </div>
    </div>
  );
}

function ColumnHead({ column, sorted }: { readonly column: Column; readonly sorted: boolean }) {
  const { sort, descending } = useDashboard().view;
  const sortBy = (key: FunctionSortKey) => {
    descending.value = sorted ? !descending.value : column.numeric;
    sort.value = key;
  };
  const direction = descending.value ? 'descending' : 'ascending';
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: its button has the focus
    <div
      role="columnheader"
      aria-sort={sorted ? direction : column.sort === null ? undefined : 'none'}
      class={column.numeric ? 'cell numeric' : 'cell'}
      title={column.explanation}
    >
      {column.sort === null ? (
        column.title
      ) : (
        <button type="button" onClick={() => column.sort && sortBy(column.sort)}>
          {column.title}
          <svg class="sort-mark" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
            {sorted && <path d={descending.value ? 'M0 2h8L4 7z' : 'M0 6h8L4 1z'} fill="currentColor" />}
          </svg>
        </button>
      )}
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly row: ListedFunction | null;
  readonly columns: readonly Column[];
  readonly scale: CellScale;
  readonly active: boolean;
  readonly isSelected: boolean;
  readonly onChoose: (row: ListedFunction, event: MouseEvent) => void;
  readonly onOpen: (row: ListedFunction) => void;
}

function Row({ id, index, top, row, columns, scale, active, isSelected, onChoose, onOpen }: RowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the grid has the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    <div
      id={id}
      role="row"
      class={`grid-row${active ? ' active' : ''}`}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      onClick={(event) => row && onChoose(row, event)}
      onDblClick={() => row && onOpen(row)}
      ref={(element) => {
        if (element) element.style.transform = `translateY(${top}px)`;
      }}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as the row
        <div key={column.key} role="gridcell" class={column.numeric ? 'cell numeric' : 'cell'}>
          {row ? column.cell(row, scale) : '…'}
        </div>
      ))}
    </div>
  );
}
