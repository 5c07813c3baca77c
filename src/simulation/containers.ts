import type { Copies } from './cluster/copies';
import { Placement } from './cluster/placement';
import type { Pool } from './cluster/pool';
import type { FunctionTrees } from './cluster/trees';
import type { IdleQueue } from './idleQueue';
import { Requests } from './requests';
import type { Recorder } from './results/recorder';
import type { Provisioner } from './systems';
import type { Parameters, Workload } from './types';

const NONE = -1;

/** What containers need of the run around them. */
export interface ContainerHost {
  readonly copies: Copies;
  readonly trees: FunctionTrees;
  readonly parameters: Parameters;
  /** How long a start takes this container that takes `mean` seconds on average. */
  startWork(container: number, mean: number): number;
  scheduleStarted(container: number, time: number): void;
  scheduleEnded(container: number, time: number): void;
  /** A VM left the free pool and holds its first function. */
  vmActivated(vm: number, now: number): void;
}

/**
 * The life of containers: placed on a VM, started once the image is there, running, gone. A container has the number of the cold start (or of the
 * request) that called for it.
 */
export class Containers {
  /** Cold starts or requests served so far. */
  served = 0;
  /** Containers whose VM failed before they had started, so far; one may be lost again and again. */
  lost = 0;

  readonly #placement: Placement;
  readonly requests: Requests | null;
  /** Whole MB each function's container takes of a VM. */
  readonly memoryMB: Int32Array;
  readonly #runSeconds: Float64Array;
  /** Mean seconds of a start of each function's container. */
  readonly #startSeconds: Float64Array;
  /** By container, from when it is placed: its copy. */
  readonly copyOf: Int32Array;
  /** Which of the copies that had this number it is; tells a copy from its successors. */
  readonly #epochOf: Int32Array;
  /** When it starts; NaN where that is not known (any more). */
  readonly #startsAt: Float64Array;
  /** The next one of the same copy that has not started. */
  readonly nextStarting: Int32Array;
  /** Those that found no room, in order of arrival, from `#queuedFrom` on. */
  #queued: number[] = [];
  #queuedFrom = 0;

  constructor(
    private readonly workload: Workload,
    private readonly host: ContainerHost,
    private readonly pool: Pool,
    private readonly provisioner: Provisioner,
    private readonly recorder: Recorder,
    private readonly idle: IdleQueue,
  ) {
    const { functions, arrival } = workload;
    const { parameters } = host;
    this.#placement = new Placement(functions.length, pool, host.copies, parameters);
    this.requests = workload.requests ? new Requests(functions.length, host.copies) : null;
    this.memoryMB = Int32Array.from(functions, ({ memoryMB }) =>
      Math.min(parameters.vmMemoryMB, Math.max(1, Math.ceil(memoryMB))),
    );
    this.#runSeconds = Float64Array.from(functions, ({ runSeconds }) => runSeconds);
    this.#startSeconds = Float64Array.from(functions, (_, id) => provisioner.startSeconds(id));
    this.copyOf = new Int32Array(arrival.length);
    this.#epochOf = new Int32Array(arrival.length);
    this.#startsAt = new Float64Array(arrival.length);
    this.nextStarting = new Int32Array(arrival.length);
  }

  /** A cold start, or a request, which a container at hand may serve. */
  arrive(row: number, now: number): void {
    if (this.requests) {
      const functionId = this.workload.functionId[row];
      const container = this.requests.takeIdle(functionId);
      if (container !== NONE) {
        this.#serve(row, container, now);
        return;
      }
      if (!this.requests.wait(functionId, row)) return;
    }
    this.#place(row, now);
  }

  /** The last bytes of the copy are on their way, so it is known when those who wait for it start. */
  imageArrives(copy: number): void {
    for (let container = this.host.copies.firstStarting[copy]; container !== NONE; ) {
      const next = this.nextStarting[container];
      this.#scheduleStart(container, copy);
      container = next;
    }
  }

