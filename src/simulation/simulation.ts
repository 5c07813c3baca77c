import FlatQueue from 'flatqueue';
import type { Cluster } from './cluster/cluster';
import { Copies, Phase } from './cluster/copies';
import { Network, type NetworkListener } from './cluster/network';
import { Placement } from './cluster/placement';
import { Pool } from './cluster/pool';
import { FunctionTrees } from './cluster/trees';
import { IdleQueue } from './idleQueue';
import { type Image, imageOf } from './images';
import { work } from './random';
import { Recorder } from './results/recorder';
import type { Provisioner, System } from './systems';
import type { Parameters, RunResult, Workload } from './types';

const NONE = -1;

/** Kinds of events in the queue; each is about the copy or container whose number goes with it. */
const Event = { flow: 0, prepared: 1, arrived: 2, started: 3, ended: 4 } as const;
const EVENT_KINDS = 8;

/** Streams of luck, see `random.ts`. */
const Stream = { start: 0, preparation: 1 } as const;

/** One run: containers arrive, are placed, provisioned, run their request, and leave; VMs are reclaimed. */
export class Simulation implements Cluster, NetworkListener {
  readonly images: readonly Image[];
  readonly copies: Copies;
  readonly network: Network;
  readonly trees: FunctionTrees;
  events = 0;

  readonly #pool: Pool;
  readonly #placement: Placement;
  readonly #provisioner: Provisioner;
  readonly #recorder: Recorder;
  readonly #queue = new FlatQueue<number>();
  readonly #idle: IdleQueue;
  /** Whole MB each function's container takes of a VM. */
  readonly #memoryMB: Int32Array;
  /** Mean seconds of a start of each function's container. */
  readonly #startSeconds: Float64Array;
  readonly #copyOf: Int32Array;
  /** By container: the next that waits for the same copy. */
  readonly #nextWaiting: Int32Array;
  #arrived = 0;
  /** Containers that found no room, in order of arrival, from `#queuedFrom` on. */
  #queued: number[] = [];
  #queuedFrom = 0;
  #started = 0;
  #now = 0;

