import { requireFilter, type Term, termText } from '../filter';
import { type FailMarker, failMarkers } from '../matching';
import type { Checkpoint } from '../numeric';
import { answerOf } from './answer';
import type { ExploreAnswer, ExploreRequest } from './answers';
import { audiencesOf, bitOf, FIRST_BAR } from './audiences';
import { type Core, coreOf } from './core';
import type { ExploredTrace } from './explored';
import { type FieldTerms, MOST_FIELDS, RowMask } from './rowMask';
import { type View, viewKey, viewOf } from './view';

/**
 * Answers the questions of the Explore tab about one table. Of each row it keeps which fields' terms the row fails, and
 * it counts the rows that pass. A request tests the rows again for the fields whose terms have changed, and counts only
 * the rows that come or go. Takes 9 bytes a row, 2 more for each measure with few values, and 8 for each function.
 */
export class Explorer {
  readonly #mask: RowMask;
  /** By bit, the terms that the mask was tested with; a bit that may be half tested has none. */
  readonly #tested = new Map<number, string>();
  /** Of the terms asked for last, by their texts: testing every name takes a while. */
  #markers = new Map<string, FailMarker>();
  #core: Core | null = null;
  #view: View | null = null;
  /** Whether the counters fit the mask. */
  #fits = true;
  #last: Promise<unknown> = Promise.resolve();

  constructor(readonly trace: ExploredTrace) {
    this.#mask = new RowMask(trace.table.rowCount);
    for (let place = 0; place < MOST_FIELDS; place++) this.#tested.set(1 << place, '');
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
    this.#core ??= await coreOf(this.trace, this.#mask, MOST_FIELDS - FIRST_BAR, checkpoint);
    const core = this.#core;
    if (this.#view?.key !== viewKey(request)) this.#view = null;
    await this.#filter(core, terms, checkpoint);
    this.#view ??= await this.#newView(core, request, checkpoint);
    const counted = { trace: this.trace, bits: this.#mask.bits, core, view: this.#view };
    return answerOf(counted, request, checkpoint);
  }

  /** Makes mask and counters fit the terms. */
  async #filter(core: Core, terms: readonly Term[], checkpoint?: Checkpoint): Promise<void> {
    const wanted = Map.groupBy(terms, ({ field }) => bitOf(core, field));
    const textOf = (bit: number) => (wanted.get(bit) ?? []).map(termText).join(' ');
    const bits = Array.from({ length: MOST_FIELDS }, (_, place) => 1 << place);
    const changed = bits.filter((bit) => this.#tested.get(bit) !== textOf(bit));
    if (changed.length === 0 && this.#fits) return;
    const used = this.#usedBits() | [...wanted.keys()].reduce((bits, bit) => bits | bit, 0);
    const audiences = audiencesOf(core, this.#view, used);
    const counters = audiences.flatMap((audience) => audience.counters);
    if (wanted.size === 0) {
      this.#mask.bits.fill(0);
      for (const counter of counters) counter.takeAll();
    } else {
      const fields = await this.#fieldTerms(changed, wanted, checkpoint);
      const beginning = this.#mask.bestBeginning(fields, this.#fits);
      for (const bit of changed) this.#tested.delete(bit);
      if (beginning !== 'the mask') {
        this.#fits = false;
        for (const counter of counters) beginning === 'no row' ? counter.clear() : counter.takeAll();
      }
      await this.#mask.update(fields, audiences, beginning, checkpoint);
    }
    this.#fits = true;
    for (const bit of changed) this.#tested.set(bit, textOf(bit));
  }

  /** Bits that a row may have. */
  #usedBits(): number {
    let bits = 0;
    for (let place = 0; place < MOST_FIELDS; place++) if (this.#tested.get(1 << place) !== '') bits |= 1 << place;
    return bits;
  }

  async #fieldTerms(
    bits: readonly number[],
    wanted: ReadonlyMap<number, readonly Term[]>,
    checkpoint?: Checkpoint,
  ): Promise<FieldTerms[]> {
    const { table, unitsPerSecond } = this.trace;
    const markers = new Map<string, FailMarker>();
    for (const term of [...wanted.values()].flat()) {
      const text = termText(term);
      const known = this.#markers.get(text);
      const [marker] = known ? [known] : await failMarkers({ terms: [term] }, table, unitsPerSecond, checkpoint);
      markers.set(text, marker);
    }
    this.#markers = markers;
    return bits.map((bit) => ({
      bit,
      markers: (wanted.get(bit) ?? []).flatMap((term) => markers.get(termText(term)) ?? []),
    }));
  }

  async #newView(core: Core, request: ExploreRequest, checkpoint?: Checkpoint): Promise<View> {
    const view = await viewOf(this.trace, core, request, checkpoint);
    const used = this.#usedBits();
    const audiences = audiencesOf(null, view, used);
    const counters = audiences.flatMap((audience) => audience.counters);
    await this.#mask.addAll(counters, checkpoint);
    for (const counter of counters) counter.keepAll();
    if (used === 0) return view;
    const beginning = this.#mask.bestBeginning([], false);
    if (beginning === 'no row') for (const counter of counters) counter.clear();
    await this.#mask.update([], audiences, beginning, checkpoint);
    return view;
  }
}
