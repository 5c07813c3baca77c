import { grown } from './columns';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Events by time, as a binary heap in two columns. `nextTime` is a field because the run loop reads it at every step.
 */
export class EventQueue {
  #times = new Float64Array(64);
  #events = new Int32Array(64);
  #length = 0;
  /** When the first event is due; Infinity for an empty queue. */
  nextTime = NEVER;

  /** `event` is a number below 2^31. */
  push(event: number, time: number): void {
    if (this.#length === this.#times.length) this.#grow();
    const times = this.#times;
    const events = this.#events;
    let at = this.#length++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (time >= times[above]) break;
      times[at] = times[above];
      events[at] = events[above];
      at = above;
    }
    times[at] = time;
    events[at] = event;
    if (at === 0) this.nextTime = time;
  }

  /** Takes out the first event. The queue must not be empty. */
  pop(): number {
    const times = this.#times;
    const events = this.#events;
    const first = events[0];
    const last = --this.#length;
    const time = times[last];
    const firstLeaf = last >> 1;
    let at = 0;
    while (at < firstLeaf) {
      let below = 2 * at + 1;
      // A sum instead of a branch, because the CPU cannot predict which child is earlier.
      below += Number(below + 1 < last && times[below + 1] < times[below]);
      if (times[below] >= time) break;
      times[at] = times[below];
      events[at] = events[below];
      at = below;
    }
    times[at] = time;
    events[at] = events[last];
    this.nextTime = last > 0 ? times[0] : NEVER;
    return first;
  }

  #grow(): void {
    this.#times = grown(this.#times, this.#length + 1);
    this.#events = grown(this.#events, this.#length + 1);
  }
}
