import type { Network } from './cluster/network';
import type { Pool } from './cluster/pool';
import type { RegistryReaders } from './cluster/readers';
import type { Replicas } from './cluster/replicas';
import type { Containers } from './containers';
import { EventKind, type Events } from './events';
import type { Failures } from './failures';
import type { Starts } from './starts';

/** The effects of a VM failure: at once, and when it is noticed. */
export class Outages {
  /** VMs in use that have failed so far. */
  count = 0;

  constructor(
    private readonly rows: number,
    private readonly starts: Starts,
    private readonly pool: Pool,
    private readonly replicas: Replicas,
    private readonly network: Network,
    private readonly readers: RegistryReaders,
    private readonly containers: Containers,
    private readonly failures: Failures,
    private readonly events: Events,
  ) {}

  /**
   * The VM fails; the scheduler notices at the next ping. Failures of unused VMs change nothing.
   */
  fail(vm: number, now: number): void {
    if (!this.pool.isActive(vm)) return;
    this.count++;
    this.containers.vmFailed(vm, now);
    this.network.cut(vm, now);
    for (let replica = this.replicas.firstOn(vm); replica >= 0; replica = this.replicas.nextOn(replica)) {
      if (this.readers.has(replica)) this.readers.stop(replica, vm, now);
    }
    this.events.schedule(EventKind.noticed, vm, this.failures.noticedAt(now));
  }

  /** The failure is noticed: trees are repaired, containers placed anew, and a new VM joins the pool. */
  replace(vm: number, now: number): void {
    this.containers.loseVm(vm, now);
    this.network.restore(vm);
    const { lost, progress } = this.containers;
    this.failures.requireProgress(
      { lost, served: progress.served, mostAtOnce: this.starts.most, rows: this.rows },
      now,
    );
  }
}
