import { useEffect, useRef } from 'preact/hooks';
import { count, nameText } from '../../../src/text';
import type { Completions } from './useCompletions';

interface CompletionListProps {
  /** Prefix of the ids of its options. */
  readonly id: string;
  readonly list: Completions;
  /** How far the text field is scrolled, pixels. */
  readonly scroll: number;
  readonly onChoose: (index: number) => void;
}

/** What can stand at the cursor, below it. */
export function CompletionList({ id, list, scroll, onChoose }: CompletionListProps) {
  const box = useRef<HTMLDivElement>(null);
  const { items, hint, active, from } = list;
  useEffect(() => {
    box.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div class="completions" ref={box} style={{ '--from': `calc(${from}ch - ${scroll}px)` }}>
      {items.length > 0 && (
        <div id={`${id}-list`} role="listbox" aria-label="Completions">
          {items.map(({ text, detail, count: coldStarts }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the keys
            <div
              key={text}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(index)}
            >
              <bdi class="name">{nameText(text)}</bdi>
              <span class="detail">{coldStarts === null ? detail : count(coldStarts)}</span>
            </div>
          ))}
        </div>
      )}
      {hint !== '' && <p class="hint">Such as {hint}</p>}
    </div>
  );
}
