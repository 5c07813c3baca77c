import type { Cluster } from './cluster/cluster';
import { Network, type NetworkListener } from './cluster/network';
import { Pool } from './cluster/pool';
import { type ReadersListener, RegistryReaders } from './cluster/readers';
import { Phase, Replicas } from './cluster/replicas';
import { FunctionTrees } from './cluster/trees';
import { type ContainerHost, Containers } from './containers';
import { EventQueue } from './eventQueue';
import { Failures } from './failures';
import { IdleQueue } from './idleQueue';
import { type Image, imagesOf } from './images';
import { RandomStream } from './random';
import { Recorder } from './results/recorder';
import type { TreeRecorder } from './results/treeRecorder';
import type { Provisioner, System } from './systems';
import type { Parameters, Run, RunResult } from './types';

/** Kinds of events in the queue; each is about the replica, container or VM whose number goes with it. */
const Event = { flow: 0, prepared: 1, arrived: 2, started: 3, ended: 4, readers: 5, noticed: 6 } as const;
const KIND_BITS = 3;
const KIND_MASK = (1 << KIND_BITS) - 1;
/** More than any system's stages of preparation. */
const STAGES = 8;

/** Streams of luck, see `random.ts`. */
const Stream = { start: 0, preparation: 1, wait: 2, failure: 3 } as const;

const NEVER = Number.POSITIVE_INFINITY;

const ASSUMPTIONS: readonly string[] = [
  'VMs of the free pool are booted: their boot time is not counted, as in the paper.',
  'Of a container that has run, the image stays on its VM until it was idle long enough; its memory goes to whoever needs it next.',
  'Starts on one VM share its vCPUs evenly, by how many there are as each has its image; packing takes a VM from the free pool rather than one whose vCPUs are all busy with starts.',
];

/** One run: the clock, the events, and what systems may ask of the cluster. */
export class Simulation implements Cluster, ContainerHost, NetworkListener, ReadersListener {
  readonly images: readonly Image[];
  readonly replicas: Replicas;
  readonly network: Network;
  readonly readers: RegistryReaders;
  readonly trees: FunctionTrees;
  readonly treeRecorder: TreeRecorder;
  readonly extraVm: number;
  readonly pool: Pool;
  readonly containers: Containers;
  events = 0;
  /** Simulated seconds since the run's start. */
  now = 0;

  readonly #provisioner: Provisioner;
  readonly #recorder: Recorder;
  readonly #queue = new EventQueue();
  readonly #idle: IdleQueue;
  readonly #failures: Failures;
  readonly #startRandom: RandomStream;
  readonly #preparationRandom: RandomStream;
  readonly #waitRandom: RandomStream;
  #failedSoFar = 0;
  #arrived = 0;

  constructor(
    private readonly run: Run,
    private readonly system: System,
    readonly parameters: Parameters,
  ) {
    const { workload, seed } = run;
    const { vms, nicMBps, registryMBps } = parameters;
    this.images = imagesOf(workload.functions, parameters);
    this.replicas = new Replicas(vms, workload.functions.length);
    this.pool = new Pool(vms, parameters.vmMemoryMB, parameters.functionsPerVm, startsAtOnce(parameters));
    this.extraVm = vms;
    this.#recorder = new Recorder(
      workload,
      system,
      this.replicas,
      this.extraVm,
      run.watchedVm ?? null,
      parameters.vmMemoryMB,
    );
    const { traffic, treeLevels, trees } = this.#recorder;
    this.trees = new FunctionTrees(workload.functions.length, parameters.fanOut, this.replicas, treeLevels, trees);
    this.treeRecorder = trees;
    const intakeMBps = Math.min(nicMBps, system.intakeMBps?.(parameters) ?? NEVER);
    const rates = { nicMBps, intakeMBps, registryMBps };
    this.network = new Network(vms + 1, rates, this, traffic);
    this.readers = new RegistryReaders(vms, rates, this, traffic);
    this.#provisioner = system.provisioner(this);
    this.#idle = new IdleQueue(parameters.idleSeconds);
    this.#failures = new Failures(run.failures ?? [], parameters, new RandomStream(seed, Stream.failure));
    this.#startRandom = new RandomStream(seed, Stream.start);
    this.#preparationRandom = new RandomStream(seed, Stream.preparation);
    this.#waitRandom = new RandomStream(seed, Stream.wait);
    this.containers = new Containers(workload, this, this.pool, this.#provisioner, this.#recorder, this.#idle);
  }

