import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type {
  ColumnChoice,
  ColumnRole,
  Delimiter,
  MappingOutcome,
  Suggestion,
  TableChoices,
  TableProposal,
} from '../../src/protocol/queries';
import { type Failure, failureOf } from '../failure';
import type { Host } from '../host';
import { createQuery, type Query } from './query';

/** What the reader has said of the table's layout; null where the content decides. */
interface LayoutQuestion {
  readonly header: boolean | null;
  readonly delimiter: Delimiter | null;
}

const BY_CONTENT: LayoutQuestion = { header: null, delimiter: null };

/** How the file is read, as the reader chooses it. */
export class Mapping {
  /** Whether the reader asked for the choice, though the file can be read. */
  readonly isAsked = signal(false);
  readonly proposal: Query<TableProposal | null>;
  readonly outcome: Query<MappingOutcome>;
  /** The choices, changed or as proposed; null before there is a proposal. */
  readonly choices: ReadonlySignal<TableChoices | null>;
  /** Whether the choices are being remembered, and why they were not. */
  readonly saving = signal(false);
  readonly failure = signal<Failure | null>(null);

  readonly #layout = signal<LayoutQuestion>(BY_CONTENT);
  /** Choices for one proposal: a new proposal drops them. */
  readonly #changed = signal<{ readonly of: TableProposal; readonly choices: TableChoices } | null>(null);

  /** @param isNeeded whether the page is shown: only then is there something to ask */
  constructor(
    private readonly host: Host,
    isNeeded: () => boolean,
  ) {
    const proposal = createQuery((abort) => (isNeeded() ? host.ask('tableSample', this.#layout.value, abort) : null));
    this.proposal = proposal;
    this.choices = computed(() => {
      const proposed = proposal.answer.value.value;
      const changed = this.#changed.value;
      return changed && changed.of === proposed ? changed.choices : (proposed?.choices ?? null);
    });
    const outcome = createQuery((abort) => {
      const choices = this.choices.value;
      return choices && host.ask('tryMapping', { choices }, abort);
    });
    this.outcome = outcome;
    proposal.start();
    outcome.start();
  }

  ask(): void {
    this.#layout.value = BY_CONTENT;
    this.failure.value = null;
    this.isAsked.value = true;
  }

  cancel(): void {
    this.#changed.value = null;
    this.isAsked.value = false;
  }

  change(change: Partial<TableChoices>): void {
    const proposed = this.proposal.answer.peek().value;
    const choices = this.choices.peek();
    if (proposed && choices) this.#changed.value = { of: proposed, choices: { ...choices, ...change } };
  }

  /** Gives a column another role, with its likely unit; a role that one column can have is taken from the other. */
  setRole(field: number, role: ColumnRole): void {
    const proposed = this.proposal.answer.peek().value;
    const suggestion = proposed?.suggestions[field];
    const columns = this.choices.peek()?.columns;
    if (!columns) return;
    this.change({
      columns: columns.map((choice, at) => {
        if (at === field) return choiceOf(role, suggestion, proposed?.units[role][0] ?? '');
        return choice.role === role && isSingle(role) ? { role: 'none', unit: '' } : choice;
      }),
    });
  }

  setUnit(field: number, unit: string): void {
    this.#changeColumn(field, { unit });
  }

  setCold(field: number, texts: readonly string[]): void {
    this.#changeColumn(field, { cold: texts });
  }

  /** The table is cut anew, and guessed at. */
  setLayout(change: Partial<LayoutQuestion>): void {
    const { layout } = this.choices.peek() ?? {};
    const known = layout ? { header: layout.header, delimiter: layout.delimiter } : BY_CONTENT;
    this.#layout.value = { ...known, ...change };
  }

  async use(): Promise<void> {
    const choices = this.choices.peek();
    if (!choices) return;
    this.saving.value = true;
    this.failure.value = null;
    try {
      await this.host.ask('useMapping', { choices });
      this.cancel();
    } catch (thrown) {
      this.failure.value = failureOf(thrown);
    } finally {
      this.saving.value = false;
    }
  }

  #changeColumn(field: number, change: Partial<ColumnChoice>): void {
    const columns = this.choices.peek()?.columns;
    if (columns) {
      this.change({ columns: columns.map((choice, at) => (at === field ? { ...choice, ...change } : choice)) });
    }
  }
}

function isSingle(role: ColumnRole): boolean {
  return role === 'time' || role === 'latency' || role === 'runtime' || role === 'memory' || role === 'cold';
}

function choiceOf(role: ColumnRole, suggestion: Suggestion | undefined, first: string): ColumnChoice {
  switch (role) {
    case 'cold':
      return { role, unit: '', cold: suggestion?.cold ?? [] };
    case 'time':
    case 'latency':
    case 'memory':
    case 'stage':
    case 'extra':
      return { role, unit: suggestion?.[role] ?? first };
    default:
      return { role, unit: '' };
  }
}
