import { useRef } from 'preact/hooks';
import { count, percent } from '../../src/text';
import { useVirtualRows } from '../functions/useVirtualRows';
import { factsOf } from './describe';
import { NOWHERE } from './model/codes';
import { vmName } from './model/eventList';
import { vmsInOrder } from './neighbours';
import type { Player } from './player';
import type { Watching } from './watching';

const ROW = 22;
const HEAD = 26;

interface VmTableProps {
  readonly watching: Watching;
  readonly player: Player;
  readonly onFollow: (vm: number) => void;
}

const TITLES = ['VM', 'State', 'Blocks', 'Level', 'Upstream', 'Feeds'];

/** The drawing as a table, with all VMs. */
export function VmTable({ watching, player, onFollow }: VmTableProps) {
  player.shown.value;
  const scroller = useRef<HTMLElement>(null);
  const vms = vmsInOrder(watching);
  const virtual = useVirtualRows(scroller, vms.length, ROW, HEAD);
  const rows = virtual.getVirtualItems();
  const before = (rows[0]?.start ?? HEAD) - HEAD;
  const after = virtual.getTotalSize() - (rows[rows.length - 1]?.end ?? HEAD);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="watch-table" tabIndex={0} aria-label="VMs as a table" ref={scroller}>
      <table aria-rowcount={vms.length + 1}>
        <caption class="visually-hidden">{count(vms.length)} VMs at this moment</caption>
        <thead>
          <tr aria-rowindex={1}>
            {TITLES.map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr style={{ height: `${before}px` }} />}
          {rows.map(({ index }) => (
            <Row key={vms[index]} watching={watching} vm={vms[index]} index={index} onFollow={onFollow} />
          ))}
          {after > 0 && <tr style={{ height: `${after}px` }} />}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps extends Pick<VmTableProps, 'watching' | 'onFollow'> {
  readonly vm: number;
  readonly index: number;
}

function Row({ watching, vm, index, onFollow }: RowProps) {
  const { name, state, level, upstream, downstream } = factsOf(watching, vm);
  return (
    <tr aria-rowindex={index + 2} class={vm === watching.followed.value ? 'current' : ''}>
      <th scope="row">
        <button type="button" class="link" onClick={() => onFollow(vm)}>
          {name}
        </button>
      </th>
      <td>{state.split(',')[0]}</td>
      <td class="number">{percent(watching.playback.share[vm])}</td>
      <td class="number">{level?.replace('level ', '') ?? '–'}</td>
      <td>{upstream === NOWHERE ? '–' : vmName(watching.playback, upstream)}</td>
      <td class="number">{downstream}</td>
    </tr>
  );
}
