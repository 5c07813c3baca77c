import { computed, type Signal, signal } from '@preact/signals';
import type { ViewSignals } from './view';

/** Texts that can be undone. */
const LONGEST_HISTORY = 200;

/** The filter of the page as text, and the texts before it. The only writer of `view.where`. */
export class Filter {
  readonly #before = signal<readonly string[]>([]);
  readonly #after = signal<readonly string[]>([]);
  readonly canUndo = computed(() => this.#before.value.length > 0);
  readonly canRedo = computed(() => this.#after.value.length > 0);

  constructor(private readonly view: Pick<ViewSignals, 'where'>) {}

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
