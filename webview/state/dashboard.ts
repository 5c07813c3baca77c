import { computed, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { FirstSight, Focus, SimulationSettings, TraceStatus } from '../../src/protocol/dashboard';
import type {
  FunctionSummary,
  Overview,
  PartialTrace,
  QueryAnswer,
  RunRequest,
  RunSummary,
  WorkloadRequest,
} from '../../src/protocol/queries';
import { type Failure, failureOf } from '../failure';
import type { Host } from '../host';
import { filledForm } from '../simulate/fillForm';
import { workloadText } from '../simulate/workloadText';
import { Figures } from './figures';
import { FormProfile } from './profile';
import { createQuery, type Query } from './query';
import { Runs } from './runs';
import type { SelectedFunction, SimulateForm, TimeRange, ViewSignals } from './view';

/** The most lines of the file that are shown in the editor at a time. */
const MAX_LINES_SHOWN = 1000;

/** The state of the page: what the host said, what the reader set, and what the two of them can do. */
export class Dashboard {
  readonly traceName = signal<string | null>(null);
  readonly status = signal<TraceStatus>({ state: 'none' });
  /** False until the host has answered the first call. */
  readonly connected = signal(false);
  readonly connectFailure = signal<Failure | null>(null);
  /** Counts the tables that came: whatever was asked of an older one is asked again. */
  readonly generation = signal(0);
  /** What was read of the trace's first version before all of it was; null where that is of no use, or no more. */
  readonly partial = signal<PartialTrace | null>(null);
  readonly overview: Query<Overview>;
  /** The systems and parameters of the model, asked for once. */
  readonly model: Query<QueryAnswer<'systems'>>;
  readonly simulationSettings = signal<SimulationSettings>({ parameters: {}, problem: null });
  readonly profile: FormProfile;
  readonly runs: Runs;
  readonly figures: Figures;
  /** Outcome of the last action beside the page (lines shown, file saved), for the status line. */
  readonly notice = signal('');
  readonly #names = signal<ReadonlyMap<number, string>>(new Map());
  readonly #namesAsked = new Set<number>();
  /** True once a table is there, and while a newer one is being read. */
  readonly hasTable = computed(() => this.generation.value > 0 && this.overview.answer.value.value !== null);

  constructor(
    readonly host: Host,
    readonly view: ViewSignals,
    sight?: FirstSight,
  ) {
    if (sight) {
      this.traceName.value = sight.name;
      this.#acceptStatus(sight.status);
    }
    this.runs = new Runs(host, view);
    this.profile = new FormProfile(host, view, () => this.connected.value);
    this.figures = new Figures(host, view, () => this.connected.value);
    const overview = createQuery((abort) => (this.generation.value > 0 ? host.ask('overview', {}, abort) : null));
    this.overview = overview;
    overview.start();
    const model = createQuery((abort) => (this.connected.value ? host.ask('systems', {}, abort) : null));
    this.model = model;
    model.start();
    host.on('status', (status) => this.#acceptStatus(status));
    host.on('focus', (focus) => this.#follow(focus));
    host.on('simulationSettings', (settings) => (this.simulationSettings.value = settings));
  }

  /** Makes the first call; can be made again after it failed. */
  async connect(): Promise<void> {
    this.connectFailure.value = null;
    try {
      const asked = [this.host.ask('hello', {}), this.host.ask('simulationSettings', {})] as const;
      const [hello, settings] = await Promise.all(asked);
      this.simulationSettings.value = settings;
      this.connected.value = true;
      this.traceName.value = hello.trace?.name ?? null;
      this.view.trace.value = hello.restoreKey;
      if (hello.trace === null && isOfTrace(this.view.form.peek())) {
        this.view.form.value = { ...this.view.form.peek(), workload: 'burst' };
        this.view.tab.value = 'simulate';
      }
      this.#acceptStatus(hello.status);
      if (hello.status.state !== 'ready') await this.runs.restore((request) => request.workload.kind !== 'trace');
      if (hello.focus) this.#follow(hello.focus);
    } catch (thrown) {
      this.connectFailure.value = failureOf(thrown);
    }
  }

  #acceptStatus(status: TraceStatus): void {
    this.status.value = status;
    if (status.state === 'reading') this.partial.value = status.partial;
    if (status.state !== 'reading' && status.state !== 'ready') this.partial.value = null;
    if (status.state !== 'ready') return;
    const first = this.generation.peek() === 0;
    if (!first) this.partial.value = null;
    this.generation.value = this.generation.peek() + 1;
    this.#names.value = new Map();
    this.#namesAsked.clear();
    void this.#confirmSelection();
    if (first) void this.runs.restore(() => true);
  }

  #follow(focus: Focus): void {
    switch (focus.kind) {
      case 'function':
        this.select({ id: focus.functionId, name: focus.name });
        this.view.tab.value = 'functions';
        break;
      case 'simulate':
        this.view.tab.value = 'simulate';
        break;
      case 'burst':
        this.view.form.value = { ...this.view.form.peek(), workload: 'burst' };
        this.view.tab.value = 'simulate';
        break;
      case 'tree':
        this.view.tab.value = 'tree';
        break;
      case 'figures':
        this.view.tab.value = 'figures';
        break;
      case 'runs':
        this.view.tab.value = 'simulate';
        void this.#showRequests(focus.requests);
        break;
    }
  }

  /** Puts what was asked for into the form, and the runs of it on the page. */
  async #showRequests(requests: readonly RunRequest[]): Promise<void> {
    const workload = requests[0]?.workload;
    const started = this.startRuns(requests);
    if (workload?.kind === 'trace') await this.#showReplay(workload);
    this.view.form.value = filledForm(this.view.form.peek(), requests);
    await started;
  }

  /** The form takes the range and the function of a replay from the charts and the table. */
  async #showReplay({ from, to, functionId }: Extract<WorkloadRequest, { kind: 'trace' }>): Promise<void> {
    if (from !== null && to !== null) this.zoomTo({ from, to });
    if (functionId === null) return;
    const found = await this.host.ask('function', { functionId }).catch(() => null);
    if (found) this.select({ id: found.id, name: found.name });
  }

  /** A workload in words, with the names of its functions as they become known. */
  describe(workload: WorkloadRequest): string {
    return workloadText(workload, this.traceName.value, (id) => this.#nameOf(id));
  }

  /** What a run provisioned; says so where the trace has changed since. */
  describeRun({ request, outdated }: RunSummary): string {
    if (outdated !== 'trace') return this.describe(request.workload);
    // The numbers of functions were those of the version before.
    return `${workloadText(request.workload, this.traceName.value, () => 'a function')}, an earlier version of the trace`;
  }

  #nameOf(id: number): string {
    const names = this.#names.value;
    const known = names.get(id);
    if (known !== undefined || this.generation.value === 0) return known ?? `function ${id}`;
    if (!this.#namesAsked.has(id)) {
      this.#namesAsked.add(id);
      const learn = ({ name }: FunctionSummary) => {
        this.#names.value = new Map(this.#names.peek()).set(id, name);
      };
      this.host.ask('function', { functionId: id }).then(learn, () => this.#namesAsked.delete(id));
    }
    return `function ${id}`;
  }

  select(selected: SelectedFunction | null): void {
    this.view.selected.value = selected;
  }

  zoomTo(range: TimeRange | null): void {
    this.view.zoom.value = range;
  }

  async startRuns(requests: readonly RunRequest[]): Promise<void> {
    this.view.comparedWorkload.value = null;
    await this.runs.start(requests);
  }

  /** After an edit the same id may be another function: the name decides. */
  async #confirmSelection(): Promise<void> {
    const selected = this.view.selected.peek();
    if (!selected) return;
    const found = await this.#functionNamed(selected).catch(() => null);
    if (this.view.selected.peek() === selected) this.select(found ? { id: found.id, name: found.name } : null);
  }

  async #functionNamed({ id, name }: SelectedFunction): Promise<FunctionSummary | null> {
    const same = await this.host.ask('function', { functionId: id }).catch(() => null);
    if (same?.name === name) return same;
    const request = { sort: 'name', descending: false, filter: name, offset: 0, limit: 200 } as const;
    const page = await this.host.ask('functions', request);
    return page.rows.find((row) => row.name === name) ?? null;
  }

  /** Shows in the text editor the lines of one function, of a time range (epoch seconds, half-open), or of both. */
  async showLines(functionId: number | null, range: TimeRange | null, what: string): Promise<void> {
    await this.#act(async () => {
      const request = { functionId, from: range?.from ?? null, to: range?.to ?? null, limit: MAX_LINES_SHOWN };
      const { lines, total } = await this.host.ask('lines', request);
      if (lines.length === 0) return 'No lines to show.';
      await this.host.ask('revealLines', { lines, total, what });
      return lines.length < total ? `Showing the first ${lines.length} of ${total} lines.` : '';
    });
  }

  async showLine(line: number, what: string): Promise<void> {
    await this.#act(async () => {
      await this.host.ask('revealLines', { lines: [line], total: 1, what });
      return '';
    });
  }

  async openSettings(setting: string): Promise<void> {
    await this.#act(async () => {
      await this.host.ask('openSettings', { setting });
      return '';
    });
  }

  async saveText(suggestedName: string, text: string): Promise<void> {
    await this.#act(async () => {
      const { saved } = await this.host.ask('saveText', { suggestedName, text });
      return saved === null ? '' : `Saved as ${saved}.`;
    });
  }

  async saveRunFile(requests: readonly RunRequest[]): Promise<void> {
    await this.#act(async () => {
      const { saved } = await this.host.ask('saveRunFile', { requests });
      return saved === null ? '' : `Saved as ${saved}.`;
    });
  }

  async copyText(text: string, what: string): Promise<void> {
    await this.#act(async () => {
      await navigator.clipboard.writeText(text);
      return `${what} copied.`;
    });
  }

  async cancelReading(): Promise<void> {
    await this.#act(async () => {
      await this.host.ask('cancelReading', {});
      return '';
    });
  }

  async readAgain(): Promise<void> {
    await this.#act(async () => {
      await this.host.ask('readAgain', {});
      return '';
    });
  }

  async #act(action: () => Promise<string>): Promise<void> {
    try {
      this.notice.value = await action();
    } catch (thrown) {
      const { message, advice } = failureOf(thrown);
      this.notice.value = [message, advice].filter((sentence) => sentence !== '').join(' ');
    }
  }
}

function isOfTrace({ workload }: SimulateForm): boolean {
  return workload !== 'burst' && workload !== 'profile';
}

export const DashboardContext = createContext<Dashboard | null>(null);

export function useDashboard(): Dashboard {
  const dashboard = useContext(DashboardContext);
  if (!dashboard) throw new Error('No dashboard in context');
  return dashboard;
}
