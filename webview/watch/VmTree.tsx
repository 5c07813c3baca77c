import { useId } from 'preact/hooks';
import { vmSentence } from './describe';
import { TreeLayout } from './layout/treeLayout';
import { around } from './neighbours';
import type { Player } from './player';
import type { Watching } from './watching';

interface VmTreeProps {
  readonly watching: Watching;
  readonly player: Player;
  readonly describedBy: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (vm: number) => void;
}

/**
 * The drawing for keyboard and screen reader: the VM that has the focus, and those around it. All VMs are in the table.
 * While the clock runs, it changes only as the focus moves.
 */
export function VmTree({ watching, player, describedBy, onKeyDown, onFocus }: VmTreeProps) {
  if (!player.playing.value) player.shown.value;
  const id = useId();
  const { layout } = watching;
  const shown = around(watching, watching.focused.value);
  const focused = shown.includes(watching.focused.value) ? watching.focused.value : (shown[0] ?? -1);
  const itemId = (vm: number) => `${id}-${vm}`;
  const shared = {
    class: 'watch-vms',
    tabIndex: 0,
    'aria-describedby': describedBy,
    'aria-activedescendant': focused >= 0 ? itemId(focused) : undefined,
    onKeyDown,
    onFocus: (event: FocusEvent) => {
      // A click does not move the drawing under the pointer.
      if (focused >= 0 && (event.currentTarget as Element).matches(':focus-visible')) onFocus(focused);
    },
    onBlur: () => {
      watching.marks.focused = -1;
      player.wake();
    },
  };
  const item = (vm: number) => ({
    id: itemId(vm),
    class: 'visually-hidden',
    'aria-selected': vm === watching.followed.value,
    'aria-label': vmSentence(watching, vm),
  });
  if (!(layout instanceof TreeLayout)) {
    return (
      <div role="listbox" aria-label="VMs of the function" {...shared}>
        {shown.map((vm) => (
          <div key={vm} role="option" tabIndex={-1} {...item(vm)} />
        ))}
      </div>
    );
  }
  return (
    <div role="tree" aria-label="VMs of the function tree" {...shared}>
      {shown.map((vm) => (
        <div key={vm} role="treeitem" tabIndex={-1} aria-level={layout.shape.depth[vm] + 1} {...item(vm)} />
      ))}
    </div>
  );
}
