import type { Replicas } from './cluster/replicas';
import type { Provisioner } from './systems';
import { ImageState, type Workload } from './types';

/** Cold starts of which the workload says whether their VM holds the image. */
export class KnownImages {
  /** Replicas so far that no container of the run had to fetch. */
  found = 0;
  readonly #state: Uint8Array | null;

  constructor(
    { imageState = undefined }: Workload,
    private readonly replicas: Replicas,
    private readonly provisioner: Provisioner,
  ) {
    this.#state = imageState ?? null;
  }

  isKnown(container: number): boolean {
    return this.#state !== null && this.#state[container] !== ImageState.unknown;
  }

  isMissing(container: number): boolean {
    return this.#state !== null && this.#state[container] === ImageState.missing;
  }

  /** Whether the container may start from this replica. One that finds its image does not wait for it. */
  suits(container: number, replica: number, now: number): boolean {
    if (this.#state === null || this.#state[container] !== ImageState.found) return true;
    return this.replicas.fetchedAt[replica] <= now;
  }

  /** Whether the container finds the image of this new replica on its VM; then the replica is ready at once. */
  hold(container: number, replica: number, now: number): boolean {
    if (this.#state === null || this.#state[container] !== ImageState.found) return false;
    this.found++;
    this.replicas.setReady(replica, now);
    this.provisioner.hold?.(replica, now);
    return true;
  }
}
