import { compareSides } from '../../src/host/dashboard/compareSides';
import type {
  DashboardEvents,
  DashboardRequests,
  Hello,
  SimulationSettings,
  TraceStatus,
} from '../../src/protocol/dashboard';
import type { ReproducedFigure } from '../../src/protocol/figures';
import type { NamedProfile } from '../../src/protocol/queries';
import { requestGuards, type SavedView, type TraceView } from '../../src/protocol/requests';
import { type Handlers, type Port, type Publisher, RequestError, type RequestOf, serve } from '../../src/protocol/rpc';
import type { TraceBytes, WorkerEvents, WorkerRequests } from '../../src/protocol/worker';
import { traceWorker } from '../../src/worker/traceWorker';

export interface FakeHostOptions {
  /** The trace's text; null for a dashboard with no trace. */
  readonly csv: string | null;
  readonly name?: string;
  /** Paths of several files that are the trace, in place of its text. */
  readonly files?: readonly string[];
  /** The first status; by default that of the trace. */
  readonly status?: TraceStatus;
  readonly focus?: Hello['focus'];
  readonly settings?: SimulationSettings;
  readonly timeZone?: Hello['timeZone'];
  /** The profile that the user chooses. */
  readonly profile?: NamedProfile;
  /** Other traces that can be chosen for a comparison: the next one is chosen each time. */
  readonly others?: readonly { readonly name: string; readonly csv: string }[];
  /** Handlers in place of the real ones. */
  readonly answers?: Partial<Handlers<DashboardRequests>>;
  /** Handlers that are also given the real ones. */
  readonly around?: Around;
}

type Around = {
  readonly [N in keyof DashboardRequests]?: (
    request: RequestOf<DashboardRequests, N>,
    signal: AbortSignal,
    answer: Handlers<DashboardRequests>[N],
  ) => ReturnType<Handlers<DashboardRequests>[N]>;
};

/** The handlers, each inside the one around it. */
function wrapped(handlers: Handlers<DashboardRequests>, around: Around): Handlers<DashboardRequests> {
  const all = Object.entries(handlers).map(([name, answer]) => {
    const outer = around[name as keyof Around] as ((...parts: unknown[]) => unknown) | undefined;
    return [name, outer ? (request: unknown, signal: unknown) => outer(request, signal, answer) : answer];
  });
  return Object.fromEntries(all);
}

/** The answers about simulated figures, by request. All tests share them: simulating takes most of their time. */
const reproduced = new Map<string, ReproducedFigure>();

/** Calls that only VS Code can answer, in order. */
export interface HostCall {
  readonly name: string;
  readonly request: unknown;
}

/**
 * The other end of the page. The product's own worker code answers requests about traces and runs, in this process,
 * behind the host's own guards. Requests that need VS Code are recorded.
 */
export class FakeHost {
  readonly calls: HostCall[] = [];
  views: readonly SavedView[] = [];
  readonly #worker: Handlers<WorkerRequests>;
  readonly #publisher: Publisher<DashboardEvents>;

  constructor(
    port: Port,
    readonly options: FakeHostOptions,
  ) {
    this.#worker = traceWorker(1, (name, event) => this.#forward(name, event));
    this.#publisher = serve<DashboardRequests, DashboardEvents>(
      port,
      wrapped({ ...this.#handlers(), ...options.answers }, options.around ?? {}),
      requestGuards,
    );
  }

  emit<E extends keyof DashboardEvents>(name: E, event: DashboardEvents[E]): void {
    this.#publisher.emit(name, event);
  }

  /** Reads this text as the trace's newer version, as after an edit, and tells the page. */
  async edit(csv: string): Promise<void> {
    await this.#open(csv, 2);
    this.emit('status', { state: 'ready' });
  }

  close(): void {
    this.#publisher.close();
  }

  #forward<E extends keyof WorkerEvents>(name: E, event: WorkerEvents[E]): void {
    if (name === 'runProgress' || name === 'runChanged' || name === 'reproduceProgress')
      this.emit(name, event as never);
  }

