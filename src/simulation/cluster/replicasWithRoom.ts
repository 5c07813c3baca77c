import { IntrusiveLists } from '../intrusiveLists';

/** For each function the replicas whose VMs may have room, in the order in which they were offered. */
export class ReplicasWithRoom {
  readonly #lists: IntrusiveLists;

  constructor(functions: number) {
    this.#lists = new IntrusiveLists(functions);
  }

  /** The replica offered first, or -1. */
  first(functionId: number): number {
    return this.#lists.first(functionId);
  }

  /** The replica offered last, or -1. */
  last(functionId: number): number {
    return this.#lists.last(functionId);
  }

  /** Does nothing if the replica is already offered. */
  offer(functionId: number, replica: number): void {
    if (!this.#lists.has(replica)) this.#lists.addLast(functionId, replica);
  }

  /** Does nothing if the replica is not offered. */
  withdraw(replica: number): void {
    if (this.#lists.has(replica)) this.#lists.remove(replica);
  }
}
