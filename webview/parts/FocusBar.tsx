import { capitalized } from '../../src/text';
import { type Dashboard, useDashboard } from '../state/dashboard';
import { Name } from './Name';

/** The selected function, time range and labels, each with a button that clears it. */
export function FocusBar() {
  const dashboard = useDashboard();
  const selected = dashboard.view.selected.value;
  const zoom = dashboard.view.zoom.value;
  const labels = dashboard.view.labels.value;
  if (!dashboard.connection.hasTable.value || (!selected && !zoom && labels.length === 0)) return null;
  return (
    <ul class="chips" aria-label="Shown">
      {selected && (
        <li class="chip">
          <span class="chip-term">Function</span>
          <Name text={selected.name} />
          <ClearButton label="Show all functions" onClick={() => dashboard.selection.select(null)} />
        </li>
      )}
      {zoom && (
        <li class="chip">
          <span class="chip-term">Time</span>
          <span>{dashboard.connection.times.value.range(zoom.from, zoom.to)}</span>
          <ClearButton label="Show the whole time" onClick={() => dashboard.selection.zoomTo(null)} />
        </li>
      )}
      {labels.map(({ key, value }) => (
        <li class="chip" key={key}>
          <span class="chip-term">{capitalized(labelTitle(dashboard, key))}</span>
          <Name text={value} />
          <ClearButton
            label={`Show any ${labelTitle(dashboard, key)}`}
            onClick={() => dashboard.selection.filterBy(key, null)}
          />
        </li>
      ))}
    </ul>
  );
}

/** A label that the trace lacks keeps its key: a saved view may be of another version of the trace. */
function labelTitle({ connection }: Dashboard, key: string): string {
  const labels = connection.overview.answer.value.value?.described.labels ?? [];
  return labels.find((label) => label.key === key)?.title ?? key;
}

function ClearButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <button type="button" class="clear" aria-label={label} title={label} onClick={onClick}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <path d="M1 1 9 9M9 1 1 9" stroke="currentColor" stroke-width="1.5" />
      </svg>
    </button>
  );
}
