import { FitIndex } from './fitIndex';

/** In place of a VM: there is none. */
export const NO_VM = -1;

/**
 * The VMs: those in the free pool, and the active ones with their free memory and the number of functions they hold (ATC'21 §3.1, §3.3).
 * Memory is counted in whole MB, rounded up.
 */
export class Pool {
  readonly freeMB: Int32Array;
  readonly functionsOn: Int32Array;
  /** Containers starting or running. */
  readonly containersOn: Int32Array;
  /** Active VMs now. */
  active = 0;
  /** Different VMs used so far. */
  used = 0;
  /** Active VMs that may hold one more function. */
  readonly #open: FitIndex;
  /** Active VMs with as many functions as a VM may hold. */
  readonly #full: FitIndex;
  readonly #returned: number[] = [];

  constructor(
    readonly size: number,
    readonly memoryMB: number,
    readonly mostFunctions: number,
  ) {
    this.freeMB = new Int32Array(size).fill(memoryMB);
    this.functionsOn = new Int32Array(size);
    this.containersOn = new Int32Array(size);
    this.#open = new FitIndex(size, memoryMB);
    this.#full = new FitIndex(size, memoryMB);
  }

  /** A VM from the free pool, active from now on, or -1. */
  reserve(): number {
    const vm = this.#returned.pop() ?? (this.used < this.size ? this.used++ : NO_VM);
    if (vm === NO_VM) return NO_VM;
    this.active++;
    return vm;
  }

  get hasFree(): boolean {
    return this.#returned.length > 0 || this.used < this.size;
  }

  /** The fullest active VM with room for a container of another function, or -1. */
  tightest(needed: number): number {
    return this.#open.tightest(needed);
  }

  /** The emptiest active VM with room for a container of another function, or -1. */
  roomiest(needed: number): number {
    return this.#open.roomiest(needed);
  }

  /** A VM with room for the container, were it not for the functions it holds; or -1. */
  fullOfFunctions(needed: number): number {
    return this.#full.tightest(needed);
  }

  occupy(vm: number, memoryMB: number): void {
    this.freeMB[vm] -= memoryMB;
    this.containersOn[vm]++;
    this.#list(vm);
  }

  vacate(vm: number, memoryMB: number): void {
    this.freeMB[vm] += memoryMB;
    this.containersOn[vm]--;
    this.#list(vm);
  }

  addFunction(vm: number): void {
    this.functionsOn[vm]++;
    this.#list(vm);
  }

  /** The VM goes back to the free pool with its last function. */
  removeFunction(vm: number): void {
    this.functionsOn[vm]--;
    if (this.functionsOn[vm] > 0 || this.containersOn[vm] > 0) {
      this.#list(vm);
      return;
    }
    this.#open.remove(vm);
    this.#full.remove(vm);
    this.#returned.push(vm);
    this.active--;
  }

  #list(vm: number): void {
    const full = this.functionsOn[vm] >= this.mostFunctions;
    if (full) this.#open.remove(vm);
    else this.#full.remove(vm);
    (full ? this.#full : this.#open).put(vm, this.freeMB[vm]);
  }
}
