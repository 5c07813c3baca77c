import type { DelayCause, SystemInfo, Topology } from '../answers';
import type { Cluster } from '../cluster/cluster';
import type { Parameters } from '../types';

/** A way of provisioning containers. Each gets the same workload and the same cluster. */
export interface System extends SystemInfo {
  /**
   * Whether images are on the extra VM before the run begins, so the registry need not send them first. The lower bound
   * then holds only where the registry is at least as fast as a NIC.
   */
  readonly startsSeeded?: boolean;
  /** How its VMs of a function are connected. */
  readonly topology: Topology;
  /** Why blocks are at hand later than the flow that brings them ends; absent where they are not. */
  readonly lag?: Extract<DelayCause, 'hop' | 'lastPieces'>;
  /** Names of the stages on a VM before an image's first block, in order. */
  readonly preparation: readonly string[];
  /** Assumptions of the system, shown with its results. One sentence each. */
  readonly assumptions: readonly string[];
  /** The most MB/s that a VM takes in, where processing the bytes limits it rather than its NIC. */
  intakeMBps?(parameters: Parameters): number;
  provisioner(cluster: Cluster): Provisioner;
}

/** Brings images to VMs. A replica has at most one flow, which has the replica's number. */
export interface Provisioner {
  /** Whether a container starts while blocks still arrive, rather than after the whole image. */
  readonly lazy: boolean;
  /**
   * MB that one registry request brings: a compressed block. Absent where one request, a pull, brings a whole image.
   */
  readonly requestMB?: number;
  /** Set by a bound: starts that share a VM do not slow each other. */
  readonly startsAlone?: true;
  /** Mean seconds of work of a start that has the image on its VM. */
  startSeconds(functionId: number): number;
  /** MB/s of one read of the registry, with `readers` reads in all and `onVm` on its VM. */
  readPace?(readers: number, onVm: number): number;
  /** The VM must get an image that it does not hold. Leads to `cluster.prepare`. */
  begin(replica: number, now: number): void;
  /**
   * The VM holds an image that this run did not bring, with `replicas.fetchedAt` set. `leave` follows as for any other
   * replica. Absent where the system keeps no account of who holds an image.
   */
  hold?(replica: number, now: number): void;
  /** The VM is prepared. Leads to a flow or a read, or to `cluster.arrived`. */
  prepared(replica: number, now: number): void;
  /** All bytes of the flow or read have arrived. Leads to `cluster.arrived`. */
  flowDone(replica: number, now: number): void;
  /** The VM loses the image: it was evicted, or the VM failed. Ends its flow or read. */
  leave(replica: number, now: number): void;
}
