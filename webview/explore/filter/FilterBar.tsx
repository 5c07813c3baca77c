import { useEffect } from 'preact/hooks';
import { count, counted, nameText } from '../../../src/text';
import { IconButton } from '../../parts/IconButton';
import { Views } from '../../parts/Views';
import { type Dashboard, useDashboard } from '../../state/dashboard';
import { chipText } from '../chipText';
import { FilterLine } from './FilterLine';

/** Which cold starts are shown: in words, as chips, and through time. */
export function FilterBar() {
  const dashboard = useDashboard();
  const { filter, explore, actions } = dashboard;
  useHistoryKeys(dashboard);
  const { words } = filter.parsed.value;
  const selected = explore.answer.value?.selected.coldStarts ?? 0;
  const showLines = () => {
    const rows = { functionId: null, from: null, to: null, where: filter.applied.peek() };
    void actions.showLines(rows, counted(selected, 'cold start'));
  };
  return (
    <search class="filter-bar" aria-label="Filter">
      <FilterLine
        label="Filter"
        text={filter.text}
        placeholder="runtime:python latency>10s fn:orders*"
        onSet={(text) => filter.set(text, false)}
        onEnd={(start) => filter.endGesture(start)}
      />
      {words.length > 0 && <Chips />}
      <span class="filter-actions">
        <IconButton icon="undo" label="Undo (Ctrl+Z)" disabled={!filter.canUndo.value} onClick={() => filter.undo()} />
        <IconButton
          icon="redo"
          label="Redo (Ctrl+Shift+Z)"
          disabled={!filter.canRedo.value}
          onClick={() => filter.redo()}
        />
        <button type="button" class="quiet-button" disabled={filter.text === ''} onClick={() => filter.reset()}>
          Reset
        </button>
        <IconButton
          icon="lines"
          label={`Show ${selected === 1 ? 'this line' : `these ${count(selected)} lines`} in the editor`}
          disabled={selected === 0}
          onClick={showLines}
        />
        <Views />
      </span>
    </search>
  );
}

function Chips() {
  const { filter, connection } = useDashboard();
  const times = connection.times.value;
  const { words } = filter.parsed.value;
  const text = filter.text;
  return (
    <ul class="filter-chips" aria-label="Shown">
      {words.map((word) => {
        const label = chipText(word, text.slice(word.from, word.to), times);
        return (
          <li key={`${word.from} ${label}`} class={word.term ? 'filter-chip' : 'filter-chip wrong'}>
            <bdi class="name" title={nameText(label)}>
              {label}
            </bdi>
            <button type="button" aria-label={`Remove ${label}`} title="Remove" onClick={() => filter.remove(word)}>
              <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                <path d="M1.5 1.5l7 7M8.500 1.500l-7 7" stroke="currentColor" stroke-width="1.2" />
              </svg>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Ctrl+Z and Ctrl+Shift+Z, Alt+Left and Alt+Right, except where text is typed. */
function useHistoryKeys({ filter }: Dashboard): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.defaultPrevented) return;
      const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
      const isHistory = (ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'z';
      if (isHistory || (ctrlKey && !shiftKey && key.toLowerCase() === 'y')) {
        if (shiftKey || !isHistory) filter.redo();
        else filter.undo();
      } else if (altKey && !ctrlKey && !metaKey && key === 'ArrowLeft') filter.undo();
      else if (altKey && !ctrlKey && !metaKey && key === 'ArrowRight') filter.redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [filter]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, vscode-text-field, [contenteditable]') !== null
  );
}
