import { type ReadonlySignal, signal } from '@preact/signals';
import type { FunctionSummary, FunctionsRequest, ListedFunctions } from '../../src/protocol/queries';
import { type Failure, failureOf } from '../failure';

export const PAGE_SIZE = 200;
/** Pages kept; the farthest from those on screen are dropped first. */
const MAX_PAGES = 40;

export type FunctionsOrder = Pick<FunctionsRequest, 'sort' | 'descending' | 'filter' | 'where'>;
type AskPage = (request: FunctionsRequest, abort: AbortSignal) => Promise<ListedFunctions>;

/** A row of the table. */
export interface ListedFunction extends FunctionSummary {
  /** Its cold starts in the whole trace. */
  readonly whole: number;
}

export interface PagesState {
  /** Functions that pass the filter; null until the first page has arrived. */
  readonly total: number | null;
  readonly failure: Failure | null;
  /** Number of pages that arrived: changes whenever there are new rows. */
  readonly arrived: number;
}

/** The functions in one order, fetched page by page as they come into view. */
export class FunctionPages {
  readonly #state = signal<PagesState>({ total: null, failure: null, arrived: 0 });
  readonly #pages = new Map<number, readonly ListedFunction[]>();
  readonly #asked = new Set<number>();
  readonly #abort = new AbortController();

  /** Most cold starts in the whole trace of a function that has been listed. */
  mostWhole = 1;

  constructor(
    private readonly order: FunctionsOrder,
    private readonly ask: AskPage,
  ) {}

  get state(): ReadonlySignal<PagesState> {
    return this.#state;
  }

  /** The function in this place, or null while its page is awaited. */
  row(index: number): ListedFunction | null {
    return this.#pages.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE] ?? null;
  }

  /** Fetches the missing pages of the rows from `first` to `last`. */
  need(first: number, last: number): void {
    const from = Math.floor(first / PAGE_SIZE);
    const to = Math.floor(Math.max(first, last) / PAGE_SIZE);
    for (let page = from; page <= to; page++) void this.#fetch(page);
    this.#letGoFarFrom(Math.floor((from + to) / 2));
  }

  retry(): void {
    this.#asked.clear();
    for (const page of this.#pages.keys()) this.#asked.add(page);
    this.#state.value = { ...this.#state.peek(), failure: null, arrived: this.#state.peek().arrived + 1 };
    if (this.#pages.size === 0) void this.#fetch(0);
  }

  /** Ignores answers that are still to come. */
  dispose(): void {
    this.#abort.abort();
  }

  async #fetch(page: number): Promise<void> {
    if (this.#asked.has(page) || this.#abort.signal.aborted) return;
    this.#asked.add(page);
    try {
      const request = { ...this.order, offset: page * PAGE_SIZE, limit: PAGE_SIZE };
      const answer = await this.ask(request, this.#abort.signal);
      if (this.#abort.signal.aborted) return;
      this.#pages.set(
        page,
        answer.rows.map((row, at) => ({ ...row, whole: answer.whole[at] })),
      );
      this.mostWhole = answer.whole.reduce((most, count) => Math.max(most, count), this.mostWhole);
      this.#state.value = { total: answer.total, failure: null, arrived: this.#state.peek().arrived + 1 };
    } catch (thrown) {
      if (!this.#abort.signal.aborted) this.#state.value = { ...this.#state.peek(), failure: failureOf(thrown) };
    }
  }

  #letGoFarFrom(page: number): void {
    const byDistance = [...this.#pages.keys()].sort((a, b) => Math.abs(a - page) - Math.abs(b - page));
    for (const far of byDistance.slice(MAX_PAGES)) {
      this.#pages.delete(far);
      this.#asked.delete(far);
    }
  }
}
