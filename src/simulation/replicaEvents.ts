import type { Pool } from './cluster/pool';
import { Phase, type Replicas } from './cluster/replicas';
import type { Starts } from './starts';
import type { Provisioner } from './systems';
import type { FunctionWatch } from './watch/functionWatch';

/** Handles scheduled events of replicas. Ignores those of replicas that were postponed or lost since. */
export class ReplicaEvents {
  constructor(
    private readonly replicas: Replicas,
    private readonly pool: Pool,
    private readonly provisioner: Provisioner,
    private readonly starts: Starts,
    private readonly watch: FunctionWatch | null,
  ) {}

  /** The VM is prepared for the replica. */
  prepared(replica: number, now: number): void {
    const { replicas } = this;
    if (replicas.preparedAt[replica] !== now || replicas.phase[replica] !== Phase.preparing) return;
    if (this.pool.hasFailed(replicas.vm[replica])) return;
    this.watch?.prepared(replica, now);
    this.provisioner.prepared(replica, now);
  }

  /** The first block is on the VM. */
  firstBlock(replica: number, now: number): void {
    if (this.replicas.firstBlockAt[replica] !== now) return;
    this.watch?.firstBlock(replica, now);
    this.starts.imageComes(replica, now);
  }

  /** All blocks that a start needs are on the VM. */
  arrived(replica: number, now: number): void {
    const { replicas } = this;
    if (replicas.fetchedAt[replica] !== now) return;
    replicas.phase[replica] = Phase.ready;
    this.watch?.fetched(replica, now);
    const begun = replicas.firstBlockAt[replica] <= now;
    if (!begun) this.starts.imageComes(replica, now);
  }
}
