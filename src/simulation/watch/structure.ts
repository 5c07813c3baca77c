import { TIMELINE_EVENTS, type TimelineEvent } from '../answers';

/** In place of a VM's number, beside the network's `REGISTRY` and `ANY_VM`: see `NotAVm`. */
export const EXTRA_VM = -2;
export const NOTHING = -4;

/** A VM's place below its upstream. */
export interface Place {
  /** A VM's number, or in place of it. */
  readonly upstream: number;
  readonly slot: number;
}

/** What happens to the VMs of a function in a window of time, and the structure when the window began. */
export class Structure {
  readonly time: number[] = [];
  readonly kind: number[] = [];
  readonly vm: number[] = [];
  readonly other: number[] = [];
  readonly slot: number[] = [];
  /** By number of a VM: its place now; and at the beginning of the window, null before its first event. */
  readonly #places = new Map<number, Place>();
  #initial: ReadonlyMap<number, Place> | null = null;
  /** By upstream: how many have been below it. */
  readonly #children = new Map<number, number>();

  constructor(private readonly from: number) {}

  /** By number of a VM: its place before all that happens at `time`, which lies in the window. */
  placesBefore(time: number): Map<number, Place> {
    const places = new Map(this.#initial ?? this.#places);
    for (let i = 0; i < this.time.length && this.time[i] < time; i++) {
      const event = TIMELINE_EVENTS[this.kind[i]];
      if (event === 'remove') places.delete(this.vm[i]);
      else if (event === 'insert' || event === 'reparent') {
        places.set(this.vm[i], { upstream: this.other[i], slot: this.slot[i] });
      }
    }
    return places;
  }

  add(event: TimelineEvent, vm: number, now: number, other = NOTHING, slot = 0): void {
    if (now < this.from) return;
    this.#initial ??= new Map(this.#places);
    this.time.push(now);
    this.kind.push(KINDS[event]);
    this.vm.push(vm);
    this.other.push(other);
    this.slot.push(slot);
  }

  /** @param slot absent: after all that have been below `upstream` */
  put(event: 'insert' | 'reparent', vm: number, upstream: number, now: number, slot?: number): void {
    const place = { upstream, slot: slot ?? this.#children.get(upstream) ?? 0 };
    this.#children.set(upstream, place.slot + 1);
    this.add(event, vm, now, upstream, place.slot);
    this.#places.set(vm, place);
  }

  remove(vm: number, successor: number, now: number): void {
    this.add('remove', vm, now, successor);
    this.#places.delete(vm);
    this.#children.delete(vm);
  }
}

const KINDS = Object.fromEntries(TIMELINE_EVENTS.map((event, kind) => [event, kind])) as Record<TimelineEvent, number>;
