import { computed, type Signal, signal } from '@preact/signals';
import {
  type Condition,
  type FilteredTrace,
  type FilterField,
  type FilterWord,
  filterFields,
  filterText,
  type ParsedFilter,
  parseFilter,
  withoutWord,
  withTerm,
} from '../../src/filter';
import type { ViewSignals } from './view';

interface NewTerm {
  readonly condition: Condition;
  readonly not?: boolean;
}

/** Texts that can be undone. */
const LONGEST_HISTORY = 200;

/** The filter of the page as text, and the texts before it. The only writer of `view.where`. */
export class Filter {
  readonly #before = signal<readonly string[]>([]);
  readonly #after = signal<readonly string[]>([]);
  readonly canUndo = computed(() => this.#before.value.length > 0);
  readonly canRedo = computed(() => this.#after.value.length > 0);
  /** What the trace can be asked; none until its columns are known. */
  readonly fields = computed<readonly FilterField[]>(() => {
    const trace = this.trace();
    return trace ? filterFields(trace) : [];
  });
  /** Nothing is wrong with it as long as the columns of the trace are not known. */
  readonly parsed = computed<ParsedFilter>(() => {
    const parsed = parseFilter(this.view.where.value, this.fields.value);
    return this.trace() ? parsed : { ...parsed, problems: [] };
  });
  /** Whether it asks only for what is known of warm invocations: their function and time. */
  readonly keepsWarm = computed(() =>
    this.parsed.value.filter.terms.every(({ field }) => field.name === 'fn' || field.name === 'time'),
  );
  /** The filter in force: the words that are right, in canonical form. */
  readonly applied = computed(() => filterText(this.parsed.value.filter));

  /** @param trace the trace as far as it is known */
  constructor(
    private readonly view: Pick<ViewSignals, 'where'>,
    private readonly trace: () => FilteredTrace | null,
  ) {}

  get text(): string {
    return this.view.where.value;
  }

  /**
   * Sets the filter.
   * @param isStep false while a gesture goes on: its texts are one step, see `endGesture`
   */
  set(text: string, isStep = true): void {
    const now = this.view.where.peek();
    if (text === now) return;
    if (isStep) this.#remember(now);
    this.view.where.value = text;
  }

  /** Sets the one term of a field; null: no term of it. */
  setTerm(fieldName: string, term: NewTerm | null, isStep = true): void {
    this.setTerms([[fieldName, term]], isStep);
  }

  /** Sets the one term of several fields in one step. */
  setTerms(terms: readonly (readonly [fieldName: string, term: NewTerm | null])[], isStep = true): void {
    const fields = this.fields.peek();
    const text = terms.reduce((whole, [name, term]) => withTerm(whole, name, term, fields), this.view.where.peek());
    this.set(text, isStep);
  }

  remove(word: FilterWord): void {
    this.set(withoutWord(this.view.where.peek(), word));
  }

  reset(): void {
    this.set('');
  }

  /** Ends a gesture that began at the text `start`. */
  endGesture(start: string): void {
    if (start !== this.view.where.peek()) this.#remember(start);
  }

  undo(): void {
    this.#step(this.#before, this.#after);
  }

  redo(): void {
    this.#step(this.#after, this.#before);
  }

  #remember(text: string): void {
    this.#before.value = [...this.#before.peek(), text].slice(-LONGEST_HISTORY);
    this.#after.value = [];
  }

  #step(from: Signal<readonly string[]>, to: Signal<readonly string[]>): void {
    const text = from.peek().at(-1);
    if (text === undefined) return;
    from.value = from.peek().slice(0, -1);
    to.value = [...to.peek(), this.view.where.peek()];
    this.view.where.value = text;
  }
}
