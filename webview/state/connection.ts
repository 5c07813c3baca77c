import { computed, signal } from '@preact/signals';
import type { Hello, PagePreview, SimulationSettings, TraceStatus } from '../../src/protocol/dashboard';
import type { Overview, PartialTrace } from '../../src/protocol/queries';
import { type TimeZoneChoice, timeText, UTC } from '../../src/text';
import { type Failure, failureOf } from '../failure';
import type { Host } from '../host';
import { LOCAL } from './localZone';
import type { Model } from './model';
import { createQuery, type Query } from './query';
import type { ViewSignals } from './view';

/**
 * State reported by the host: the trace, the progress of reading, the overview, the model and the settings.
 */
export class Connection {
  /** False until the host has answered the first call. */
  readonly connected = signal(false);
  readonly failure = signal<Failure | null>(null);
  readonly traceName = signal<string | null>(null);
  readonly status = signal<TraceStatus>({ state: 'none' });
  /** Number of times the host has had the trace read: a query that reads this signal asks again for every new table. */
  readonly generation = signal(0);
  /** Numbers of the rows read so far. Only for the first version of the trace, and null once its table is drawn. */
  readonly partial = signal<PartialTrace | null>(null);
  readonly overview: Query<Overview>;
  readonly model: Query<Model>;
  readonly settings = signal<SimulationSettings>({ parameters: {}, problem: null });
  /** The zone of the settings. */
  readonly timeZoneSetting = signal<TimeZoneChoice>('UTC');
  readonly timeZone = computed(() => this.view.timeZone.value ?? this.timeZoneSetting.value);
  /** How the times of the trace are shown. */
  readonly times = computed(() => {
    const { value } = this.overview.answer.value;
    const zone = this.timeZone.value === 'local' ? LOCAL : UTC;
    return timeText((value ?? this.partial.value)?.relativeTime ?? false, zone);
  });
  /** True from the first table on, also while a newer version is being read. */
  readonly hasTable = computed(() => this.generation.value > 0 && this.overview.answer.value.value !== null);

  /** @param onTable called for every table; `isFirst` for the first one of this page */
  constructor(
    readonly host: Host,
    private readonly view: Pick<ViewSignals, 'timeZone'>,
    private readonly onTable: (isFirst: boolean) => void,
    preview?: PagePreview,
  ) {
    if (preview) {
      this.traceName.value = preview.name;
      this.accept(preview.status);
    }
    const overview = createQuery((abort) => (this.generation.value > 0 ? host.ask('overview', {}, abort) : null));
    this.overview = overview;
    overview.start();
    const model = createQuery((abort) => (this.connected.value ? host.ask('systems', {}, abort) : null));
    this.model = model;
    model.start();
    host.on('status', (status) => this.accept(status));
    host.on('timeZone', ({ zone }) => {
      this.timeZoneSetting.value = zone;
    });
    host.on('simulationSettings', (settings) => {
      this.settings.value = settings;
    });
  }

  /** Makes the first call. Throws what the host answers it with. */
  async hello(): Promise<Hello> {
    this.failure.value = null;
    const [hello, settings] = await Promise.all([
      this.host.ask('hello', {}),
      this.host.ask('simulationSettings', {}),
    ] as const);
    this.settings.value = settings;
    this.connected.value = true;
    this.traceName.value = hello.trace?.name ?? null;
    this.timeZoneSetting.value = hello.timeZone;
    return hello;
  }

  fail(thrown: unknown): void {
    this.failure.value = failureOf(thrown);
  }

  accept(status: TraceStatus): void {
    this.status.value = status;
    if (status.state === 'reading') this.partial.value = status.partial;
    if (status.state !== 'reading' && status.state !== 'ready') this.partial.value = null;
    if (status.state !== 'ready') return;
    const isFirst = this.generation.peek() === 0;
    if (!isFirst) this.partial.value = null;
    this.generation.value = this.generation.peek() + 1;
    this.onTable(isFirst);
  }
}
