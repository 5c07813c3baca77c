import { useState } from 'preact/hooks';
import { Icon } from '../parts/icons';

interface ForeignFilterProps {
  readonly side: 'A' | 'B';
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/**
 * The filter of a side that is another trace. The page does not know its columns: the filter applies with Enter, and
 * the trace's worker says what is wrong with it.
 */
export function ForeignFilter({ side, text, onChange }: ForeignFilterProps) {
  /** What is typed; null for nothing. */
  const [draft, setDraft] = useState<string | null>(null);
  const finish = () => {
    setDraft(null);
    if (draft !== null && draft.trim() !== text) onChange(draft.trim());
  };
  return (
    <div class="filter-line-box">
      <div class="filter-line foreign-filter">
        <Icon name="filter" />
        <input
          type="text"
          aria-label={`Filter of side ${side}`}
          placeholder="all cold starts"
          spellcheck={false}
          autocomplete="off"
          value={draft ?? text}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onBlur={finish}
          onKeyDown={(event) => {
            if (event.key === 'Enter') finish();
            if (event.key === 'Escape') setDraft(null);
          }}
        />
      </div>
    </div>
  );
}
