import { Placement } from './cluster/placement';
import type { Pool } from './cluster/pool';
import type { Replicas } from './cluster/replicas';
import type { FunctionTrees } from './cluster/trees';
import type { ContainersParts } from './containersParts';
import { EventKind, type Events } from './events';
import type { Failures } from './failures';
import type { IdleQueue } from './idleQueue';
import { KnownImages } from './knownImages';
import { Orders } from './orders';
import { Progress } from './progress';
import type { Recorder } from './results/recorder';
import { Serving } from './serving';
import type { Starts } from './starts';
import type { Provisioner } from './systems';
import type { Workload } from './types';
import { Usage } from './usage';

const NONE = -1;

/**
 * The life of containers: ordered, placed on a VM, started once the image is there, running, removed. A container has
 * the number of the cold start or request that ordered it.
 */
export class Containers {
  readonly progress = new Progress();
  /** Containers lost so far because their VM failed before they started. A container may be lost several times. */
  lost = 0;

  /** null where every arrival is a cold start. */
  readonly serving: Serving | null;
  readonly knownImages: KnownImages;
  /** By function: memory of its container, whole MB. */
  readonly memoryMB: Int32Array;
  /** Cold starts whose VM failed while the container ran. */
  #cutOff = 0;
  readonly #runSeconds: Float64Array;
  /** By container, from when it is placed: its replica. */
  readonly #replicaOf: Int32Array;
  /** The epoch of that replica, which distinguishes it from later replicas with the same number. */
  readonly #epochOf: Int32Array;
  readonly #placement: Placement;
  readonly #orders: Orders;

  readonly #workload: Workload;
  readonly #replicas: Replicas;
  readonly #pool: Pool;
  readonly #usage: Usage;
  readonly #trees: FunctionTrees;
  readonly #provisioner: Provisioner;
  readonly #recorder: Recorder;
  readonly #starts: Starts;
  readonly #idle: IdleQueue;
  readonly #failures: Failures;
  readonly #events: Events;

  constructor(parts: ContainersParts) {
    const { workload, parameters, replicas, pool, recorder, idle, events } = parts;
    const { functions, arrival } = workload;
    this.#workload = workload;
    this.#replicas = replicas;
    this.#pool = pool;
    this.#trees = parts.trees;
    this.#provisioner = parts.provisioner;
    this.#recorder = recorder;
    this.#starts = parts.starts;
    this.#idle = idle;
    this.#failures = parts.failures;
    this.#events = events;
    this.knownImages = new KnownImages(workload, replicas, parts.provisioner);
    this.memoryMB = Int32Array.from(functions, ({ memoryMB }) =>
      Math.min(parameters.vmMemoryMB, Math.max(1, Math.ceil(memoryMB))),
    );
    const leastMB = this.memoryMB.reduce((least, memoryMB) => Math.min(least, memoryMB), parameters.vmMemoryMB);
    this.#placement = new Placement(functions.length, leastMB, pool, replicas, parameters);
    const usage = new Usage(this.memoryMB, replicas, pool, recorder, idle);
    this.#usage = usage;
    this.serving = workload.requests
      ? new Serving({ workload, parameters, replicas, usage, recorder, events, progress: this.progress })
      : null;
    this.#orders = new Orders(workload.functionId, this.serving?.requests ?? null);
    this.#runSeconds = Float64Array.from(functions, ({ runSeconds }) => runSeconds);
    this.#replicaOf = new Int32Array(arrival.length);
    this.#epochOf = new Int32Array(arrival.length);
  }

  /** Requests that were not tried again after their VM failed. A cold start is one request, which is never retried. */
  get lostRequests(): number {
    return this.serving?.lost ?? this.#cutOff;
  }

  /** A cold start arrives, or a request, which a started container may serve. */
  arrive(row: number, now: number): void {
    if (!this.serving) this.#place(row, now);
    else if (this.serving.arrive(row, now)) this.#order(row, now);
  }

