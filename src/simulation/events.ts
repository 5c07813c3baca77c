import { EventQueue } from './eventQueue';

/** Kinds of events; each comes with the number of its flow (or replica), container or VM. */
export const EventKind = {
  /** A flow is complete, or changes its rate. */
  flow: 0,
  /** A VM is prepared for a replica. */
  prepared: 1,
  /** All blocks that a start needs of a replica are on its VM. */
  arrived: 2,
  /** A container has started. */
  started: 3,
  /** A container has run. */
  ended: 4,
  /** A VM has read all its bytes from the registry. */
  readers: 5,
  /** The failure of a VM is noticed. */
  noticed: 6,
} as const;

const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;

/** Scheduled events by time. The order of simultaneous events is arbitrary, but the same for the same run. */
export class Events {
  readonly #queue = new EventQueue();

  /** When the first event is due; Infinity without events. */
  get nextTime(): number {
    return this.#queue.nextTime;
  }

  /** @param id below 2^28 */
  schedule(kind: number, id: number, time: number): void {
    this.#queue.push((id << KIND_BITS) | kind, time);
  }

  /** Takes out the first event; `kindOf` and `idOf` decode it. */
  pop(): number {
    return this.#queue.pop();
  }
}

export function kindOf(event: number): number {
  return event & KIND_MASK;
}

export function idOf(event: number): number {
  return event >> KIND_BITS;
}
