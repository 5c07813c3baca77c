import { grown } from '../columns';
import { IntrusiveLists } from '../intrusiveLists';

const NONE = -1;

/** Progress of a flow relative to its feeder, the flow that brings the same blocks to its source. */
export const FeedState = {
  /** The source has more than this flow has received, or everything. */
  behind: 0,
  /** The flow forwards each block as the source receives it. */
  level: 1,
  /** The flow has received more than its (new) source has, and waits for it. */
  ahead: 2,
} as const;

/** Which flows feed the sources of others. A flow has at most one feeder, and a list of flows that it feeds. */
export class Feeds {
  /** By flow: one of `FeedState`. */
  state = new Uint8Array(64);
  readonly #fed = new IntrusiveLists();

  reserve(flow: number): void {
    this.#fed.reserveList(flow);
    this.#fed.reserveMember(flow);
    if (flow >= this.state.length) this.state = grown(this.state, flow + 1);
  }

  /** The flow that brings the same blocks to this one's source, or -1. */
  feederOf(flow: number): number {
    return this.#fed.listOf(flow);
  }

  /** The first flow that this one feeds, or -1; `nextFed` continues the list. */
  firstFed(flow: number): number {
    return this.#fed.first(flow);
  }

  nextFed(flow: number): number {
    return this.#fed.next(flow);
  }

  /** @param feeder -1 for none */
  set(flow: number, feeder: number): void {
    this.remove(flow);
    if (feeder !== NONE) this.#fed.addFirst(feeder, flow);
  }

  /** The flow has no feeder from now on. */
  remove(flow: number): void {
    if (this.#fed.listOf(flow) !== NONE) this.#fed.remove(flow);
  }
}