  started(container: number, now: number): void {
    if (this.#startsAt[container] !== now) return;
    const { host, workload } = this;
    const { copies } = host;
    const copy = this.copyOf[container];
    this.#startsAt[container] = Number.NaN;
    this.#unlink(container, copy);
    this.pool.startEnds(copies.vm[copy]);
    this.#placement.roomOn(copies.vm[copy]);
    if (copies.started[copy] === 0) this.recorder.trees.started(copy, now);
    copies.started[copy] = 1;
    if (!this.requests) {
      this.#record(container, container, now);
      this.#run(container, now);
      return;
    }
    const functionId = workload.functionId[container];
    const row = this.requests.started(functionId);
    if (row === NONE) {
      this.#rest(container, now);
      return;
    }
    this.#record(row, container, now);
    this.#run(container, now);
  }

  ended(container: number, now: number): void {
    const { copies } = this.host;
    const copy = this.copyOf[container];
    if (copies.epoch[copy] !== this.#epochOf[container]) return;
    const functionId = this.workload.functionId[container];
    if (this.requests) {
      const row = this.requests.next(functionId);
      if (row === NONE) this.#rest(container, now);
      else this.#serve(row, container, now);
      return;
    }
    const vm = copies.vm[copy];
    if (this.pool.hasFailed(vm)) return;
    this.#noLongerBusy(container, copy, now);
    this.pool.vacate(vm, this.memoryMB[functionId]);
    this.#placement.roomOn(vm);
    this.placeQueued(now);
  }

  /** The copy at the head of the idle queue has been there long enough, unless it was busy since. */
  reclaim(now: number): void {
    const { since } = this.idle;
    const copy = this.idle.pop();
    const { copies } = this.host;
    // A VM that has failed gives nothing back before it is replaced.
    if (copies.idleSince[copy] !== since || this.pool.hasFailed(copies.vm[copy])) return;
    this.#giveUp(copy, now);
    this.placeQueued(now);
  }

  /** A VM is gone: its copies leave, and the containers that had not started are placed anew. */
  loseVm(vm: number, now: number): void {
    const { copies } = this.host;
    const lost: number[] = [];
    for (let copy = copies.firstOn(vm); copy !== NONE; copy = copies.firstOn(vm)) {
      for (let container = copies.firstStarting[copy]; container !== NONE; container = this.nextStarting[container]) {
        lost.push(container);
      }
      this.requests?.forget(copy);
      this.#forget(copy, now);
    }
    this.pool.replace(vm);
    this.#noteUse(now);
    this.lost += lost.length;
    lost.sort((a, b) => a - b);
    for (const container of lost) {
      this.#startsAt[container] = Number.NaN;
      this.#place(container, now);
    }
    this.placeQueued(now);
  }

  /** VM the container was placed on. */
  vmOf(container: number): number {
    return this.host.copies.vm[this.copyOf[container]];
  }

  /** Places those that wait for room, as far as there is some. */
  placeQueued(now: number): void {
    while (this.#queuedFrom < this.#queued.length && this.#tryToPlace(this.#queued[this.#queuedFrom], now)) {
      this.#queuedFrom++;
    }
    if (this.#queuedFrom === this.#queued.length && this.#queuedFrom > 0) {
      this.#queued = [];
      this.#queuedFrom = 0;
    }
  }

  #place(container: number, now: number): void {
    if (this.#queuedFrom < this.#queued.length || !this.#tryToPlace(container, now)) this.#queued.push(container);
  }

  #tryToPlace(container: number, now: number): boolean {
    const { copies } = this.host;
    const functionId = this.workload.functionId[container];
    const needed = this.memoryMB[functionId];
    let copy = this.#placement.copyFor(functionId, needed);
    if (copy !== NONE) {
      this.#admit(container, copy, needed, now);
      return true;
    }
    const vm = this.#vmFor(needed, now);
    if (vm === NONE) return false;
    copy = copies.find(vm, functionId);
    if (copy !== NONE) {
      this.#admit(container, copy, needed, now);
      return true;
    }
    copy = copies.create(vm, functionId, container);
    this.pool.addFunction(vm);
    if (this.pool.functionsOn[vm] === 1) this.host.vmActivated(vm, now);
    this.#admit(container, copy, needed, now);
    this.#placement.offer(copy);
    this.provisioner.begin(copy, now);
    return true;
  }

  #vmFor(needed: number, now: number): number {
    const vm = this.#placement.vmFor(needed);
    if (vm !== NONE) return vm;
    const idle = this.#placement.copyToGiveUp(needed);
    if (idle === NONE) return NONE;
    this.#giveUp(idle, now);
    return this.#placement.vmFor(needed);
  }