  async #open(csv: string, version: number): Promise<void> {
    const { name = 'trace.csv', files } = this.options;
    const source = {
      kind: version === 0 ? ('disk' as const) : ('editor' as const),
      name,
      version,
      modified: 1_620_600_000_000,
    };
    const read: TraceBytes = files ? { kind: 'files', paths: files } : piecesOf(csv);
    await this.#worker.open({ bytes: read, source, unit: 'auto' }, new AbortController().signal);
  }

  /** The worker of another trace. */
  async #other(key: string): Promise<Handlers<WorkerRequests>> {
    const other = this.options.others?.[Number(key)];
    if (!other) throw new RequestError('This file is not open any more.', 'Choose it again.');
    const worker = traceWorker(1, () => {});
    const source = { kind: 'disk', name: other.name, version: 0, modified: 0 } as const;
    await worker.open({ bytes: piecesOf(other.csv), source, unit: 'auto' }, new AbortController().signal);
    return worker;
  }

  /** As the extension host keeps them. */
  #views() {
    const answer = (views: readonly SavedView[]) => {
      this.views = views;
      return { views };
    };
    const others = (name: string) => this.views.filter((view) => view.name !== name);
    return {
      views: () => answer(this.views),
      saveView: (view: SavedView) => answer([...others(view.name), view]),
      renameView: ({ name, to }: { readonly name: string; readonly to: string }) =>
        answer(this.views.map((view) => (view.name === name ? { ...view, name: to } : view))),
      deleteView: ({ name }: { readonly name: string }) => answer(others(name)),
      viewLink: ({ where }: TraceView) => ({ link: `vscode://test/open?${new URLSearchParams({ where })}` }),
    };
  }

  #handlers(): Handlers<DashboardRequests> {
    const note = (name: string) => (request: unknown) => {
      this.calls.push({ name, request });
      return {};
    };
    const {
      open: _open,
      setUnit: _setUnit,
      exportRun: _exportRun,
      generate: _generate,
      foreignProfile: _foreignProfile,
      summarizeSide: _summarizeSide,
      compareSides: _compareSides,
      ...queries
    } = this.#worker;
    return {
      ...queries,
      reproduce: async (request, signal) => {
        const key = JSON.stringify(request);
        const answer = reproduced.get(key) ?? (await queries.reproduce(request, signal));
        reproduced.set(key, answer);
        return answer;
      },
      hello: async () => {
        const { csv, name = 'trace.csv', status, focus = null } = this.options;
        if (csv !== null && (!status || status.state === 'ready')) await this.#open(csv, 0);
        // A table of no known format fails to be read, and its columns are asked for.
        if (csv !== null && status?.state === 'failed' && status.mapping) await this.#open(csv, 0).catch(() => {});
        const ready: TraceStatus = csv === null ? { state: 'none' } : { state: 'ready' };
        return {
          trace: csv === null ? null : { name },
          status: status ?? ready,
          focus,
          restoreKey: csv === null ? null : name,
          timeZone: this.options.timeZone ?? 'UTC',
        };
      },
      revealLines: note('revealLines'),
      openSettings: note('openSettings'),
      changeAssumption: note('changeAssumption'),
      saveText: (request) => {
        this.calls.push({ name: 'saveText', request });
        return { saved: { id: 0, place: request.suggestedName } };
      },
      saveFile: (request) => {
        this.calls.push({ name: 'saveFile', request });
        return { saved: { id: 2, place: request.suggestedName } };
      },
      saveRunFile: (request) => {
        this.calls.push({ name: 'saveRunFile', request });
        return { saved: { id: 1, place: 'saved.ftsim.json' } };
      },
      saveSweep: async (request, signal) => {
        const { text, about } = await this.#worker.sweepText(
          { ...request, name: this.options.name ?? 'trace.csv' },
          signal,
        );
        this.calls.push({ name: 'saveSweep', request: { text } });
        return { saved: { id: 3, place: `${about}.ftsweep.json` } };
      },
      ...this.#views(),
      openSaved: note('openSaved'),
      chooseProfile: () => {
        this.calls.push({ name: 'chooseProfile', request: {} });
        return this.options.profile ?? null;
      },
      simulationSettings: () => this.options.settings ?? { parameters: {}, problem: null },
      compare: (request, signal) => compareSides(this.#worker, (key) => this.#other(key), request, signal),
      chooseCompared: () => {
        const chosen = this.calls.filter(({ name }) => name === 'chooseCompared').length;
        this.calls.push({ name: 'chooseCompared', request: {} });
        const other = this.options.others?.[chosen];
        return other ? { key: String(chosen), name: other.name } : null;
      },
      simulateRequests: note('simulateRequests'),
      useMapping: note('useMapping'),
      cancelReading: () => {
        this.calls.push({ name: 'cancelReading', request: {} });
        this.emit('status', { state: 'cancelled' });
        return {};
      },
      readAgain: async () => {
        this.calls.push({ name: 'readAgain', request: {} });
        if (this.options.csv !== null) await this.#open(this.options.csv, 0);
        this.emit('status', { state: 'ready' });
        return {};
      },
    };
  }
}

function piecesOf(csv: string): TraceBytes {
  const bytes = new TextEncoder().encode(csv);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return { kind: 'pieces', pieces: [shared] };
}
