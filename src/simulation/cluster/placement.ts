import type { Parameters } from '../types';
import { NO_VM, type Pool } from './pool';
import type { Replicas } from './replicas';
import { ReplicasWithRoom } from './replicasWithRoom';

/**
 * Chooses the VM for a container (ATC'21 §3.1, §3.3): one that holds its function's image and has room; else, when
 * packing, the fullest active VM with room; else a VM from the free pool; else a VM with enough memory, where an idle
 * function is evicted. When spreading, a VM of the free pool comes before any that is busy, and emptier VMs before
 * fuller ones. A VM whose vCPUs are all busy starting containers has no room as long as the free pool has a VM.
 */
export class Placement {
  /** Replicas whose VMs may have room, in the order in which they were offered. */
  readonly #withRoom: ReplicasWithRoom;
  readonly #spread: boolean;
  /** By VM: 1 where a replica was taken off its list because the VM had no room. */
  readonly #withheld: Uint8Array;
  /**
   * The VM that got room last, whose replicas are not offered yet. Where many containers wait, one mostly takes the
   * room at once: offering some 20 replicas, and taking each off its list again later, would be the most work of all.
   */
  #recent = NO_VM;

  /** @param leastMB the least memory of any container */
  constructor(
    functions: number,
    private readonly leastMB: number,
    private readonly pool: Pool,
    private readonly replicas: Replicas,
    parameters: Parameters,
  ) {
    this.#withRoom = new ReplicasWithRoom(functions);
    this.#spread = parameters.spread === 1;
    this.#withheld = new Uint8Array(pool.size);
  }

  /** A replica of the function on a VM with room for one more container, or -1. */
  replicaFor(functionId: number, needed: number): number {
    const { replicas, pool } = this;
    const withRoom = this.#withRoom;
    if (this.#recent !== NO_VM && pool.freeMB[this.#recent] >= needed) {
      const recent = replicas.find(this.#recent, functionId);
      if (recent >= 0) this.offer(recent);
    }
    for (;;) {
      const replica = this.#spread ? withRoom.first(functionId) : withRoom.last(functionId);
      if (replica < 0) return -1;
      const vm = replicas.vm[replica];
      if (pool.freeMB[vm] >= needed && !(pool.isStarting(vm) && pool.hasFree)) {
        if (!this.#spread) return replica;
        if (pool.containersOn[vm] > 0 && pool.hasFree) return -1;
        // Round robin.
        withRoom.withdraw(replica);
        withRoom.offer(functionId, replica);
        return replica;
      }
      this.#withheld[vm] = 1;
      withRoom.withdraw(replica);
    }
  }

  /** A VM with room for one more function and its container, or -1. */
  vmFor(needed: number): number {
    const { pool } = this;
    if (this.#spread && pool.hasFree) return pool.reserve();
    const vm = this.#spread ? pool.roomiest(needed) : pool.tightest(needed);
    if (vm !== NO_VM) return vm;
    if (pool.hasFree) return pool.reserve();
    return this.#spread ? pool.roomiestStarting(needed) : pool.tightestStarting(needed);
  }

  /**
   * The same, preferably one that lacks the function's image: if the VM chosen holds it, the emptiest active VM or one
   * of the free pool. Without any, the VM holds it. @param functionId or -1
   */
  vmWithout(functionId: number, needed: number): number {
    const vm = this.vmFor(needed);
    if (functionId < 0 || vm === NO_VM || this.replicas.find(vm, functionId) < 0) return vm;
    const roomiest = this.pool.roomiest(needed);
    if (roomiest !== NO_VM && this.replicas.find(roomiest, functionId) < 0) return roomiest;
    return this.pool.hasFree ? this.pool.reserve() : vm;
  }

  /**
   * The longest idle replica of a VM that has room for the container but not for another function; -1 if there is none.
   */
  replicaToEvict(needed: number): number {
    const { pool, replicas } = this;
    const vm = pool.fullOfFunctions(needed);
    if (vm === NO_VM) return -1;
    let longest = -1;
    for (let replica = replicas.firstOn(vm); replica >= 0; replica = replicas.nextOn(replica)) {
      if (replicas.busy[replica] > 0) continue;
      if (longest < 0 || replicas.idleSince[replica] < replicas.idleSince[longest]) longest = replica;
    }
    return longest;
  }

  /** The replica's VM may have room: the replica is new, or a container has left. */
  offer(replica: number): void {
    this.#withRoom.offer(this.replicas.functionId[replica], replica);
  }

  /** The replica is about to be removed. */
  withdraw(replica: number): void {
    this.#withRoom.withdraw(replica);
  }

  /** The VM has more room than before. */
  roomOn(vm: number): void {
    if (this.#withheld[vm] === 0) return;
    this.#withheld[vm] = 0;
    if (vm === this.#recent) return;
    this.#offerRecent();
    this.#recent = vm;
  }

  #offerRecent(): void {
    const vm = this.#recent;
    if (vm === NO_VM) return;
    if (this.pool.freeMB[vm] < this.leastMB) {
      this.#withheld[vm] = 1;
      return;
    }
    const { replicas } = this;
    for (let replica = replicas.firstOn(vm); replica >= 0; replica = replicas.nextOn(replica)) this.offer(replica);
  }
}
