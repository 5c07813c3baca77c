import { computed, signal } from '@preact/signals';
import type { RunProgress, RunRequest, RunSummary } from '../../src/protocol/queries';
import { type Failure, failureOf } from '../failure';
import type { Host } from '../host';
import { requestKey } from './requestKey';
import type { ViewSignals } from './view';

/** The runs that the host holds for this page, and those of the saved view that it should hold again. */
export class Runs {
  readonly list = signal<readonly RunSummary[]>([]);
  readonly progress = signal<ReadonlyMap<number, RunProgress>>(new Map());
  /** Why the last attempt to start, cancel or remove a run failed. */
  readonly failure = signal<Failure | null>(null);
  readonly running = computed(() => this.list.value.filter((run) => run.state === 'running'));
  /** Finished runs, in the order they were started. */
  readonly done = computed(() => this.list.value.filter((run) => run.state === 'done' && run.result !== null));
  readonly #removed = new Set<number>();

  constructor(
    private readonly host: Host,
    private readonly view: ViewSignals,
  ) {
    host.on('runChanged', (run) => this.#accept(run));
    host.on('runProgress', (progress) => {
      this.progress.value = new Map(this.progress.peek()).set(progress.runId, progress);
    });
  }

  /** Lists the host's runs, and starts those of the saved view that it no longer has. */
  async restore(canStart: (request: RunRequest) => boolean): Promise<void> {
    await this.#attempt(async () => {
      await this.#refresh();
      const known = new Set(this.list.peek().map((run) => requestKey(run.request)));
      const lost = this.view.requests.peek().filter((request) => !known.has(requestKey(request)));
      await this.start(lost.filter(canStart));
    });
  }

  /** Starts these runs, except those that are running or done. */
  async start(requests: readonly RunRequest[]): Promise<void> {
    await this.#attempt(async () => {
      for (const request of requests) {
        const key = requestKey(request);
        const equivalent = this.list.peek().find((run) => run.outdated === null && requestKey(run.request) === key);
        if (equivalent?.state === 'running' || equivalent?.state === 'done') continue;
        if (equivalent) await this.remove(equivalent.runId);
        const { runId } = await this.host.ask('startRun', request);
        // The host reports runs that it starts, but not one that it already had.
        if (!this.list.peek().some((run) => run.runId === runId)) await this.#refresh();
      }
    });
  }

  async #refresh(): Promise<void> {
    for (const run of await this.host.ask('runs', {})) this.#accept(run);
  }

  async cancel(runId: number): Promise<void> {
    await this.#attempt(() => this.host.ask('cancelRun', { runId }));
  }

  async cancelAll(): Promise<void> {
    await Promise.all(this.running.peek().map((run) => this.cancel(run.runId)));
  }

  async remove(runId: number): Promise<void> {
    await this.#attempt(async () => {
      await this.host.ask('removeRun', { runId });
      this.#removed.add(runId);
      this.list.value = this.list.peek().filter((run) => run.runId !== runId);
      this.#remember();
    });
  }

  #accept(run: RunSummary): void {
    if (this.#removed.has(run.runId)) return;
    const list = this.list.peek();
    const at = list.findIndex((known) => known.runId === run.runId);
    this.list.value = at < 0 ? [...list, run] : list.with(at, run);
    if (run.state !== 'running') {
      const progress = new Map(this.progress.peek());
      progress.delete(run.runId);
      this.progress.value = progress;
    }
    this.#remember();
  }

  #remember(): void {
    const kept = this.list.peek().filter((run) => run.state === 'running' || run.state === 'done');
    const keys = new Set(kept.map((run) => requestKey(run.request)));
    // A saved run whose trace is still being read stays saved.
    const waiting = this.view.requests
      .peek()
      .filter((request) => !keys.has(requestKey(request)) && !this.#wasListed(request));
    this.view.requests.value = [...waiting, ...kept.map((run) => run.request)];
    for (const key of keys) this.#listed.add(key);
  }

  readonly #listed = new Set<string>();

  #wasListed(request: RunRequest): boolean {
    return this.#listed.has(requestKey(request));
  }

  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      this.failure.value = null;
      await work();
    } catch (thrown) {
      this.failure.value = failureOf(thrown);
    }
  }
}
