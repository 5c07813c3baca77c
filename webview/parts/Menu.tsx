import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from './IconButton';
import { Icon, type IconName } from './icons';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  readonly disabled?: boolean;
  /** Present if it is one of several choices: whether it is the one chosen. The menu then stays open. */
  readonly checked?: boolean;
  readonly onSelect: () => void;
}

interface MenuProps {
  /** Name of the button and of its menu. */
  readonly label: string;
  readonly icon?: IconName;
  /** Groups, between which there is a line. */
  readonly groups: readonly (readonly MenuItem[])[];
}

/**
 * A button that opens a menu, as the ARIA practices describe it: arrow keys, Home, End and first letters move, Enter
 * and Space choose, Escape and Tab close. The menu lies above all else, so nothing cuts it off.
 */
export function Menu({ label, icon = 'more', groups }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const button = () => root.current!.querySelector<HTMLButtonElement>('.icon-button')!;
  const close = (returnsFocus: boolean) => {
    if (returnsFocus) button().focus();
    setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the button inside
    <span
      class="menu-button"
      ref={root}
      onKeyDown={(event) => {
        if (isOpen || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
        event.preventDefault();
        setOpen(true);
      }}
    >
      <IconButton icon={icon} label={label} expanded={isOpen} onClick={() => setOpen(!isOpen)} />
      {isOpen && <MenuList label={label} groups={groups} owner={root} onClose={close} />}
    </span>
  );
}

interface MenuListProps extends Pick<MenuProps, 'label' | 'groups'> {
  readonly owner: { readonly current: HTMLElement | null };
  /** @param returnsFocus whether the button gets the focus back */
  readonly onClose: (returnsFocus: boolean) => void;
}

function MenuList({ label, groups, owner, onClose }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const items = () => [
    ...list.current!.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([aria-disabled="true"])'),
  ];
  useLayoutEffect(() => {
    list.current!.showPopover();
    place(list.current!, owner.current!);
    items()[0]?.focus();
  }, []);
  useEffect(() => {
    const closeOutside = (event: Event) => {
      if (!owner.current?.contains(event.target as Node)) onClose(false);
    };
    const closeAtOnce = () => onClose(false);
    document.addEventListener('pointerdown', closeOutside, true);
    document.addEventListener('scroll', closeOutside, true);
    window.addEventListener('resize', closeAtOnce);
    return () => {
      document.removeEventListener('pointerdown', closeOutside, true);
      document.removeEventListener('scroll', closeOutside, true);
      window.removeEventListener('resize', closeAtOnce);
    };
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      // Tab goes on from the button; Escape must not close the dialog around it.
      if (event.key === 'Escape') event.preventDefault();
      event.stopPropagation();
      onClose(true);
      return;
    }
    const to = target(items(), event.key);
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    to.focus();
  };
  return (
    <div class="menu" popover="manual" role="menu" aria-label={label} id={id} ref={list} onKeyDown={onKeyDown}>
      {groups.map((group, index) => (
        <MenuGroup key={group[0]?.label ?? index} items={group} isFirst={index === 0} onClose={onClose} />
      ))}
    </div>
  );
}

interface MenuGroupProps {
  readonly items: readonly MenuItem[];
  readonly isFirst: boolean;
  readonly onClose: (returnsFocus: boolean) => void;
}

function MenuGroup({ items, isFirst, onClose }: MenuGroupProps) {
  return (
    <>
      {!isFirst && <hr />}
      {items.map(({ label, icon, disabled = false, checked, onSelect }) => (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role depends on the same condition
        <button
          key={label}
          type="button"
          role={checked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={checked}
          aria-disabled={disabled || undefined}
          tabIndex={-1}
          onClick={() => {
            if (disabled) return;
            if (checked === undefined) onClose(true);
            onSelect();
          }}
        >
          <span class="menu-mark">{checked ? <Icon name="check" /> : icon && <Icon name={icon} />}</span>
          {label}
        </button>
      ))}
    </>
  );
}

/** The item that a key moves to. */
function target(items: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const moves: Record<string, number> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  if (key in moves) return items[moves[key]];
  if (key.length !== 1 || key === ' ') return undefined;
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return after.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}

/** Below the button, or above it where there is no room, its right edge at the button's if it fits. */
function place(list: HTMLElement, owner: HTMLElement): void {
  const button = owner.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const left = Math.max(4, Math.min(button.right - width, window.innerWidth - width - 4));
  const isBelow = button.bottom + height + 4 <= window.innerHeight || button.top < height + 4;
  list.style.left = `${left}px`;
  list.style.top = `${isBelow ? Math.min(button.bottom + 2, window.innerHeight - height - 4) : button.top - height - 2}px`;
}
