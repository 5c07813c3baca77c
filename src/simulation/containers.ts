import { Placement } from './cluster/placement';
import type { Pool } from './cluster/pool';
import type { Replicas } from './cluster/replicas';
import type { FunctionTrees } from './cluster/trees';
import type { ContainersParts } from './containersParts';
import { EventKind, type Events } from './events';
import type { Failures } from './failures';
import { Fifo } from './fifo';
import type { IdleQueue } from './idleQueue';
import { KnownImages } from './knownImages';
import { Requests } from './requests';
import type { Recorder } from './results/recorder';
import type { Starts } from './starts';
import type { Provisioner } from './systems';
import type { Workload } from './types';

const NONE = -1;

/**
 * The life of containers: placed on a VM, started once the image is there, running, removed. A container has the number
 * of the cold start or request that ordered it.
 */
export class Containers {
  /** Cold starts or requests served so far. */
  served = 0;
  /** Containers lost so far because their VM failed before they started. A container may be lost several times. */
  lost = 0;

  /** null where every arrival is a cold start. */
  readonly requests: Requests | null;
  readonly knownImages: KnownImages;
  /** By function: memory of its container, whole MB. */
  readonly memoryMB: Int32Array;
  readonly #runSeconds: Float64Array;
  /** By container, from when it is placed: its replica. */
  readonly #replicaOf: Int32Array;
  /** The epoch of that replica, which distinguishes it from later replicas with the same number. */
  readonly #epochOf: Int32Array;
  readonly #placement: Placement;
  /** Containers that found no room, in order of arrival. */
  readonly #queued = new Fifo(Int32Array);

  readonly #workload: Workload;
  readonly #replicas: Replicas;
  readonly #pool: Pool;
  readonly #trees: FunctionTrees;
  readonly #provisioner: Provisioner;
  readonly #recorder: Recorder;
  readonly #starts: Starts;
  readonly #idle: IdleQueue;
  readonly #failures: Failures;
  readonly #events: Events;

  constructor(parts: ContainersParts) {
    const { workload, parameters, replicas, pool } = parts;
    const { functions, arrival } = workload;
    this.#workload = workload;
    this.#replicas = replicas;
    this.#pool = pool;
    this.#trees = parts.trees;
    this.#provisioner = parts.provisioner;
    this.#recorder = parts.recorder;
    this.#starts = parts.starts;
    this.#idle = parts.idle;
    this.#failures = parts.failures;
    this.#events = parts.events;
    this.#placement = new Placement(functions.length, pool, replicas, parameters);
    this.knownImages = new KnownImages(workload, replicas, parts.provisioner);
    this.requests = workload.requests ? new Requests(functions.length, replicas) : null;
    this.memoryMB = Int32Array.from(functions, ({ memoryMB }) =>
      Math.min(parameters.vmMemoryMB, Math.max(1, Math.ceil(memoryMB))),
    );
    this.#runSeconds = Float64Array.from(functions, ({ runSeconds }) => runSeconds);
    this.#replicaOf = new Int32Array(arrival.length);
    this.#epochOf = new Int32Array(arrival.length);
  }

  /** A cold start arrives, or a request, which an idle container may serve. */
  arrive(row: number, now: number): void {
    if (this.requests) {
      const functionId = this.#workload.functionId[row];
      const container = this.requests.takeIdle(functionId);
      if (container !== NONE) {
        this.#serve(row, container, now);
        return;
      }
      if (!this.requests.wait(functionId, row)) return;
    }
    this.#place(row, now);
  }

