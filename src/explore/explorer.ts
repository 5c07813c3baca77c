import { requireFilter } from '../filter';
import type { Checkpoint } from '../numeric';
import { answerOf } from './answer';
import type { ExploreAnswer, ExploreRequest } from './answers';
import { FIRST_BAR } from './audiences';
import { type Core, coreOf } from './core';
import { TargetCounts } from './counters';
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
  #aboveTarget: TargetCounts | null = null;
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
    const core = this.#core;
    const last = this.#view;
    if (last?.key !== viewKey(request)) this.#view = null;
    if (this.#aboveTarget?.target !== request.target) this.#aboveTarget = null;
    await this.#selection.apply(terms, { core, view: this.#view, aboveTarget: this.#aboveTarget }, checkpoint);
    this.#view ??= await this.#newView(core, request, last, checkpoint);
    this.#aboveTarget ??= await this.#newTarget(request.target, checkpoint);
    const counted = { core, view: this.#view, aboveTarget: this.#aboveTarget };
    return answerOf(this.trace, mask.bits, counted, request, checkpoint);
  }

  async #newView(core: Core, request: ExploreRequest, last: View | null, checkpoint?: Checkpoint): Promise<View> {
    const view = await viewOf(this.trace, core, request, last, checkpoint);
    await this.#selection.include(view.rows, { view }, checkpoint);
    return view;
  }

  async #newTarget(target: number | null, checkpoint?: Checkpoint): Promise<TargetCounts | null> {
    if (target === null) return null;
    const { table, index, unitsPerSecond } = this.trace;
    const aboveTarget = new TargetCounts(table.latency, unitsPerSecond, target, null, 1);
    await this.#selection.include(index.byTime, { aboveTarget }, checkpoint);
    return aboveTarget;
  }
}
