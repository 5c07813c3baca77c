import { FitIndex } from './fitIndex';

/** In place of a VM: there is none. */
export const NO_VM = -1;

/** Free memory of a suspended VM: so little that whatever is vacated leaves it negative. */
const SUSPENDED = -(2 ** 30);

/**
 * The VMs: those in the free pool, and the active ones with their free memory and the number of functions they hold (ATC'21 §3.1, §3.3).
 * Memory is counted in whole MB, rounded up.
 */
export class Pool {
  readonly freeMB: Int32Array;
  readonly functionsOn: Int32Array;
  /** Containers starting or running. */
  readonly containersOn: Int32Array;
  /** Containers starting, which share its vCPUs. */
  readonly startingOn: Int32Array;
  /** Active VMs now. */
  active = 0;
  /** Different VMs used so far. */
  used = 0;
  /** Active VMs that may hold one more function. */
  readonly #open: FitIndex;
  /** Active VMs with as many functions as a VM may hold. */
  readonly #full: FitIndex;
  /** Active VMs that may, but whose vCPUs are all busy with starts. */
  readonly #starting: FitIndex;
  /** By VM: which of these it is listed in. */
  readonly #indexOf: (FitIndex | null)[];
  readonly #returned: number[] = [];

  constructor(
    readonly size: number,
    readonly memoryMB: number,
    readonly mostFunctions: number,
    /** Containers that a VM's vCPUs can start at a time. */
    readonly mostStarts: number,
  ) {
    this.freeMB = new Int32Array(size).fill(memoryMB);
    this.functionsOn = new Int32Array(size);
    this.containersOn = new Int32Array(size);
    this.startingOn = new Int32Array(size);
    this.#open = new FitIndex(size, memoryMB);
    this.#full = new FitIndex(size, memoryMB);
    this.#starting = new FitIndex(size, memoryMB);
    this.#indexOf = new Array(size).fill(null);
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

  /** The same of those whose vCPUs are all busy with starts. */
  tightestStarting(needed: number): number {
    return this.#starting.tightest(needed);
  }

  roomiestStarting(needed: number): number {
    return this.#starting.roomiest(needed);
  }

  /** Whether all its vCPUs are busy with starts. */
  isStarting(vm: number): boolean {
    return this.startingOn[vm] >= this.mostStarts;
  }

  startEnds(vm: number): void {
    const wasStarting = this.isStarting(vm);
    this.startingOn[vm]--;
    if (wasStarting) this.#list(vm);
  }

  /** A VM with room for the container, were it not for the functions it holds; or -1. */
  fullOfFunctions(needed: number): number {
    return this.#full.tightest(needed);
  }

  /** A container comes to the VM, and begins to start. */
  occupy(vm: number, memoryMB: number): void {
    this.freeMB[vm] -= memoryMB;
    this.containersOn[vm]++;
    this.startingOn[vm]++;
    this.#list(vm);
  }

  vacate(vm: number, memoryMB: number): void {
    this.freeMB[vm] += memoryMB;
    this.containersOn[vm]--;
    this.#list(vm);
  }

  isActive(vm: number): boolean {
    return vm >= 0 && vm < this.size && this.functionsOn[vm] > 0;
  }

  /** No more containers go to the VM, until it is replaced. */
  suspend(vm: number): void {
    this.freeMB[vm] = SUSPENDED;
    this.#listedIn(null, vm);
  }

  /** A fresh VM of the free pool takes the place of one that was suspended. */
  replace(vm: number): void {
    this.freeMB[vm] = this.memoryMB;
    this.functionsOn[vm] = 0;
    this.containersOn[vm] = 0;
    this.startingOn[vm] = 0;
    this.#returned.push(vm);
    this.active--;
  }

  /** A container of it comes next. */
  addFunction(vm: number): void {
    this.functionsOn[vm]++;
  }

  /** The VM goes back to the free pool with its last function. */
  removeFunction(vm: number): void {
    this.functionsOn[vm]--;
    if (this.functionsOn[vm] > 0 || this.containersOn[vm] > 0) {
      this.#list(vm);
      return;
    }
    this.#listedIn(null, vm);
    this.#returned.push(vm);
    this.active--;
  }

  #list(vm: number): void {
    if (this.freeMB[vm] < 0 || this.functionsOn[vm] === 0) return;
    if (this.functionsOn[vm] >= this.mostFunctions) this.#listedIn(this.#full, vm);
    else this.#listedIn(this.isStarting(vm) ? this.#starting : this.#open, vm);
  }

  #listedIn(index: FitIndex | null, vm: number): void {
    const before = this.#indexOf[vm];
    if (index !== before) {
      before?.remove(vm);
      this.#indexOf[vm] = index;
    }
    index?.put(vm, this.freeMB[vm]);
  }
}
