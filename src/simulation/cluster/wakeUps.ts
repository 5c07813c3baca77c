import { grown } from '../columns';

/**
 * When each flow's next change is due, and for when a wake-up was requested. A request at every change of a rate would
 * fill the event queue. So a flow that slows down is woken once too early, and one that speeds up requests a wake-up
 * halfway to its due time, because it may speed up many more times.
 */
export class WakeUps {
  /** By flow: seconds; NaN for never. */
  #due = new Float64Array(64);
  #requested = new Float64Array(64);

  /** @param request requests a call of `isDue` for the flow at this time */
  constructor(private readonly request: (flow: number, time: number) => void) {}

  reserve(flow: number): void {
    if (flow < this.#due.length) return;
    this.#due = grown(this.#due, flow + 1);
    this.#requested = grown(this.#requested, flow + 1);
  }

  /** Forgets all times of a flow that begins. */
  reset(flow: number): void {
    this.#due[flow] = Number.NaN;
    this.#requested[flow] = Number.NaN;
  }

  set(flow: number, due: number, now: number): void {
    this.#due[flow] = due;
    this.#requestFor(flow, now);
  }

  /** The flow has no next change. */
  clear(flow: number): void {
    this.#due[flow] = Number.NaN;
  }

  /** Call at a requested time. Returns whether the flow's change is due; if it is too early, requests a later time. */
  isDue(flow: number, now: number): boolean {
    if (this.#requested[flow] !== now) return false;
    this.#requested[flow] = Number.NaN;
    if (this.#due[flow] !== now) {
      this.#requestFor(flow, now);
      return false;
    }
    this.#due[flow] = Number.NaN;
    return true;
  }

  #requestFor(flow: number, now: number): void {
    const due = this.#due[flow];
    const requested = this.#requested[flow];
    if (Number.isNaN(due) || requested <= due) return;
    const time = Number.isNaN(requested) ? due : now + (due - now) / 2;
    this.#requested[flow] = time;
    this.request(flow, time);
  }
}
