import { computed, type Signal, signal } from '@preact/signals';
import {
  type Condition,
  type FilteredTrace,
  type FilterField,
  filterFields,
  type ParsedFilter,
  parseFilter,
  withTerm,
} from '../../src/filter';
import type { ViewSignals } from './view';

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
   * @param isStep false while a gesture goes on: its texts are one step, which begins with its first
   */
  set(text: string, isStep = true): void {
    const now = this.view.where.peek();
    if (text === now) return;
    if (isStep) this.#remember(now);
    this.view.where.value = text;
  }

  /** Sets the one term of a field; null: no term of it. */
  setTerm(fieldName: string, term: { readonly condition: Condition; readonly not?: boolean } | null): void {
    this.set(withTerm(this.view.where.peek(), fieldName, term, this.fields.peek()));
  }

  /** The field of a label of the trace; null for another one. */
  fieldOfLabel(key: string): FilterField | null {
    return this.fields.value.find(({ column }) => column.kind === 'label' && column.key === key) ?? null;
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
