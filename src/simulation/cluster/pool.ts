import { FitIndex } from './fitIndex';

/** Stands for no VM. */
export const NO_VM = -1;

/** State of a VM as the scheduler sees it. */
const State = {
  /** In the free pool. */
  free: 0,
  /** Holds at least one function. */
  active: 1,
  /** Failed while it was active; not noticed yet. */
  failed: 2,
} as const;

/**
 * The VMs: the free pool, and the active VMs with their free memory and their containers (ATC'21 §3.1, §3.3). Memory is
 * in whole MB.
 */
export class Pool {
  readonly freeMB: Int32Array;
  readonly functionsOn: Int32Array;
  /** Containers starting or running. */
  readonly containersOn: Int32Array;
  /** Containers starting, which share its vCPUs. */
  readonly startingOn: Int32Array;
  /** Active VMs, including failed ones that are not replaced yet. */
  active = 0;
  /** Memory of the containers that start or run on VMs that have not failed, MB. */
  busyMB = 0;
  /** Different VMs used so far. */
  used = 0;
  /** By VM: one of `State`. */
  readonly #state: Uint8Array;
  /** By VM: its share of `busyMB`. */
  readonly #busyOn: Int32Array;
  /** Active VMs that may hold one more function. */
  readonly #open: FitIndex;
  /** Active VMs with as many functions as a VM may hold. */
  readonly #full: FitIndex;
  /** Active VMs that may hold one more function, but whose vCPUs are all busy with starts. */
  readonly #starting: FitIndex;
  /** By VM: the index that lists it. */
  readonly #indexOf: (FitIndex | null)[];
  /** Used VMs that returned to the free pool; the last is taken next. */
  readonly returned: number[] = [];

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
    this.#state = new Uint8Array(size);
    this.#busyOn = new Int32Array(size);
    this.#open = new FitIndex(size, memoryMB);
    this.#full = new FitIndex(size, memoryMB);
    this.#starting = new FitIndex(size, memoryMB);
    this.#indexOf = new Array(size).fill(null);
  }

  /** Takes a VM from the free pool and makes it active; returns -1 if the pool is empty. */
  reserve(): number {
    const vm = this.returned.pop() ?? (this.used < this.size ? this.used++ : NO_VM);
    if (vm === NO_VM) return NO_VM;
    this.#state[vm] = State.active;
    this.active++;
    return vm;
  }

  get hasFree(): boolean {
    return this.returned.length > 0 || this.used < this.size;
  }

  /** The fullest active VM with room for a container of another function, or -1. */
  tightest(needed: number): number {
    return this.#open.tightest(needed);
  }

  /** The emptiest active VM with room for a container of another function, or -1. */
  roomiest(needed: number): number {
    return this.#open.roomiest(needed);
  }

  /** As `tightest`, of the VMs whose vCPUs are all busy with starts. */
  tightestStarting(needed: number): number {
    return this.#starting.tightest(needed);
  }

  roomiestStarting(needed: number): number {
    return this.#starting.roomiest(needed);
  }

  /** Whether all vCPUs of the VM are busy with starts. */
  isStarting(vm: number): boolean {
    return this.startingOn[vm] >= this.mostStarts;
  }

  startEnds(vm: number): void {
    const wasStarting = this.isStarting(vm);
    this.startingOn[vm]--;
    if (wasStarting) this.#list(vm);
  }

  /** A VM that has memory for the container, but holds as many functions as it may; or -1. */
  fullOfFunctions(needed: number): number {
    return this.#full.tightest(needed);
  }

  /** A container is placed on the VM and begins to start. */
  occupy(vm: number, memoryMB: number): void {
    this.freeMB[vm] -= memoryMB;
    this.containersOn[vm]++;
    this.startingOn[vm]++;
    this.work(vm, memoryMB);
    this.#list(vm);
  }

  /** The container has left the VM. A VM that has failed keeps what it had until it is replaced. */
  vacate(vm: number, memoryMB: number): void {
    if (this.hasFailed(vm)) return;
    this.freeMB[vm] += memoryMB;
    this.containersOn[vm]--;
    this.#list(vm);
  }

  /** A container on the VM begins to work: to start, or to run a request. */
  work(vm: number, memoryMB: number): void {
    if (this.hasFailed(vm)) return;
    this.#busyOn[vm] += memoryMB;
    this.busyMB += memoryMB;
  }

  /** A container on the VM stops working. */
  rest(vm: number, memoryMB: number): void {
    if (this.hasFailed(vm)) return;
    this.#busyOn[vm] -= memoryMB;
    this.busyMB -= memoryMB;
  }

  /** Whether the VM holds a function and works. */
  isActive(vm: number): boolean {
    return this.#state[vm] === State.active;
  }

  /** Whether the VM has failed and is not replaced yet. */
  hasFailed(vm: number): boolean {
    return this.#state[vm] === State.failed;
  }

  /**
   * An active VM fails: nothing more is placed on it, and nothing on it works. It stays active until it is replaced.
   */
  fail(vm: number): void {
    this.#state[vm] = State.failed;
    this.freeMB[vm] = 0;
    this.busyMB -= this.#busyOn[vm];
    this.#busyOn[vm] = 0;
    this.#listedIn(null, vm);
  }

  /** The failure is noticed: a new VM in the free pool replaces the failed one and takes its number. */
  replace(vm: number): void {
    this.freeMB[vm] = this.memoryMB;
    this.functionsOn[vm] = 0;
    this.containersOn[vm] = 0;
    this.startingOn[vm] = 0;
    this.#release(vm);
  }

  /** The VM holds one more function; the caller then places a container of it. */
  addFunction(vm: number): void {
    this.functionsOn[vm]++;
  }

  /** An active VM no longer holds a function. Without functions it returns to the free pool. */
  removeFunction(vm: number): void {
    this.functionsOn[vm]--;
    if (this.functionsOn[vm] > 0) {
      this.#list(vm);
      return;
    }
    this.#listedIn(null, vm);
    this.#release(vm);
  }

  #release(vm: number): void {
    this.#state[vm] = State.free;
    this.returned.push(vm);
    this.active--;
  }

  #list(vm: number): void {
    if (this.#state[vm] !== State.active || this.functionsOn[vm] === 0) return;
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
