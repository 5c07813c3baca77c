import { type Condition, type FilterWord, withoutWord } from '../../src/filter';
import { capitalized } from '../../src/text';
import { useDashboard } from '../state/dashboard';
import { Name } from './Name';

/** The selected function, the time range and each word of the filter, with a button that clears it. */
export function FocusBar() {
  const dashboard = useDashboard();
  const selected = dashboard.view.selected.value;
  const zoom = dashboard.view.zoom.value;
  const { words } = dashboard.filter.parsed.value;
  if (!dashboard.connection.hasTable.value || (!selected && !zoom && words.length === 0)) return null;
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
      {words.map((word) => (
        <FilterChip key={word.from} word={word} />
      ))}
    </ul>
  );
}

/** A word of the filter. Values of a label stand behind its title; other words are shown as they are written. */
function FilterChip({ word }: { readonly word: FilterWord }) {
  const { filter } = useDashboard();
  const { term } = word;
  const written = filter.text.slice(word.from, word.to);
  const texts = term && !term.not ? literals(term.condition) : null;
  const clear = () => filter.set(withoutWord(filter.text, word));
  if (!term || !texts) {
    return (
      <li class="chip">
        <Name text={written} />
        <ClearButton label={`Remove ${written} from the filter`} onClick={clear} />
      </li>
    );
  }
  const { title } = term.field;
  return (
    <li class="chip">
      <span class="chip-term">{capitalized(title)}</span>
      {texts.map((text) => (
        <Name key={text} text={text} />
      ))}
      <ClearButton label={`Show any ${title}`} onClick={clear} />
    </li>
  );
}

/** The texts that a condition asks for; null for another condition. */
function literals(condition: Condition): string[] | null {
  if (condition.kind !== 'is' || condition.patterns.some((pattern) => pattern.length > 1)) return null;
  return condition.patterns.map(([text]) => text);
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