  /** The container's start has done a part of its work, unless its VM failed in the meantime. */
  worked(container: number, now: number): void {
    const vm = this.#replicas.vm[this.#replicaOf[container]];
    if (!this.#pool.hasFailed(vm) && this.#starts.worked(container, now)) this.#start(container, now);
  }

  /** The first of the starts that share the VM's vCPUs has done its work. */
  shareDue(vm: number, now: number): void {
    if (!this.#pool.hasFailed(vm)) this.#starts.work.shareDue(vm, now);
  }

  /** The container has started, unless its VM failed in the meantime. */
  started(container: number, now: number): void {
    const vm = this.#replicas.vm[this.#replicaOf[container]];
    if (this.#starts.isDue(container, now) && !this.#pool.hasFailed(vm)) this.#start(container, now);
  }

  #start(container: number, now: number): void {
    const replicas = this.#replicas;
    const replica = this.#replicaOf[container];
    const vm = replicas.vm[replica];
    this.#starts.remove(container);
    this.#pool.startEnds(vm);
    this.#placement.roomOn(vm);
    this.#recorder.watch?.started(replica, now);
    const depth = this.#recorder.fetchedFor(container, replica) ? this.#trees.depthOf(replica) : 0;
    if (this.serving) {
      this.#recorder.containerStarted(container, now);
      this.serving.started(container, replica, depth, now);
      return;
    }
    this.progress.served++;
    this.#recorder.started(container, container, replica, depth, now);
    const end = now + this.#runSeconds[this.#workload.functionId[container]];
    this.#events.schedule(EventKind.ended, container, end);
  }

  /** The cold start's container has run, unless its VM failed in the meantime; or the request has. */
  ended(row: number, now: number): void {
    if (this.serving) {
      this.serving.ended(row, now);
      return;
    }
    const replica = this.#replicaOf[row];
    if (this.#replicas.epoch[replica] !== this.#epochOf[row]) return;
    const vm = this.#replicas.vm[replica];
    if (this.#pool.hasFailed(vm)) return;
    this.progress.finished++;
    this.#usage.rest(replica, now);
    this.#usage.vacate(replica);
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
    this.#evict(replica, 'reclaimed', now);
    this.#placeQueued(now);
  }

  /** Removes the container of requests whose idle time ends, unless it served one since. */
  reclaimContainer(now: number): void {
    const vm = this.serving!.reclaim();
    if (vm === NONE) return;
    this.#placement.roomOn(vm);
    this.#placeQueued(now);
  }

  /** The VM fails: its containers neither run nor use memory any more. */
  vmFailed(vm: number, now: number): void {
    if (this.serving) this.serving.vmFailed(vm, now);
    else {
      const running = this.#pool.containersOn[vm] - this.#pool.startingOn[vm];
      this.#cutOff += running;
      this.progress.finished += running;
    }
    this.#pool.fail(vm);
    this.#recorder.watch?.failed(vm, now);
    this.#usage.note(now);
  }

  /**
   * A failed VM is replaced: its replicas are gone. Containers that had not started are placed anew, and those of
   * requests as far as the policy wants them.
   */
  loseVm(vm: number, now: number): void {
    const replicas = this.#replicas;
    const lost: number[] = [];
    for (let replica = replicas.firstOn(vm); replica !== NONE; replica = replicas.firstOn(vm)) {
      this.#starts.abandon(replica, lost);
      this.#forget(replica, 'noticed', now);
    }
    this.#pool.replace(vm);
    this.#usage.note(now);
    this.lost += lost.length;
    if (this.serving) this.#orderAnew(lost, this.serving.vmLost(vm, now), now);
    else for (const container of lost.sort((a, b) => a - b)) this.#place(container, now);
    this.#placeQueued(now);
  }

  /** Orders containers again under their old numbers, the first to arrive first. */
  #orderAnew(starting: readonly number[], started: readonly number[], now: number): void {
    const { requests } = this.serving!;
    const { functionId } = this.#workload;
    for (const container of starting) requests.orderLost(functionId[container]);
    for (const container of [...starting, ...started].sort((a, b) => a - b)) {
      if (requests.wantsMore(functionId[container], now)) this.#order(container, now);
    }
  }

  #order(container: number, now: number): void {
    this.serving!.requests.order(this.#workload.functionId[container]);
    this.#recorder.ordered(container, now);
    this.#place(container, now);
  }

  #place(container: number, now: number): void {
    if (this.#orders.first(now) !== NONE || !this.#tryToPlace(container, now)) this.#orders.push(container);
  }

  /** Places ordered containers while there is room. */
  #placeQueued(now: number): void {
    const orders = this.#orders;
    for (let first = orders.first(now); first !== NONE && this.#tryToPlace(first, now); first = orders.first(now)) {
      orders.shift();
    }
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
      this.#admit(container, replica, now);
      return true;
    }
    replica = this.#replicas.create(vm, functionId, container);
    this.#recorder.watch?.created(replica, now);
    this.#pool.addFunction(vm);
    if (this.#pool.functionsOn[vm] === 1) this.#failures.activated(vm, now);
    const isThere = known.hold(container, replica, now);
    if (isThere) this.#recorder.watch?.held(replica, now);
    this.#admit(container, replica, now);
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
    this.#evict(idle, 'evicted', now);
    return this.#placement.vmWithout(without, needed);
  }

  #admit(container: number, replica: number, now: number): void {
    this.#usage.occupy(replica, now);
    this.#replicaOf[container] = replica;
    this.#epochOf[container] = this.#replicas.epoch[replica];
    this.#recorder.placed(container, replica, now);
    this.#starts.add(container, replica, now);
  }

  /** The VM no longer holds the image, nor the containers that rest on it. */
  #evict(replica: number, why: 'reclaimed' | 'evicted', now: number): void {
    const vm = this.#replicas.vm[replica];
    this.serving?.leave(replica);
    this.#forget(replica, why, now);
    this.#pool.removeFunction(vm);
    this.#usage.note(now);
  }

  #forget(replica: number, why: 'reclaimed' | 'evicted' | 'noticed', now: number): void {
    this.#recorder.watch?.leaves(replica, why, now);
    this.#provisioner.leave(replica, now);
    this.#placement.withdraw(replica);
    this.#replicas.remove(replica);
    this.#recorder.watch?.gone(replica);
  }
}
