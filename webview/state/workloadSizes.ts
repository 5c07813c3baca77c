import { signal } from '@preact/signals';
import type { WorkloadRequest } from '../../src/protocol/queries';
import { requestKey } from '../../src/protocol/requestKey';
import type { Connection } from './connection';
import type { FormProfile } from './profile';

type Replay = Extract<WorkloadRequest, { kind: 'trace' }>;

/** How many cold starts or requests workloads have. Parts of a trace are counted by the host, each once per table. */
export class WorkloadSizes {
  readonly #counts = signal<ReadonlyMap<string, number>>(new Map());
  readonly #asked = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly profile: Pick<FormProfile, 'summary'>,
  ) {}

  /** null while it is not known. The requests of a profile are known of the form's one only. */
  of(workload: WorkloadRequest): number | null {
    if (workload.kind === 'burst') return workload.containers;
    if (workload.kind === 'profile') return this.profile.summary.answer.value.value?.requests ?? null;
    const { from, to, functionId, where = '' } = workload;
    const overview = this.connection.overview.answer.value.value;
    if (from === null && to === null && functionId === null && where === '') return overview?.coldStarts ?? null;
    return overview && this.#countOf(workload);
  }

  /** A new table has other cold starts. */
  forget(): void {
    this.#counts.value = new Map();
    this.#asked.clear();
  }

  #countOf({ from, to, functionId, where }: Replay): number | null {
    const part = { from, to, functionId, ...(where !== undefined && { where }) };
    const key = requestKey(part);
    const known = this.#counts.value.get(key);
    if (known !== undefined) return known;
    if (!this.#asked.has(key)) {
      this.#asked.add(key);
      const learn = (curves: readonly { readonly count: number }[]) => {
        const sum = curves.reduce((all, { count }) => all + count, 0);
        if (this.#asked.has(key)) this.#counts.value = new Map(this.#counts.peek()).set(key, sum);
      };
      const request = { by: 'runtime', ...part, pixels: 1 } as const;
      this.connection.host.ask('latencyCdf', request).then(learn, () => this.#asked.delete(key));
    }
    return null;
  }
}
