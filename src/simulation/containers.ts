import { Placement } from './cluster/placement';
import type { Pool } from './cluster/pool';
import type { Replicas } from './cluster/replicas';
import type { FunctionTrees } from './cluster/trees';
import type { IdleQueue } from './idleQueue';
import { Requests } from './requests';
import type { Recorder } from './results/recorder';
import type { Provisioner } from './systems';
import type { Parameters, Workload } from './types';

const NONE = -1;

/** What containers need of the run around them. */
export interface ContainerHost {
  readonly replicas: Replicas;
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
  /** By container, from when it is placed: its replica. */
  readonly replicaOf: Int32Array;
  /** Which of the replicas that had this number it is; tells a replica from its successors. */
  readonly #epochOf: Int32Array;
  /** When it starts; NaN where that is not known (any more). */
  readonly #startsAt: Float64Array;
  /** The next one of the same replica that has not started. */
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
    this.#placement = new Placement(functions.length, pool, host.replicas, parameters);
    this.requests = workload.requests ? new Requests(functions.length, host.replicas) : null;
    this.memoryMB = Int32Array.from(functions, ({ memoryMB }) =>
      Math.min(parameters.vmMemoryMB, Math.max(1, Math.ceil(memoryMB))),
    );
    this.#runSeconds = Float64Array.from(functions, ({ runSeconds }) => runSeconds);
    this.#startSeconds = Float64Array.from(functions, (_, id) => provisioner.startSeconds(id));
    this.replicaOf = new Int32Array(arrival.length);
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

  /** The last bytes of the replica are on their way, so it is known when those who wait for it start. */
  imageArrives(replica: number): void {
    for (let container = this.host.replicas.firstStarting[replica]; container !== NONE; ) {
      const next = this.nextStarting[container];
      this.#scheduleStart(container, replica);
      container = next;
    }
  }

  started(container: number, now: number): void {
    if (this.#startsAt[container] !== now) return;
    const { host, workload } = this;
    const { replicas } = host;
    const replica = this.replicaOf[container];
    this.#startsAt[container] = Number.NaN;
    this.#unlink(container, replica);
    this.pool.startEnds(replicas.vm[replica]);
    this.#placement.roomOn(replicas.vm[replica]);
    if (replicas.started[replica] === 0) this.recorder.trees.started(replica, now);
    replicas.started[replica] = 1;
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
    const { replicas } = this.host;
    const replica = this.replicaOf[container];
    if (replicas.epoch[replica] !== this.#epochOf[container]) return;
    const functionId = this.workload.functionId[container];
    if (this.requests) {
      const row = this.requests.next(functionId);
      if (row === NONE) this.#rest(container, now);
      else this.#serve(row, container, now);
      return;
    }
    const vm = replicas.vm[replica];
    if (this.pool.hasFailed(vm)) return;
    this.#noLongerBusy(container, replica, now);
    this.pool.vacate(vm, this.memoryMB[functionId]);
    this.#placement.roomOn(vm);
    this.placeQueued(now);
  }

  /** The replica at the head of the idle queue has been there long enough, unless it was busy since. */
  reclaim(now: number): void {
    const { since } = this.idle;
    const replica = this.idle.pop();
    const { replicas } = this.host;
    // A VM that has failed gives nothing back before it is replaced.
    if (replicas.idleSince[replica] !== since || this.pool.hasFailed(replicas.vm[replica])) return;
    this.#giveUp(replica, now);
    this.placeQueued(now);
  }

  /** A VM is gone: its replicas leave, and the containers that had not started are placed anew. */
  loseVm(vm: number, now: number): void {
    const { replicas } = this.host;
    const lost: number[] = [];
    for (let replica = replicas.firstOn(vm); replica !== NONE; replica = replicas.firstOn(vm)) {
      for (
        let container = replicas.firstStarting[replica];
        container !== NONE;
        container = this.nextStarting[container]
      ) {
        lost.push(container);
      }
      this.requests?.forget(replica);
      this.#forget(replica, now);
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
    return this.host.replicas.vm[this.replicaOf[container]];
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
    const { replicas } = this.host;
    const functionId = this.workload.functionId[container];
    const needed = this.memoryMB[functionId];
    let replica = this.#placement.replicaFor(functionId, needed);
    if (replica !== NONE) {
      this.#admit(container, replica, needed, now);
      return true;
    }
    const vm = this.#vmFor(needed, now);
    if (vm === NONE) return false;
    replica = replicas.find(vm, functionId);
    if (replica !== NONE) {
      this.#admit(container, replica, needed, now);
      return true;
    }
    replica = replicas.create(vm, functionId, container);
    this.pool.addFunction(vm);
    if (this.pool.functionsOn[vm] === 1) this.host.vmActivated(vm, now);
    this.#admit(container, replica, needed, now);
    this.#placement.offer(replica);
    this.provisioner.begin(replica, now);
    return true;
  }

  #vmFor(needed: number, now: number): number {
    const vm = this.#placement.vmFor(needed);
    if (vm !== NONE) return vm;
    const idle = this.#placement.replicaToEvict(needed);
    if (idle === NONE) return NONE;
    this.#giveUp(idle, now);
    return this.#placement.vmFor(needed);
  }

  #admit(container: number, replica: number, needed: number, now: number): void {
    const { replicas } = this.host;
    const vm = replicas.vm[replica];
    this.pool.occupy(vm, needed);
    this.#noteUse(now);
    this.replicaOf[container] = replica;
    this.#epochOf[container] = replicas.epoch[replica];
    this.nextStarting[container] = replicas.firstStarting[replica];
    replicas.firstStarting[replica] = container;
    replicas.busy[replica]++;
    replicas.idleSince[replica] = Number.NaN;
    this.recorder.placed(container, now);
    if (!Number.isNaN(replicas.fetchedAt[replica])) this.#scheduleStart(container, replica);
  }

  #scheduleStart(container: number, replica: number): void {
    const { host, provisioner } = this;
    const { replicas, parameters } = host;
    const vcpus = this.pool.startingOn[replicas.vm[replica]] * parameters.startVcpus;
    const mean = this.#startSeconds[this.workload.functionId[container]] * Math.max(1, vcpus / parameters.vcpus);
    const seconds = host.startWork(container, mean);
    const from = Math.max(this.recorder.placedAt(container), replicas.firstBlockAt[replica]);
    const fetchedAt = replicas.fetchedAt[replica];
    const time = provisioner.lazy ? Math.max(from + seconds, fetchedAt) : Math.max(from, fetchedAt) + seconds;
    this.#startsAt[container] = time;
    host.scheduleStarted(container, time);
  }

