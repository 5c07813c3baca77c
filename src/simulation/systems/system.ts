import type { SystemInfo } from '../answers';
import type { Cluster } from '../cluster/cluster';
import type { Parameters } from '../types';

/** A way of provisioning containers. Systems are interchangeable: the same workload and the same cluster go to each. */
export interface System extends SystemInfo {
  /**
   * Whether images are on the VM beside the pool before the run begins, so the registry need not send them first. The lower
   * bound holds for such a system only where the registry is at least as fast as a NIC.
   */
  readonly startsSeeded?: boolean;
  /** Names of what happens on a VM before an image's first block, in order. */
  readonly preparation: readonly string[];
  /** What the system takes for granted, for the reader of its results. */
  readonly assumptions: readonly string[];
  /** MB/s that a VM takes in at the most where it is not its NIC that sets the limit, but what it does with the bytes. */
  intakeMBps?(parameters: Parameters): number;
  provisioner(cluster: Cluster): Provisioner;
}

/** Brings images to VMs. One replica of an image on a VM has one flow at most, by the replica's number. */
export interface Provisioner {
  /** True where a container starts while blocks still arrive; false where the whole image comes first. */
  readonly lazy: boolean;
  /** MB that one request to the registry brings: those of a block on the wire. Absent where one request, a pull, brings a whole image. */
  readonly requestMB?: number;
  /** Seconds of work from having the image at hand to the container having started, on average. */
  startSeconds(functionId: number): number;
  /** MB/s of one read of the registry, when there are so many in all and so many on the VM. */
  readPace?(readers: number, onVm: number): number;
  /** The VM was given an image it does not hold. Leads to `cluster.prepare`. */
  begin(replica: number, now: number): void;
  /** The VM is prepared. Leads to a flow, or to `cluster.arrived`. */
  prepared(replica: number, now: number): void;
  /** All bytes asked for have come. Leads to `cluster.arrived`. */
  flowDone(replica: number, now: number): void;
  /** The VM gives the image up: it was idle, or the VM failed. */
  leave(replica: number, now: number): void;
}
