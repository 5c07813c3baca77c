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
  /** The first block of a replica is on its VM. */
  firstBlock: 7,
  /** A container is created, or its start has done its work. */
  startWork: 8,
  /** The first of the starts that share a VM's vCPUs has done its work. */
  shareDue: 9,
} as const;

const KIND_BITS = 4;
const KIND_MASK = (1 << KIND_BITS) - 1;

/** Scheduled events by time. Simultaneous ones come in the order of the arrivals that they belong to. */
export class Events {
  /** When the first event is due; Infinity without events. A field because the run loop reads it at every step. */
  nextTime = Number.POSITIVE_INFINITY;
  readonly #queue = new EventQueue();
  /** Simultaneous events that come before those of the queue, the first of them last. */
  readonly #ties: number[] = [];

  /** @param rowOf the cold start or request that an event belongs to; -1 for none */
  constructor(private readonly rowOf: (event: number) => number) {}

  /** @param id below 2^27 */
  schedule(kind: number, id: number, time: number): void {
    this.#queue.push((id << KIND_BITS) | kind, time);
    if (time < this.nextTime) this.nextTime = time;
  }

  /** Takes out the first event; `kindOf` and `idOf` decode it. */
  pop(): number {
    const queue = this.#queue;
    const ties = this.#ties;
    if (ties.length > 0) {
      const next = ties.pop()!;
      if (ties.length === 0) this.nextTime = queue.nextTime;
      return next;
    }
    const first = queue.pop();
    if (queue.nextTime === this.nextTime) return this.#firstOfTies(first);
    this.nextTime = queue.nextTime;
    return first;
  }

  /** `first` has come out of the queue, which has others of the same time. Nearly always there is one. */
  #firstOfTies(first: number): number {
    const queue = this.#queue;
    const ties = this.#ties;
    const second = queue.pop();
    if (queue.nextTime !== this.nextTime) {
      const isFirst = this.#order(first, second) < 0;
      ties.push(isFirst ? second : first);
      return isFirst ? first : second;
    }
    ties.push(first, second);
    while (queue.nextTime === this.nextTime) ties.push(queue.pop());
    ties.sort((a, b) => this.#order(b, a));
    return ties.pop()!;
  }

  /** Below 0 if `a` comes before `b`: by arrival, then by kind. */
  #order(a: number, b: number): number {
    return this.rowOf(a) - this.rowOf(b) || kindOf(a) - kindOf(b) || a - b;
  }
}

export function kindOf(event: number): number {
  return event & KIND_MASK;
}

export function idOf(event: number): number {
  return event >> KIND_BITS;
}