  /** A container at hand takes a request. */
  #serve(row: number, container: number, now: number): void {
    const { replicas } = this.host;
    const replica = this.replicaOf[container];
    if (this.requests!.isIdle(container)) {
      this.requests!.wake(container);
      this.pool.work(replicas.vm[replica], this.memoryMB[this.workload.functionId[container]]);
      this.#noteUse(now);
      replicas.busy[replica]++;
      replicas.idleSince[replica] = Number.NaN;
    }
    this.served++;
    this.recorder.servedWarm(row, replicas.vm[replica], now);
    this.#run(container, now);
  }

  #run(container: number, now: number): void {
    const functionId = this.workload.functionId[container];
    this.host.scheduleEnded(container, now + this.#runSeconds[functionId]);
  }

  /** A container without a request keeps its memory until its replica is reclaimed. */
  #rest(container: number, now: number): void {
    const replica = this.replicaOf[container];
    this.requests!.rest(this.workload.functionId[container], container, replica);
    this.#noLongerBusy(container, replica, now);
  }

  /** A container of the replica has nothing more to do. */
  #noLongerBusy(container: number, replica: number, now: number): void {
    const { replicas } = this.host;
    this.pool.rest(replicas.vm[replica], this.memoryMB[this.workload.functionId[container]]);
    this.#noteUse(now);
    if (--replicas.busy[replica] > 0) return;
    replicas.idleSince[replica] = now;
    this.idle.push(replica, now);
  }

  #record(row: number, container: number, now: number): void {
    const { replicas, trees } = this.host;
    const replica = this.replicaOf[container];
    this.served++;
    const depth = this.recorder.fetchedFor(container, replica, replicas) ? trees.depthOf(replica) : 0;
    this.recorder.started(row, container, replica, replicas, depth, now);
  }

  /** The VM no longer holds the image, nor containers that rest on it. */
  #giveUp(replica: number, now: number): void {
    const { vm: vmOf, functionId: functionOf } = this.host.replicas;
    const vm = vmOf[replica];
    const functionId = functionOf[replica];
    for (let resting = this.requests?.forget(replica) ?? 0; resting > 0; resting--) {
      this.pool.vacate(vm, this.memoryMB[functionId]);
    }
    this.#forget(replica, now);
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

  #forget(replica: number, now: number): void {
    this.provisioner.leave(replica, now);
    this.#placement.withdraw(replica);
    this.host.replicas.remove(replica);
  }

  #unlink(container: number, replica: number): void {
    const { firstStarting } = this.host.replicas;
    const next = this.nextStarting[container];
    if (firstStarting[replica] === container) {
      firstStarting[replica] = next;
      return;
    }
    let at = firstStarting[replica];
    while (this.nextStarting[at] !== container) at = this.nextStarting[at];
    this.nextStarting[at] = next;
  }
}
