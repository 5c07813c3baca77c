import { signal } from '@preact/signals';
import type { FunctionSummary, RunSummary, WorkloadRequest } from '../../src/protocol/queries';
import { workloadText } from '../simulate/workloadText';
import type { Connection } from './connection';

/** Workloads in words. Names of functions are asked for as they are needed; until then a function is its number. */
export class WorkloadNames {
  readonly #names = signal<ReadonlyMap<number, string>>(new Map());
  readonly #asked = new Set<number>();

  constructor(private readonly connection: Connection) {}

  describe(workload: WorkloadRequest): string {
    return workloadText(workload, this.connection.traceName.value, this.connection.times.value, (id) =>
      this.functionName(id),
    );
  }

  /** The workload of a run; says so where it is an earlier version of the trace, whose function ids are unknown now. */
  describeRun({ request, outdated }: RunSummary): string {
    if (outdated !== 'trace') return this.describe(request.workload);
    const { traceName, times } = this.connection;
    const text = workloadText(request.workload, traceName.value, times.value, () => 'a function');
    return `${text}, an earlier version of the trace`;
  }

  /** A new table numbers its functions anew. */
  forget(): void {
    this.#names.value = new Map();
    this.#asked.clear();
  }

  /** The name of a function of the trace; its number while the name is being asked for. */
  functionName(id: number): string {
    const known = this.#names.value.get(id);
    if (known !== undefined) return known;
    if (this.connection.generation.value > 0 && !this.#asked.has(id)) {
      this.#asked.add(id);
      const learn = ({ name }: FunctionSummary) => {
        this.#names.value = new Map(this.#names.peek()).set(id, name);
      };
      this.connection.host.ask('function', { functionId: id }).then(learn, () => this.#asked.delete(id));
    }
    return `function ${id}`;
  }
}
