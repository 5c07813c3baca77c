import { useId, useState } from 'preact/hooks';
import { parseFilter } from '../../src/filter';
import { Icon } from '../parts/icons';
import { useDashboard } from '../state/dashboard';

interface SideFilterProps {
  readonly side: 'A' | 'B';
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** The filter is of another trace, whose columns the page does not know: the worker says what is wrong with it. */
  readonly isForeign?: boolean;
}

/** The filter of a side. What is typed applies as soon as it can be read; for another trace, with Enter. */
export function SideFilter({ side, text, onChange, isForeign = false }: SideFilterProps) {
  const { filter } = useDashboard();
  const id = useId();
  /** What is typed, while it differs from the filter; else null. */
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? text;
  const problem = isForeign ? undefined : parseFilter(shown, filter.fields.value).problems[0];
  const type = (next: string) => {
    const applies = !isForeign && parseFilter(next, filter.fields.peek()).problems.length === 0;
    setDraft(applies && next === next.trim() ? null : next);
    if (applies) onChange(next.trim());
  };
  const finish = () => {
    if (draft === null || problem) return;
    setDraft(null);
    onChange(draft.trim());
  };
  return (
    <div class="side-filter">
      <div class={problem ? 'side-line wrong' : 'side-line'}>
        <Icon name="filter" />
        <input
          type="text"
          aria-label={`Filter of side ${side}`}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
          placeholder="all cold starts"
          spellcheck={false}
          autocomplete="off"
          value={shown}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={finish}
          onKeyDown={(event) => {
            if (event.key === 'Enter') finish();
            if (event.key === 'Escape') setDraft(null);
          }}
        />
      </div>
      <p class="side-problem" id={`${id}-problem`} role="status">
        {problem?.message ?? ''}
      </p>
    </div>
  );
}
