import { EventQueue } from './eventQueue';

/** Kinds of events; each comes with the number of its flow (or replica), container, request or VM. */
export const EventKind = {
  /** A flow is complete, or changes its rate. */
  flow: 0,
  /** A VM is prepared for a replica. */
  prepared: 1,
  /** All blocks that a start needs of a replica are on its VM. */
  arrived: 2,
  /** A container has started. */
  started: 3,
  /** A cold start's container has run, or a request. */
  ended: 4,
  /** A VM has read all its bytes from the registry. */
  readers: 5,
  /** The failure of a VM is noticed. */
  noticed: 6,
} as const;

const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;

/** Scheduled events by time. Simultaneous ones come in the order of the arrivals that they belong to. */
export class Events {
  readonly #queue = new EventQueue();
  /** Simultaneous events that come before those of the queue, the first of them last. */
  readonly #ties: number[] = [];
  #timeOfTies = Number.NaN;

  /** @param rowOf the cold start or request that an event belongs to; -1 for none */
  constructor(private readonly rowOf: (event: number) => number) {}

  /** When the first event is due; Infinity without events. */
  get nextTime(): number {
    return this.#ties.length > 0 ? this.#timeOfTies : this.#queue.nextTime;
  }

  /** @param id below 2^28 */
  schedule(kind: number, id: number, time: number): void {
    this.#queue.push((id << KIND_BITS) | kind, time);
  }

  /** Takes out the first event; `kindOf` and `idOf` decode it. */
  pop(): number {
    const ties = this.#ties;
    if (ties.length > 0) return ties.pop()!;
    const queue = this.#queue;
    const time = queue.nextTime;
    const first = queue.pop();
    if (queue.nextTime !== time) return first;
    this.#timeOfTies = time;
    ties.push(first);
    while (queue.nextTime === time) ties.push(queue.pop());
    ties.sort((a, b) => this.rowOf(b) - this.rowOf(a) || b - a);
    return ties.pop()!;
  }
}

export function kindOf(event: number): number {
  return event & KIND_MASK;
}

export function idOf(event: number): number {
  return event >> KIND_BITS;
}