  /** The container has started, unless its VM failed in the meantime. */
  started(container: number, now: number): void {
    const replicas = this.#replicas;
    const replica = this.#replicaOf[container];
    const vm = replicas.vm[replica];
    if (!this.#starts.isDue(container, now) || this.#pool.hasFailed(vm)) return;
    this.#starts.remove(container);
    this.#pool.startEnds(vm);
    this.#placement.roomOn(vm);
    if (replicas.started[replica] === 0) this.#recorder.trees.started(replica, now);
    replicas.started[replica] = 1;
    const row = this.requests ? this.requests.started(this.#workload.functionId[container]) : container;
    if (row === NONE) {
      this.#rest(container, now);
      return;
    }
    this.#record(row, container, now);
    this.#run(container, now);
  }

  /** The container has run, unless its VM was replaced in the meantime. */
  ended(container: number, now: number): void {
    const replica = this.#replicaOf[container];
    if (this.#replicas.epoch[replica] !== this.#epochOf[container]) return;
    const functionId = this.#workload.functionId[container];
    if (this.requests) {
      const row = this.requests.next(functionId);
      if (row === NONE) this.#rest(container, now);
      else this.#serve(row, container, now);
      return;
    }
    const vm = this.#replicas.vm[replica];
    if (this.#pool.hasFailed(vm)) return;
    this.#noLongerBusy(container, replica, now);
    this.#pool.vacate(vm, this.memoryMB[functionId]);
    this.#placement.roomOn(vm);
    this.#placeQueued(now);
  }

  /** Evicts the replica at the head of the idle queue, unless it was busy since it joined. */
  reclaim(now: number): void {
    const { since } = this.#idle;
    const replica = this.#idle.pop();
    const { idleSince, vm } = this.#replicas;
    // A failed VM frees nothing before it is replaced.
    if (idleSince[replica] !== since || this.#pool.hasFailed(vm[replica])) return;
    this.#evict(replica, now);
    this.#placeQueued(now);
  }

  /** The VM fails: its containers stop using memory. */
  vmFailed(vm: number, now: number): void {
    this.#pool.fail(vm);
    this.#noteUse(now);
  }

  /** A failed VM is replaced: its replicas are gone, and the containers that had not started are placed anew. */
  loseVm(vm: number, now: number): void {
    const replicas = this.#replicas;
    const lost: number[] = [];
    for (let replica = replicas.firstOn(vm); replica !== NONE; replica = replicas.firstOn(vm)) {
      this.#starts.abandon(replica, lost);
      this.requests?.forget(replica);
      this.#forget(replica, now);
    }
    this.#pool.replace(vm);
    this.#noteUse(now);
    this.lost += lost.length;
    lost.sort((a, b) => a - b);
    for (const container of lost) this.#place(container, now);
    this.#placeQueued(now);
  }

  #place(container: number, now: number): void {
    if (this.#queued.length > 0 || !this.#tryToPlace(container, now)) this.#queued.push(container);
  }

  /** Places waiting containers while there is room. */
  #placeQueued(now: number): void {
    const queued = this.#queued;
    while (queued.length > 0 && this.#tryToPlace(queued.first, now)) queued.shift();
  }

  #tryToPlace(container: number, now: number): boolean {
    const functionId = this.#workload.functionId[container];
    const needed = this.memoryMB[functionId];
    const known = this.knownImages;
    let replica = known.isMissing(container) ? NONE : this.#placement.replicaFor(functionId, needed);
    let vm = NONE;
    if (replica === NONE || !known.suits(container, replica, now)) {
      vm = this.#vmFor(needed, now, known.isKnown(container) ? functionId : NONE);
      if (vm === NONE) return false;
      replica = this.#replicas.find(vm, functionId);
    }
    if (replica !== NONE) {
      this.#admit(container, replica, needed, now);
      return true;
    }
    replica = this.#replicas.create(vm, functionId, container);
    this.#pool.addFunction(vm);
    if (this.#pool.functionsOn[vm] === 1) this.#failures.activated(vm, now);
    const isThere = known.hold(container, replica, now);
    this.#admit(container, replica, needed, now);
    this.#placement.offer(replica);
    if (!isThere) this.#provisioner.begin(replica, now);
    return true;
  }

  /** @param without a function that the VM should not hold, or NONE */
  #vmFor(needed: number, now: number, without: number): number {
    const vm = this.#placement.vmWithout(without, needed);
    if (vm !== NONE) return vm;
    const idle = this.#placement.replicaToEvict(needed);
    if (idle === NONE) return NONE;
    this.#evict(idle, now);
    return this.#placement.vmWithout(without, needed);
  }

  #admit(container: number, replica: number, needed: number, now: number): void {
    const replicas = this.#replicas;
    this.#pool.occupy(replicas.vm[replica], needed);
    this.#noteUse(now);
    this.#replicaOf[container] = replica;
    this.#epochOf[container] = replicas.epoch[replica];
    replicas.busy[replica]++;
    replicas.idleSince[replica] = Number.NaN;
    this.#recorder.placed(container, now);
    this.#starts.add(container, replica);
  }

  /** A started container takes a request. */
  #serve(row: number, container: number, now: number): void {
    const replicas = this.#replicas;
    const replica = this.#replicaOf[container];
    if (this.requests!.isIdle(container)) {
      this.requests!.wake(container);
      this.#pool.work(replicas.vm[replica], this.memoryMB[this.#workload.functionId[container]]);
      this.#noteUse(now);
      replicas.busy[replica]++;
      replicas.idleSince[replica] = Number.NaN;
    }
    this.served++;
    this.#recorder.servedWarm(row, replicas.vm[replica], now);
    this.#run(container, now);
  }

  #run(container: number, now: number): void {
    const functionId = this.#workload.functionId[container];
    this.#events.schedule(EventKind.ended, container, now + this.#runSeconds[functionId]);
  }

  /** A container without a request keeps its memory until its replica is evicted. */
  #rest(container: number, now: number): void {
    const replica = this.#replicaOf[container];
    this.requests!.rest(this.#workload.functionId[container], container, replica);
    this.#noLongerBusy(container, replica, now);
  }

  #noLongerBusy(container: number, replica: number, now: number): void {
    const replicas = this.#replicas;
    this.#pool.rest(replicas.vm[replica], this.memoryMB[this.#workload.functionId[container]]);
    this.#noteUse(now);
    if (--replicas.busy[replica] > 0) return;
    replicas.idleSince[replica] = now;
    this.#idle.push(replica, now);
  }

  #record(row: number, container: number, now: number): void {
    const replica = this.#replicaOf[container];
    this.served++;
    const depth = this.#recorder.fetchedFor(container, replica) ? this.#trees.depthOf(replica) : 0;
    this.#recorder.started(row, container, replica, depth, now);
  }

  /** The VM no longer holds the image, nor the containers that rest on it. */
  #evict(replica: number, now: number): void {
    const { vm: vmOf, functionId: functionOf } = this.#replicas;
    const vm = vmOf[replica];
    const memoryMB = this.memoryMB[functionOf[replica]];
    for (let resting = this.requests?.forget(replica) ?? 0; resting > 0; resting--) this.#pool.vacate(vm, memoryMB);
    this.#forget(replica, now);
    this.#pool.removeFunction(vm);
    this.#noteUse(now);
  }

  #forget(replica: number, now: number): void {
    this.#provisioner.leave(replica, now);
    this.#placement.withdraw(replica);
    this.#replicas.remove(replica);
  }

  #noteUse(now: number): void {
    this.#recorder.inUse(this.#pool.active, this.#pool.busyMB, now);
  }
}