  /** Share of the cold starts that are done. */
  get fraction(): number {
    const { length } = this.run.workload.arrival;
    return length > 0 ? this.containers.served / length : 1;
  }

  /** Goes on for about so many steps; true once all is over. */
  advance(steps: number): boolean {
    const { arrival } = this.run.workload;
    const until = this.events + this.network.effort + steps;
    while (this.events + this.network.effort < until) {
      const over = this.containers.served === arrival.length;
      const arrives = this.#arrived < arrival.length ? arrival[this.#arrived] : NEVER;
      const due = this.#queue.nextTime;
      if (over && due === NEVER) return true;
      const idles = this.#idle.nextTime;
      const fails = over ? NEVER : this.#failures.nextTime;
      const next = Math.min(due, arrives, idles, fails);
      if (next === NEVER) throw new Error('The simulation has come to a halt with cold starts left.');
      this.events++;
      this.now = next;
      if (due === next) this.#handle(this.#queue.pop());
      else if (arrives === next) this.containers.arrive(this.#arrived++, next);
      else if (fails === next) this.#fail(this.#failures.take());
      else this.containers.reclaim(next);
    }
    return false;
  }

  result(): RunResult {
    const { workload, seed } = this.run;
    return this.#recorder.result({
      system: this.system.name,
      seed,
      parameters: this.parameters,
      assumptions: [...workload.assumptions, ...this.system.assumptions, ...ASSUMPTIONS],
      vms: this.pool.used,
      requestMB: this.#provisioner.requestMB ?? null,
      counts: {
        copies: this.replicas.created,
        rotations: this.trees.rotations,
        reparentings: this.trees.reparentings,
        failedVms: this.#failedSoFar,
      },
      simulatedSeconds: this.now,
      events: this.events,
    });
  }

  flowDone(replica: number, now: number): void {
    this.#provisioner.flowDone(replica, now);
  }

  flowDue(replica: number, time: number): void {
    this.#schedule(Event.flow, replica, time);
  }

  readDone(replica: number, now: number): void {
    this.#provisioner.flowDone(replica, now);
  }

  readersDue(time: number): void {
    this.#schedule(Event.readers, 0, time);
  }

  readPace(readers: number, onVm: number): number {
    return this.#provisioner.readPace?.(readers, onVm) ?? NEVER;
  }

  seed(megabytes: number): void {
    const { nicMBps, registryMBps } = this.parameters;
    this.#recorder.traffic.seeded(this.now, this.now + megabytes / Math.min(nicMBps, registryMBps), megabytes);
  }

  deliver(replica: number, source: number, megabytes: number, from: number, to: number): void {
    this.#recorder.traffic.delivered(replica, source, this.replicas.vm[replica], from, to, megabytes);
  }

  work(replica: number, stage: number, mean: number): number {
    const index = this.replicas.owner[replica] * STAGES + stage;
    return this.#preparationRandom.work(mean, this.parameters.stepSeconds, index);
  }

  wait(replica: number, mean: number, things: number): number {
    let seconds = 0;
    for (let thing = 0; thing < things; thing++) {
      seconds += this.#waitRandom.exponential(mean / things, this.replicas.owner[replica] * STAGES + thing);
    }
    return seconds;
  }

  startWork(container: number, mean: number): number {
    return this.#startRandom.work(mean, this.parameters.startStepSeconds, container);
  }

  prepare(replica: number, seconds: readonly number[], now: number): void {
    let preparedAt = now;
    for (let stage = 0; stage < seconds.length; stage++) {
      this.#recorder.preparation(replica, stage, seconds[stage]);
      preparedAt += seconds[stage];
    }
    this.replicas.preparedAt[replica] = preparedAt;
    this.replicas.firstBlockAt[replica] = preparedAt;
    this.#schedule(Event.prepared, replica, preparedAt);
  }

  postpone(replica: number, stage: number, time: number): void {
    this.#recorder.prolong(replica, stage, time - this.replicas.preparedAt[replica]);
    this.replicas.preparedAt[replica] = time;
    this.replicas.firstBlockAt[replica] = time;
    this.#schedule(Event.prepared, replica, time);
  }

  arrived(replica: number, time: number): void {
    this.replicas.fetchedAt[replica] = time;
    this.#schedule(Event.arrived, replica, time);
    this.containers.imageArrives(replica);
  }

  scheduleStarted(container: number, time: number): void {
    this.#schedule(Event.started, container, time);
  }

  scheduleEnded(container: number, time: number): void {
    this.#schedule(Event.ended, container, time);
  }

  vmActivated(vm: number, now: number): void {
    this.#failures.activated(vm, now);
  }

  #schedule(kind: number, id: number, time: number): void {
    this.#queue.push((id << KIND_BITS) | kind, time);
  }

  #handle(event: number): void {
    const id = event >> KIND_BITS;
    const now = this.now;
    switch (event & KIND_MASK) {
      case Event.flow:
        this.network.wake(id, now);
        break;
      case Event.prepared:
        this.#prepared(id, now);
        break;
      case Event.arrived:
        this.#imageThere(id, now);
        break;
      case Event.started:
        if (!this.pool.hasFailed(this.containers.vmOf(id))) this.containers.started(id, now);
        break;
      case Event.ended:
        this.containers.ended(id, now);
        break;
      case Event.readers:
        this.readers.wake(now, this.replicas.vm);
        break;
      case Event.noticed:
        this.#replace(id, now);
        break;
    }
  }

  #prepared(replica: number, now: number): void {
    const { replicas } = this;
    if (replicas.preparedAt[replica] !== now || replicas.phase[replica] !== Phase.preparing) return;
    if (!this.pool.hasFailed(replicas.vm[replica])) this.#provisioner.prepared(replica, now);
  }

  #imageThere(replica: number, now: number): void {
    if (this.replicas.fetchedAt[replica] !== now) return;
    this.replicas.phase[replica] = Phase.ready;
    this.treeRecorder.fetched(replica, now);
  }

  /** The VM falls silent; nobody knows until the next ping. */
  #fail(vm: number): void {
    if (!this.pool.isActive(vm)) return;
    this.#failedSoFar++;
    this.containers.vmFailed(vm, this.now);
    this.network.cut(vm, this.now);
    for (let replica = this.replicas.firstOn(vm); replica >= 0; replica = this.replicas.nextOn(replica)) {
      if (this.readers.has(replica)) this.readers.stop(replica, vm, this.now);
    }
    this.#schedule(Event.noticed, vm, this.#failures.noticedAt(this.now));
  }

  /** The failure is noticed: trees are mended, containers placed anew, and the pool gets a fresh VM. */
  #replace(vm: number, now: number): void {
    this.containers.loseVm(vm, now);
    this.network.restore(vm);
    const { lost, served } = this.containers;
    this.#failures.requireProgress(lost, served, this.run.workload.arrival.length, now);
  }
}

/** Containers that a VM's vCPUs start at a time without slowing each other down. */
function startsAtOnce({ vcpus, startVcpus }: Parameters): number {
  return startVcpus > 0 ? Math.max(1, Math.floor(vcpus / startVcpus)) : Number.POSITIVE_INFINITY;
}
