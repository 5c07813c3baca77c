import { requireFilter } from '../filter';
import type { Checkpoint } from '../numeric';
import { answerOf } from './answer';
import type { ExploreAnswer, ExploreRequest } from './answers';
import { FIRST_BAR } from './audiences';
import { type Core, coreOf } from './core';
import type { ExploredTrace } from './explored';
import { MOST_FIELDS } from './rowMask';
import { Selection } from './selection';
import { type View, viewKey, viewOf } from './view';

/**
 * Answers the questions of the Explore tab about one table. Of each row it keeps which fields' terms the row fails, and
 * it counts the rows that pass. A request looks for the rows that come or go, and counts only those: moving an end of a
 * range of time or latency takes time by the rows between. Takes 7 bytes a row, 2 more for each measure with few
 * values, and 8 for each function.
 */
export class Explorer {
  readonly #selection: Selection;
  #core: Core | null = null;
  #view: View | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly trace: ExploredTrace) {
    this.#selection = new Selection(trace);
  }

  /**
   * One at a time: each begins where the one before, finished or cancelled, has left the counters. Rejects with a
   * `FilterError`.
   */
  answer(request: ExploreRequest, checkpoint?: Checkpoint): Promise<ExploreAnswer> {
    const answer = this.#last.then(() => this.#answer(request, checkpoint));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  async #answer(request: ExploreRequest, checkpoint?: Checkpoint): Promise<ExploreAnswer> {
    const { terms } = requireFilter(request.where, this.trace.fields);
    // Whoever waited may have been cancelled meanwhile.
    await checkpoint?.();
    const { mask } = this.#selection;
    this.#core ??= await coreOf(this.trace, mask, MOST_FIELDS - FIRST_BAR, checkpoint);
    if (this.#view?.key !== viewKey(request)) this.#view = null;
    await this.#selection.apply(terms, this.#core, this.#view, checkpoint);
    this.#view ??= await this.#newView(this.#core, request, checkpoint);
    const counted = { trace: this.trace, bits: mask.bits, core: this.#core, view: this.#view };
    return answerOf(counted, request, checkpoint);
  }

  async #newView(core: Core, request: ExploreRequest, checkpoint?: Checkpoint): Promise<View> {
    const view = await viewOf(this.trace, core, request, checkpoint);
    await this.#selection.show(view, checkpoint);
    return view;
  }
}
