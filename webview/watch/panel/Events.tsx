import { useRef } from 'preact/hooks';
import { count } from '../../../src/text';
import { useVirtualRows } from '../../functions/useVirtualRows';
import { Select } from '../../parts/Select';
import { clockText } from '../clockText';
import { EVENT, STATE } from '../model/codes';
import { EVENT_CHOICES, type EventChoice, type EventList } from '../model/eventList';
import type { Player } from '../player';
import { StateSymbol } from '../StateSymbol';

const ROW = 22;

interface EventsProps {
  readonly list: EventList;
  readonly choice: EventChoice;
  readonly onChoice: (choice: EventChoice) => void;
  readonly player: Player;
  readonly end: number;
  /** Called with the event's VM, an index. */
  readonly onGo: (time: number, vm: number) => void;
}

/** What has happened up to now, the latest first. A click goes there. */
export function Events({ list, choice, onChoice, player, end, onGo }: EventsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const now = player.shown.value;
  const happened = list.happened(now);
  const virtual = useVirtualRows(scroller, happened, ROW, 0);
  const rows = virtual.getVirtualItems();
  return (
    <section class="watch-section watch-events" aria-label="Events">
      <header>
        <h2>Events</h2>
        <span class="muted">
          {count(happened)} of {count(list.length)}
        </span>
        <span class="grow" />
        <Select label="Events listed" value={choice} choices={EVENT_CHOICES} onChange={onChoice} />
      </header>
      <div class="watch-event-list" ref={scroller}>
        <ol style={{ height: `${virtual.getTotalSize()}px` }}>
          {rows.map(({ index, start }) => {
            const entry = list.at(happened - 1 - index);
            return (
              <li key={happened - index} style={{ transform: `translateY(${start}px)` }}>
                <button
                  type="button"
                  class={entry.time === now ? 'current' : ''}
                  title={entry.text}
                  onClick={() => onGo(entry.time, entry.vm)}
                >
                  <span class="watch-event-time">{clockText(entry.time, end)}</span>
                  <StateSymbol state={symbolOf(entry.kind)} />
                  <span class="watch-event-text">{entry.text}</span>
                </button>
              </li>
            );
          })}
        </ol>
        {happened === 0 && <p class="muted">Nothing yet.</p>}
      </div>
    </section>
  );
}

/** The state into which an event brings its VM. */
function symbolOf(kind: number): number {
  switch (kind) {
    case EVENT.ready:
    case EVENT.started:
      return STATE.ready;
    case EVENT.fetched:
      return STATE.starting;
    case EVENT.failed:
    case EVENT.noticed:
      return STATE.failed;
    case EVENT.insert:
    case EVENT.prepared:
      return STATE.waiting;
    case EVENT.remove:
    case EVENT.reclaimed:
    case EVENT.evicted:
      return STATE.absent;
    default:
      return STATE.fetching;
  }
}
