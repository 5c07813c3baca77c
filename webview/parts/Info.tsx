import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { Icon } from './icons';

interface InfoProps {
  /** What is described. */
  readonly about: string;
  /** Id of the description, for those that it describes; it need not be open for that. */
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** A description on demand, behind an icon. Escape, and a click elsewhere, close it. */
export function Info({ about, id, children }: InfoProps) {
  const ownId = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const textId = id ?? ownId;
  return (
    <span class="info">
      <button
        type="button"
        class="icon-button"
        aria-label={`About ${about}`}
        title={`About ${about}`}
        popovertarget={textId}
        ref={button}
      >
        <Icon name="info" />
      </button>
      <div
        id={textId}
        class="info-text"
        popover="auto"
        ref={box}
        onToggle={() => box.current?.matches(':popover-open') && place(box.current, button.current!)}
      >
        {children}
      </div>
    </span>
  );
}

/** Below the button, within the window. */
function place(box: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  box.style.left = `${Math.max(4, Math.min(at.left, window.innerWidth - width - 4))}px`;
  box.style.top = `${at.bottom + height + 4 <= window.innerHeight ? at.bottom + 4 : Math.max(4, at.top - height - 4)}px`;
}