  #admit(container: number, copy: number, needed: number, now: number): void {
    const { copies } = this.host;
    const vm = copies.vm[copy];
    this.pool.occupy(vm, needed);
    this.#noteUse(now);
    this.copyOf[container] = copy;
    this.#epochOf[container] = copies.epoch[copy];
    this.nextStarting[container] = copies.firstStarting[copy];
    copies.firstStarting[copy] = container;
    copies.busy[copy]++;
    copies.idleSince[copy] = Number.NaN;
    this.recorder.placed(container, now);
    if (!Number.isNaN(copies.fetchedAt[copy])) this.#scheduleStart(container, copy);
  }

  #scheduleStart(container: number, copy: number): void {
    const { host, provisioner } = this;
    const { copies, parameters } = host;
    const vcpus = this.pool.startingOn[copies.vm[copy]] * parameters.startVcpus;
    const mean = this.#startSeconds[this.workload.functionId[container]] * Math.max(1, vcpus / parameters.vcpus);
    const seconds = host.startWork(container, mean);
    const from = Math.max(this.recorder.placedAt(container), copies.firstBlockAt[copy]);
    const fetchedAt = copies.fetchedAt[copy];
    const time = provisioner.lazy ? Math.max(from + seconds, fetchedAt) : Math.max(from, fetchedAt) + seconds;
    this.#startsAt[container] = time;
    host.scheduleStarted(container, time);
  }

  /** A container at hand takes a request. */
  #serve(row: number, container: number, now: number): void {
    const { copies } = this.host;
    const copy = this.copyOf[container];
    if (this.requests!.isIdle(container)) {
      this.requests!.wake(container);
      this.pool.work(copies.vm[copy], this.memoryMB[this.workload.functionId[container]]);
      this.#noteUse(now);
      copies.busy[copy]++;
      copies.idleSince[copy] = Number.NaN;
    }
    this.served++;
    this.recorder.servedWarm(row, copies.vm[copy], now);
    this.#run(container, now);
  }

  #run(container: number, now: number): void {
    const functionId = this.workload.functionId[container];
    this.host.scheduleEnded(container, now + this.#runSeconds[functionId]);
  }

  /** A container without a request keeps its memory until its copy is reclaimed. */
  #rest(container: number, now: number): void {
    const copy = this.copyOf[container];
    this.requests!.rest(this.workload.functionId[container], container, copy);
    this.#noLongerBusy(container, copy, now);
  }

  /** A container of the copy has nothing more to do. */
  #noLongerBusy(container: number, copy: number, now: number): void {
    const { copies } = this.host;
    this.pool.rest(copies.vm[copy], this.memoryMB[this.workload.functionId[container]]);
    this.#noteUse(now);
    if (--copies.busy[copy] > 0) return;
    copies.idleSince[copy] = now;
    this.idle.push(copy, now);
  }

  #record(row: number, container: number, now: number): void {
    const { copies, trees } = this.host;
    const copy = this.copyOf[container];
    this.served++;
    const depth = this.recorder.fetchedFor(container, copy, copies) ? trees.depthOf(copy) : 0;
    this.recorder.started(row, container, copy, copies, depth, now);
  }

  /** The VM no longer holds the image, nor containers that rest on it. */
  #giveUp(copy: number, now: number): void {
    const { vm: vmOf, functionId: functionOf } = this.host.copies;
    const vm = vmOf[copy];
    const functionId = functionOf[copy];
    for (let resting = this.requests?.forget(copy) ?? 0; resting > 0; resting--) {
      this.pool.vacate(vm, this.memoryMB[functionId]);
    }
    this.#forget(copy, now);
    this.pool.removeFunction(vm);
    this.#noteUse(now);
  }

  /** The VM fails: what its containers used ends here. */
  vmFailed(vm: number, now: number): void {
    this.pool.fail(vm);
    this.#noteUse(now);
  }

  #noteUse(now: number): void {
    this.recorder.inUse(this.pool.active, this.pool.busyMB, now);
  }

  #forget(copy: number, now: number): void {
    this.provisioner.leave(copy, now);
    this.#placement.withdraw(copy);
    this.host.copies.remove(copy);
  }

  #unlink(container: number, copy: number): void {
    const { firstStarting } = this.host.copies;
    const next = this.nextStarting[container];
    if (firstStarting[copy] === container) {
      firstStarting[copy] = next;
      return;
    }
    let at = firstStarting[copy];
    while (this.nextStarting[at] !== container) at = this.nextStarting[at];
    this.nextStarting[at] = next;
  }
}
