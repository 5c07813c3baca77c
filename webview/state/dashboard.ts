import { computed, effect, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Focus, PagePreview } from '../../src/protocol/dashboard';
import type { RunRequest, WorkloadRequest } from '../../src/protocol/queries';
import type { Host } from '../host';
import { filledForm } from '../simulate/fillForm';
import { Actions } from './actions';
import { Compare } from './compare';
import { Connection } from './connection';
import { Explore } from './explore';
import { Figures } from './figures';
import { Filter } from './filter';
import { Mapping } from './mapping';
import { FormProfile } from './profile';
import { groupKeyOf } from './requestKey';
import { RunNotes } from './runNotes';
import { Runs } from './runs';
import { Selection } from './selection';
import type { SimulateForm, ViewSignals } from './view';
import { Views } from './views';
import { WorkloadNames } from './workloadNames';
import { WorkloadSizes } from './workloadSizes';

/** The state of the page, and how its parts act on each other. */
export class Dashboard {
  readonly connection: Connection;
  readonly selection: Selection;
  readonly filter: Filter;
  readonly explore: Explore;
  readonly actions: Actions;
  readonly names: WorkloadNames;
  readonly sizes: WorkloadSizes;
  readonly profile: FormProfile;
  readonly runs: Runs;
  readonly runNotes: RunNotes;
  readonly compare: Compare;
  readonly figures: Figures;
  readonly mapping: Mapping;
  /** The fit of a large trace that the reader asked for: its table and request. */
  readonly askedFit = signal('');
  readonly views: Views;

  constructor(
    readonly host: Host,
    readonly view: ViewSignals,
    preview?: PagePreview,
  ) {
    this.selection = new Selection(host, view);
    this.filter = new Filter(view, () => this.connection.overview.answer.value.value);
    this.actions = new Actions(host);
    this.runs = new Runs(host, view);
    this.runNotes = new RunNotes(view);
    this.connection = new Connection(host, view, (isFirst) => this.#onTable(isFirst), preview);
    this.explore = new Explore(host, view, this.filter, this.connection);
    this.compare = new Compare(host, view, this.filter, this.runs, this.connection);
    this.names = new WorkloadNames(this.connection);
    const isConnected = () => this.connection.connected.value;
    this.profile = new FormProfile(host, view, isConnected);
    this.sizes = new WorkloadSizes(this.connection, this.profile);
    this.figures = new Figures(host, view, isConnected);
    this.mapping = new Mapping(host, () => this.connection.connected.value && this.#mayMap());
    const hasTrace = () => this.connection.traceName.value !== null && isConnected();
    this.views = new Views(host, view, this.filter, this.actions, hasTrace);
    host.on('focus', (focus) => this.#follow(focus));
  }

  /** Makes the first call; can be made again after it failed. */
  async connect(): Promise<void> {
    try {
      const { trace, status, focus, restoreKey } = await this.connection.hello();
      this.view.trace.value = restoreKey;
      if (trace === null && needsTrace(this.view.form.peek())) {
        this.view.form.value = { ...this.view.form.peek(), workload: 'burst' };
        this.view.tab.value = 'simulate';
      }
      this.connection.accept(status);
      if (status.state !== 'ready') await this.runs.restore((request) => request.workload.kind !== 'trace');
      if (focus) this.#follow(focus);
    } catch (thrown) {
      this.connection.fail(thrown);
    }
  }

  /** Whether the page asks how the file is to be read: it was asked to, or no format recognises the file. */
  readonly isMapping = computed(() => {
    const proposed = this.mapping.proposal.answer.value;
    return this.mapping.isAsked.value || (this.#mayMap() && (proposed.value !== null || proposed.loading));
  });

  #mayMap(): boolean {
    const status = this.connection.status.value;
    return this.mapping.isAsked.value || (status.state === 'failed' && status.mapping === 'needed');
  }

  async startRuns(requests: readonly RunRequest[]): Promise<void> {
    this.view.shownRuns.value = requests.slice(0, 1).map(groupKeyOf);
    await this.runs.start(requests);
  }

  #onTable(isFirst: boolean): void {
    this.names.forget();
    this.sizes.forget();
    void this.selection.confirm();
    if (isFirst) void this.runs.restore(() => true);
  }

  #follow(focus: Focus): void {
    const { tab, form } = this.view;
    switch (focus.kind) {
      case 'function':
        this.selection.select({ id: focus.functionId, name: focus.name });
        tab.value = 'explore';
        break;
      case 'view':
        this.views.show(focus);
        break;
      case 'burst':
        form.value = { ...form.peek(), workload: 'burst' };
        tab.value = 'simulate';
        break;
      case 'runs':
        tab.value = 'simulate';
        void this.#showRequests(focus.requests);
        break;
      case 'mapping':
        this.mapping.ask();
        break;
      case 'tree':
        tab.value = 'watch';
        break;
      default:
        tab.value = focus.kind;
    }
  }

  /** Fills the form with these requests and starts their runs. */
  async #showRequests(requests: readonly RunRequest[]): Promise<void> {
    const started = this.startRuns(requests);
    await this.fillForm(requests);
    await started;
  }

  /** Lets the form ask for these runs, which differ only in their system. */
  async fillForm(requests: readonly RunRequest[]): Promise<void> {
    const workload = requests[0]?.workload;
    this.view.form.value = filledForm(this.view.form.peek(), requests);
    if (workload?.kind === 'trace') await this.#showReplay(workload);
  }

  /** The form takes filter and function of a replay from Explore; a range becomes part of the filter. */
  async #showReplay({ from, to, where = '', functionId }: Extract<WorkloadRequest, { kind: 'trace' }>): Promise<void> {
    this.filter.set(where);
    if (from !== null && to !== null) {
      await this.#columnsKnown();
      this.filter.setTerm('time', { condition: { kind: 'range', from, to } });
    }
    if (functionId !== null) await this.selection.selectById(functionId);
  }

  /** Resolves once a filter can be written about the trace. */
  #columnsKnown(): Promise<void> {
    return new Promise((resolve) => {
      const stop = effect(() => {
        if (this.filter.fields.value.length === 0) return;
        queueMicrotask(() => stop());
        resolve();
      });
    });
  }
}

function needsTrace({ workload }: SimulateForm): boolean {
  return workload !== 'burst' && workload !== 'profile';
}

export const DashboardContext = createContext<Dashboard | null>(null);

export function useDashboard(): Dashboard {
  const dashboard = useContext(DashboardContext);
  if (!dashboard) throw new Error('No dashboard in context');
  return dashboard;
}
