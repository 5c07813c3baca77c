import type { Parameters } from '../types';
import type { Copies } from './copies';
import { Offers } from './offers';
import { NO_VM, type Pool } from './pool';

/**
 * Which VM a container goes to (ATC'21 §3.1, §3.3): one that holds its function's image and has room; else, where VMs are packed, the fullest active VM
 * with room; else a VM from the free pool; else a VM whose memory would do, in place of a function that is idle there. Where containers are spread,
 * a VM of the free pool comes before any that is busy, and emptier VMs before fuller ones. A VM whose vCPUs are all busy starting containers has
 * no room as long as the free pool has a VM.
 */
export class Placement {
  /** Copies that may have room, in the order in which they were offered. */
  readonly #offers: Offers;
  readonly #spread: boolean;
  /** VMs with a copy that was taken off its list for want of room. */
  readonly #withheld: Uint8Array;

  constructor(
    functions: number,
    private readonly pool: Pool,
    private readonly copies: Copies,
    parameters: Parameters,
  ) {
    this.#offers = new Offers(functions);
    this.#spread = parameters.spread === 1;
    this.#withheld = new Uint8Array(pool.size);
  }

  /** A copy of the function's image on a VM with room for one more container, or -1. */
  copyFor(functionId: number, needed: number): number {
    const { copies, pool } = this;
    const offers = this.#offers;
    for (;;) {
      const copy = this.#spread ? offers.first(functionId) : offers.last(functionId);
      if (copy < 0) return -1;
      const vm = copies.vm[copy];
      if (pool.freeMB[vm] >= needed && !(pool.isStarting(vm) && pool.hasFree)) {
        if (!this.#spread) return copy;
        if (pool.containersOn[vm] > 0 && pool.hasFree) return -1;
        // Copies take turns.
        offers.remove(functionId, copy);
        offers.push(functionId, copy);
        return copy;
      }
      this.#withheld[vm] = 1;
      offers.remove(functionId, copy);
    }
  }

  /** A VM with room for a container of a function that it does not hold, or -1. */
  vmFor(needed: number): number {
    const { pool } = this;
    if (this.#spread && pool.hasFree) return pool.reserve();
    const vm = this.#spread ? pool.roomiest(needed) : pool.tightest(needed);
    if (vm !== NO_VM) return vm;
    if (pool.hasFree) return pool.reserve();
    return this.#spread ? pool.roomiestStarting(needed) : pool.tightestStarting(needed);
  }

  /** The copy longest idle on a VM that has room for the container but holds as many functions as it may; -1 where there is none. */
  copyToGiveUp(needed: number): number {
    const { pool, copies } = this;
    const vm = pool.fullOfFunctions(needed);
    if (vm === NO_VM) return -1;
    let longest = -1;
    for (let copy = copies.firstOn(vm); copy >= 0; copy = copies.nextOn(copy)) {
      if (copies.busy[copy] > 0) continue;
      if (longest < 0 || copies.idleSince[copy] < copies.idleSince[longest]) longest = copy;
    }
    return longest;
  }

  /** The copy is new, or there is room on its VM again. */
  offer(copy: number): void {
    if (!this.#offers.has(copy)) this.#offers.push(this.copies.functionId[copy], copy);
  }

  /** The copy is about to go. */
  withdraw(copy: number): void {
    if (this.#offers.has(copy)) this.#offers.remove(this.copies.functionId[copy], copy);
  }

  /** The VM has more room than before. */
  roomOn(vm: number): void {
    if (this.#withheld[vm] === 0) return;
    this.#withheld[vm] = 0;
    for (let copy = this.copies.firstOn(vm); copy >= 0; copy = this.copies.nextOn(copy)) this.offer(copy);
  }
}
