import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ProfileSummary } from '../../src/protocol/queries';
import { nameText } from '../../src/text';
import { type Failure, failureOf } from '../failure';
import type { Host } from '../host';
import { createQuery, type Query } from './query';
import type { ViewSignals } from './view';

/** Points of the form's picture of a profile: more than its pixels. */
const PREVIEW_POINTS = 500;

/** The request-rate profile of the form: the host has it chosen, and reads it. */
export class FormProfile {
  /** What the form's profile amounts to; nothing while the form asks for another workload. */
  readonly summary: Query<ProfileSummary>;
  /** What kept the last one from being chosen, else what is wrong with the one that was; null for nothing. */
  readonly problem: ReadonlySignal<string | null>;
  readonly #choosing = signal<Failure | null>(null);

  constructor(
    private readonly host: Host,
    private readonly view: ViewSignals,
    isConnected: () => boolean,
  ) {
    const chosen = computed(() => (view.form.value.workload === 'profile' ? view.form.value.profile : null));
    const summary = createQuery((abort) => {
      const profile = chosen.value;
      if (!isConnected() || !profile) return null;
      return host.ask('profile', { name: profile.name, csv: profile.csv, pixels: PREVIEW_POINTS }, abort);
    });
    this.summary = summary;
    this.problem = computed(() => {
      const failure = this.#choosing.value ?? summary.answer.value.failure;
      return failure && nameText([failure.message, failure.advice].filter((part) => part !== '').join(' '));
    });
    summary.start();
  }

  async choose(): Promise<void> {
    try {
      this.#choosing.value = null;
      const profile = await this.host.ask('chooseProfile', {});
      if (profile) this.view.form.value = { ...this.view.form.peek(), workload: 'profile', profile };
    } catch (thrown) {
      this.#choosing.value = failureOf(thrown);
    }
  }
}