  constructor(
    private readonly workload: Workload,
    private readonly system: System,
    readonly parameters: Parameters,
    private readonly seed: number,
  ) {
    const { functions } = workload;
    this.images = functions.map((spec) => imageOf(spec, parameters));
    this.copies = new Copies(parameters.vms);
    this.#pool = new Pool(parameters.vms, parameters.vmMemoryMB, parameters.functionsPerVm);
    this.#placement = new Placement(functions.length, this.#pool, this.copies, parameters);
    this.#recorder = new Recorder(workload, system.preparation);
    this.trees = new FunctionTrees(parameters.fanOut, this.copies);
    this.network = new Network(
      parameters.vms,
      parameters.nicMBps,
      parameters.registryMBps,
      this,
      this.#recorder.registryTraffic,
    );
    this.#provisioner = system.provisioner(this);
    this.#idle = new IdleQueue(parameters.idleSeconds);
    this.#memoryMB = Int32Array.from(functions, ({ memoryMB }) =>
      Math.min(parameters.vmMemoryMB, Math.max(1, Math.ceil(memoryMB))),
    );
    this.#startSeconds = Float64Array.from(functions, (_, id) => this.#provisioner.startSeconds(id));
    this.#copyOf = new Int32Array(workload.arrival.length).fill(NONE);
    this.#nextWaiting = new Int32Array(workload.arrival.length).fill(NONE);
  }

  /** Share of the containers that have started. */
  get fraction(): number {
    return this.workload.arrival.length > 0 ? this.#started / this.workload.arrival.length : 1;
  }

  /** Goes on for about so many steps; true once all is over. */
  advance(steps: number): boolean {
    const { arrival } = this.workload;
    const until = this.events + this.network.effort + steps;
    while (this.events + this.network.effort < until) {
      const arrives = this.#arrived < arrival.length ? arrival[this.#arrived] : Number.POSITIVE_INFINITY;
      const idles = this.#idle.nextTime;
      const due = this.#queue.length > 0 ? this.#queue.peekValue()! : Number.POSITIVE_INFINITY;
      if (due <= arrives && due <= idles) {
        if (due === Number.POSITIVE_INFINITY) return true;
        this.#turnTo(due);
        this.#handle(this.#queue.pop()!);
      } else if (arrives <= idles) {
        this.#turnTo(arrives);
        this.#place(this.#arrived++);
      } else if (this.#started === arrival.length && this.#queue.length === 0) {
        return true;
      } else {
        this.#turnTo(idles);
        this.#reclaim();
      }
    }
    return false;
  }

  result(): RunResult {
    return this.#recorder.result({
      system: this.system.name,
      seed: this.seed,
      parameters: this.parameters,
      assumptions: [...this.workload.assumptions, ...this.system.assumptions],
      vms: this.#pool.used,
      registryMB: this.network.registryMB,
      peerMB: this.network.peerMB,
      treeLogs: this.trees.logs(),
      simulatedSeconds: this.#now,
      events: this.events,
    });
  }

  flowDone(copy: number, now: number): void {
    this.#provisioner.flowDone(copy, now);
  }

  flowDue(copy: number, time: number): void {
    this.#schedule(Event.flow, copy, time);
  }

  prepare(copy: number, meanSeconds: readonly number[], now: number): void {
    const container = this.copies.firstWaiting[copy];
    let preparedAt = now;
    for (let stage = 0; stage < meanSeconds.length; stage++) {
      const index = container * meanSeconds.length + stage;
      const seconds = work(meanSeconds[stage], this.parameters.stepSeconds, this.seed, Stream.preparation, index);
      this.#recorder.preparation(copy, stage, seconds);
      preparedAt += seconds;
    }
    this.copies.preparedAt[copy] = preparedAt;
    this.#schedule(Event.prepared, copy, preparedAt);
  }

  #turnTo(time: number): void {
    this.#now = time;
    this.events++;
  }

  #schedule(kind: number, id: number, time: number): void {
    this.#queue.push(id * EVENT_KINDS + kind, time);
  }

  #handle(event: number): void {
    const id = Math.floor(event / EVENT_KINDS);
    const now = this.#now;
    switch (event % EVENT_KINDS) {
      case Event.flow:
        this.network.wake(id, now);
        break;
      case Event.prepared:
        if (this.copies.preparedAt[id] === now && this.copies.phase[id] === Phase.preparing) {
          this.#provisioner.prepared(id, now);
        }
        break;
      case Event.arrived:
        this.#ready(id);
        break;
      case Event.started:
        this.#start(id);
        break;
      case Event.ended:
        this.#end(id);
        break;
    }
  }

  /** Finds a VM for a container, or lets it wait until there is room. */
  #place(container: number): void {
    if (this.#queuedFrom < this.#queued.length || !this.#tryToPlace(container)) this.#queued.push(container);
  }

  #tryToPlace(container: number): boolean {
    const functionId = this.workload.functionId[container];
    const needed = this.#memoryMB[functionId];
    let copy = this.#placement.copyFor(functionId, needed);
    if (copy !== NONE) {
      this.#admit(container, copy, needed);
      return true;
    }
    let vm = this.#placement.vmFor(needed);
    if (vm === NONE) {
      const idle = this.#placement.copyToGiveUp(needed);
      if (idle === NONE) return false;
      vm = this.copies.vm[idle];
      this.#giveUp(idle);
      if (this.#pool.functionsOn[vm] === 0) vm = this.#pool.reserve();
    }
    copy = this.copies.create(vm, functionId);
    this.#pool.addFunction(vm);
    this.#admit(container, copy, needed);
    this.#placement.offer(copy);
    this.#recorder.activeVms(this.#pool.active, this.#now);
    this.#provisioner.begin(copy, this.#now);
    return true;
  }

  #admit(container: number, copy: number, needed: number): void {
    const { copies } = this;
    const vm = copies.vm[copy];
    this.#pool.occupy(vm, needed);
    this.#copyOf[container] = copy;
    copies.busy[copy]++;
    copies.idleSince[copy] = Number.NaN;
    this.#recorder.placed(container, vm, this.#now);
    if (Number.isNaN(copies.fetchedAt[copy])) {
      this.#nextWaiting[container] = copies.firstWaiting[copy];
      copies.firstWaiting[copy] = container;
    } else {
      this.#scheduleStart(container, copy);
    }
  }

  /** The copy's last bytes are on their way, so it is known when those who wait for it start. */
  arrived(copy: number, time: number): void {
    const { copies } = this;
    copies.fetchedAt[copy] = time;
    this.#schedule(Event.arrived, copy, time);
    let container = copies.firstWaiting[copy];
    copies.firstWaiting[copy] = NONE;
    while (container !== NONE) {
      const next = this.#nextWaiting[container];
      this.#scheduleStart(container, copy);
      container = next;
    }
  }

  #scheduleStart(container: number, copy: number): void {
    const { copies, workload } = this;
    const mean = this.#startSeconds[workload.functionId[container]];
    const seconds = work(mean, this.parameters.stepSeconds, this.seed, Stream.start, container);
    const from = Math.max(this.#recorder.placedAt(container), copies.preparedAt[copy]);
    const fetchedAt = copies.fetchedAt[copy];
    const startedAt = this.#provisioner.lazy
      ? Math.max(from + seconds, fetchedAt)
      : Math.max(from, fetchedAt) + seconds;
    this.#schedule(Event.started, container, startedAt);
  }

  #ready(copy: number): void {
    if (this.copies.fetchedAt[copy] !== this.#now) return;
    this.copies.phase[copy] = Phase.ready;
    this.trees.fetched(copy, this.#now);
  }

  #start(container: number): void {
    const copy = this.#copyOf[container];
    const functionId = this.workload.functionId[container];
    const now = this.#now;
    this.#started++;
    this.#recorder.started(container, copy, this.copies, this.trees.depthOf(functionId, this.copies.vm[copy]), now);
    this.trees.started(copy, now);
    this.#schedule(Event.ended, container, now + this.workload.functions[functionId].runSeconds);
  }

  #end(container: number): void {
    const copy = this.#copyOf[container];
    const vm = this.copies.vm[copy];
    this.#pool.vacate(vm, this.#memoryMB[this.workload.functionId[container]]);
    if (--this.copies.busy[copy] === 0) {
      this.copies.idleSince[copy] = this.#now;
      this.#idle.push(copy, this.#now);
    }
    this.#placement.roomOn(vm);
    this.#placeQueued();
  }

  #placeQueued(): void {
    while (this.#queuedFrom < this.#queued.length && this.#tryToPlace(this.#queued[this.#queuedFrom])) {
      this.#queuedFrom++;
    }
    if (this.#queuedFrom === this.#queued.length) {
      this.#queued = [];
      this.#queuedFrom = 0;
    }
  }

  /** The first copy in the idle queue has been there long enough, unless it was busy since. */
  #reclaim(): void {
    const since = this.#idle.since;
    const copy = this.#idle.pop();
    if (this.copies.idleSince[copy] !== since) return;
    this.#giveUp(copy);
    this.#placeQueued();
  }

  #giveUp(copy: number): void {
    const vm = this.copies.vm[copy];
    this.#provisioner.leave(copy, this.#now);
    this.copies.remove(copy);
    this.#pool.removeFunction(vm);
    this.#recorder.activeVms(this.#pool.active, this.#now);
  }
}
