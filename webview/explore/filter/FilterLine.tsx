import { useId, useRef, useState } from 'preact/hooks';
import { parseFilter } from '../../../src/filter';
import { Icon } from '../../parts/icons';
import { useDashboard } from '../../state/dashboard';
import { CompletionList } from './CompletionList';
import { Tokens } from './Tokens';
import { useCompletions } from './useCompletions';

interface FilterLineProps {
  /** Accessible name. */
  readonly label: string;
  readonly text: string;
  readonly placeholder: string;
  /** Called with each text that can be read, while it is typed. */
  readonly onSet: (text: string) => void;
  /** Called when typing has ended. @param start the text before it */
  readonly onEnd?: (start: string) => void;
}

/**
 * A filter as one line of text. What is typed applies as soon as it can be read; what cannot is marked, and said in a
 * sentence. Arrow keys, Enter or Tab choose a completion.
 */
export function FilterLine({ label, text: applied, placeholder, onSet, onEnd }: FilterLineProps) {
  const { filter } = useDashboard();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  /** What is typed, while it differs from the filter; else null. */
  const [draft, setDraft] = useState<string | null>(null);
  /** The filter before typing began; null when nothing is being typed. */
  const before = useRef<string | null>(null);
  const [scroll, setScroll] = useState(0);
  const text = draft ?? applied;
  const { problems } = parseFilter(text, filter.fields.value);
  const list = useCompletions(input, text);

  const type = (next: string) => {
    before.current ??= applied;
    const isRight = parseFilter(next, filter.fields.peek()).problems.length === 0;
    setDraft(isRight && next === next.trim() ? null : next);
    if (isRight) onSet(next.trim());
  };
  const finish = () => {
    const start = before.current;
    before.current = null;
    if (start !== null) onEnd?.(start);
    if (problems.length === 0) setDraft(null);
  };
  const accept = (index: number) => {
    const accepted = list.accepted(index);
    if (!accepted) return;
    type(accepted.text);
    list.close();
    // The text is set when the page is drawn next; the cursor must follow it.
    requestAnimationFrame(() => {
      input.current?.setSelectionRange(accepted.cursor, accepted.cursor);
      list.follow(accepted.continues);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') list.move(key === 'ArrowDown' ? 1 : -1);
    else if ((key === 'Enter' || (key === 'Tab' && !event.shiftKey)) && list.active !== null) accept(list.active);
    else if (key === 'Enter') {
      list.close();
      finish();
    } else if (key === 'Escape' && list.isOpen) list.close();
    else if (key === 'Escape' && draft !== null) setDraft(null);
    else return;
    event.preventDefault();
  };
  const [problem] = problems;
  return (
    <div class="filter-line-box">
      <div class={problem && !list.isOpen ? 'filter-line wrong' : 'filter-line'}>
        <Icon name="filter" />
        <div class="filter-text">
          <Tokens text={text} fields={filter.fields.value} scroll={scroll} />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label={label}
            aria-expanded={list.items.length > 0}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={list.active === null ? undefined : `${id}-${list.active}`}
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-problem`}
            placeholder={placeholder}
            spellcheck={false}
            autocomplete="off"
            value={text}
            onInput={(event) => {
              type(event.currentTarget.value);
              list.open();
            }}
            onKeyDown={onKeyDown}
            onClick={() => list.open()}
            onSelect={() => list.refresh()}
            onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}
            onBlur={() => {
              list.close();
              finish();
            }}
          />
          {list.isOpen && <CompletionList id={id} list={list} scroll={scroll} onChoose={accept} />}
        </div>
      </div>
      <p class="filter-problem" id={`${id}-problem`} role="status">
        {problem && (!list.isOpen || list.items.length === 0) ? problem.message : ''}
      </p>
    </div>
  );
}
