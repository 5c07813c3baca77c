import { computed, effect, signal } from '@preact/signals';
import type { PublishedFigures, ReproducedFigure, ReproduceRequest } from '../../src/protocol/figures';
import type { Limit } from '../../src/protocol/queries';
import { boundedNumber } from '../boundedNumber';
import { type Failure, failureOf } from '../failure';
import type { Host } from '../host';
import { createQuery, type Query } from './query';
import type { ViewSignals } from './view';

/** The fields that say with which seeds figures are simulated. */
export type SeedField = 'seed' | 'seeds';

/** State of one figure's simulation. */
export interface FigureState {
  /** The last finished one; null for none. */
  readonly report: ReproducedFigure | null;
  /** Progress of the current one, 0 to 1; null if none runs. */
  readonly fraction: number | null;
  readonly failure: Failure | null;
}

const UNTOUCHED: FigureState = { report: null, fraction: null, failure: null };

/** The paper's figures and their simulations, which run one at a time in the order they were asked for. */
export class Figures {
  readonly published: Query<PublishedFigures>;
  /**
   * The seed that was typed, or the default; null while the text is not a valid seed, and until the figures are known.
   */
  readonly seed = computed(() => this.#number('seed'));
  /** The number of seeds, likewise. */
  readonly seeds = computed(() => this.#number('seeds'));
  readonly isReady = computed(() => this.seed.value !== null && this.seeds.value !== null);
  readonly #states = signal<ReadonlyMap<string, FigureState>>(new Map());
  readonly #underWay = new Map<string, AbortController>();
  readonly isRunning = computed(() => [...this.#states.value.values()].some(({ fraction }) => fraction !== null));
  /** Finished simulations, in the order of the paper. */
  readonly reports = computed(() => {
    const figures = this.published.answer.value.value?.figures ?? [];
    return figures.flatMap(({ id }) => this.#states.value.get(id)?.report ?? []);
  });
  #last: Promise<void> = Promise.resolve();
  /** True once the tab has been open: nothing is requested before. */
  readonly #isOpen = signal(false);
  #resumed = false;

  constructor(
    private readonly host: Host,
    private readonly view: ViewSignals,
    isConnected: () => boolean,
  ) {
    const published = createQuery((abort) =>
      this.#isOpen.value && isConnected() ? host.ask('figures', {}, abort) : null,
    );
    this.published = published;
    published.start();
    // The limits of the seeds come with the figures, so nothing can be simulated before.
    effect(() => {
      if (published.answer.value.value !== null) this.#resume();
    });
    host.on('reproduceProgress', ({ figure, fraction }) => {
      if (this.#underWay.has(figure)) this.#change(figure, { fraction });
    });
  }

  of(figure: string): FigureState {
    return this.#states.value.get(figure) ?? UNTOUCHED;
  }

  /** Simulates these figures, except those already running. */
  run(figures: readonly string[]): void {
    const seed = this.seed.peek();
    const seeds = this.seeds.peek();
    if (seed === null || seeds === null) return;
    for (const figure of figures) {
      if (this.#underWay.has(figure)) continue;
      const abort = new AbortController();
      this.#underWay.set(figure, abort);
      this.#change(figure, { fraction: 0, failure: null });
      this.#last = this.#last.then(() => this.#reproduce({ figure, seed, seeds }, abort));
    }
  }

  /**
   * Asks for the figures. Those that the page showed before it was hidden are then simulated again: the same seed gives
   * the same result.
   */
  open(): void {
    this.#isOpen.value = true;
  }

  /** Once, simulates the figures of the saved view. */
  #resume(): void {
    if (this.#resumed) return;
    this.#resumed = true;
    this.run(this.view.figures.peek().reproduced);
  }

  /** The text of a field: what was typed, else the default. */
  textOf(field: SeedField): string {
    const limit = this.published.answer.value.value?.[field];
    return this.view.figures.value[field] ?? String(limit?.defaultValue ?? '');
  }

  #number(field: SeedField): number | null {
    const limit = this.published.answer.value.value?.[field];
    return limit ? wholeNumber(this.textOf(field), limit) : null;
  }

  cancel(figure: string): void {
    this.#underWay.get(figure)?.abort();
    this.#end(figure, {});
  }

  cancelAll(): void {
    for (const figure of [...this.#underWay.keys()]) this.cancel(figure);
  }

  async #reproduce(request: ReproduceRequest, { signal }: AbortController): Promise<void> {
    if (signal.aborted) return;
    const { figure } = request;
    try {
      const report = await this.host.ask('reproduce', request, signal);
      this.#end(figure, { report });
      this.#remember(figure);
    } catch (thrown) {
      if (!signal.aborted) this.#end(figure, { failure: failureOf(thrown) });
    }
  }

  #end(figure: string, outcome: Partial<FigureState>): void {
    this.#underWay.delete(figure);
    this.#change(figure, { ...outcome, fraction: null });
  }

  #change(figure: string, change: Partial<FigureState>): void {
    this.#states.value = new Map(this.#states.peek()).set(figure, {
      ...UNTOUCHED,
      ...this.#states.peek().get(figure),
      ...change,
    });
  }

  #remember(figure: string): void {
    const view = this.view.figures.peek();
    if (view.reproduced.includes(figure)) return;
    this.view.figures.value = { ...view, reproduced: [...view.reproduced, figure] };
  }
}

function wholeNumber(text: string, limit: Limit): number | null {
  return boundedNumber(text, limit).value;
}
