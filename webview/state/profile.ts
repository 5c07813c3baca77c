import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ProfileSummary } from '../../src/protocol/queries';
import { nameText } from '../../src/text';
import { type Failure, failureOf } from '../failure';
import type { Host } from '../host';
import { createQuery, type Query } from './query';
import type { ViewSignals } from './view';

/** Points of the profile's chart: more than its pixels. */
const PREVIEW_POINTS = 500;

/** The request-rate profile of the form. The host shows the file dialog, and reads the profile. */
export class FormProfile {
  /** Summary of the form's profile; empty while the form has another workload. */
  readonly summary: Query<ProfileSummary>;
  /** Why choosing failed, or the error of the chosen profile; null for none. */
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
