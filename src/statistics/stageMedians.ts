import { medianOf } from '../numeric';
import type { Stage } from '../trace';
import type { TimeOrders } from './buildIndex';

/** Medians of a stage that have been computed; those of the other functions are 0. */
interface Known {
  readonly isKnown: Uint8Array;
  readonly medians: Float64Array;
}

/**
 * The median seconds of each stage of each function. Computed when asked for, in O(the function's cold starts), and
 * kept.
 */
export class StageMedians {
  readonly #known = new Map<Stage, Known>();
  /** Values of one function, unsorted. */
  #dealt = new Float64Array(0);

  constructor(readonly index: Pick<TimeOrders, 'functionStart' | 'byFunction'>) {}

  /** NaN if no cold start of the function has the stage. */
  of(stage: Stage, id: number): number {
    const { isKnown, medians } = this.#knownOf(stage);
    if (isKnown[id] === 0) {
      medians[id] = this.#compute(stage, id);
      isKnown[id] = 1;
    }
    return medians[id];
  }

  #knownOf(stage: Stage): Known {
    const known = this.#known.get(stage);
    if (known) return known;
    const functions = this.index.functionStart.length - 1;
    const none = { isKnown: new Uint8Array(functions), medians: new Float64Array(functions) };
    this.#known.set(stage, none);
    return none;
  }

  #compute({ values }: Stage, id: number): number {
    const { functionStart, byFunction } = this.index;
    const [from, to] = [functionStart[id], functionStart[id + 1]];
    if (this.#dealt.length < to - from) this.#dealt = new Float64Array(to - from);
    const dealt = this.#dealt;
    let count = 0;
    for (let at = from; at < to; at++) {
      const value = values[byFunction[at]];
      if (!Number.isNaN(value)) dealt[count++] = value;
    }
    return count === 0 ? Number.NaN : medianOf(dealt, 0, count);
  }
}
