import { Clock } from './clock';
import { Network } from './cluster/network';
import { Pool } from './cluster/pool';
import { RegistryReaders } from './cluster/readers';
import { Replicas } from './cluster/replicas';
import { startServers } from './cluster/startSpeed';
import { FunctionTrees } from './cluster/trees';
import { ClusterView } from './clusterView';
import { Containers } from './containers';
import { EventKind, Events, idOf, kindOf } from './events';
import { Failures } from './failures';
import { IdleQueue } from './idleQueue';
import { imagesOf } from './images';
import { NetworkEvents } from './networkEvents';
import { Outages } from './outages';
import { RandomStream } from './random';
import { ReplicaEvents } from './replicaEvents';
import { Recorder } from './results/recorder';
import { RunLoop } from './runLoop';
import { requestAssumptions } from './scaleOut/assumptions';
import { Scatter } from './scatter';
import { Starts } from './starts';
import type { Provisioner, System } from './systems';
import type { Parameters, Run, RunResult } from './types';
import type { FunctionWatch } from './watch/functionWatch';
import { WatchedTraffic } from './watch/watchedTraffic';

/** Numbers of the random streams, see `random.ts`. */
const Stream = { start: 0, preparation: 1, wait: 2, failure: 3, scatter: 4 } as const;

const ASSUMPTIONS: readonly string[] = [
  'VMs of the free pool are booted: their boot time is not counted, as in the paper.',
  'After a container has run, its image stays on the VM for the idle time; its memory is free for other containers.',
  'A VM creates its containers one at a time. A start then waits and computes by turns, and the starts on a VM share its vCPUs evenly, moment by moment; running requests take none of them. Packing takes a VM from the free pool rather than one whose vCPUs are all busy with starts.',
];

/** One run, assembled from its parts. Tests check the parts between steps. */
export class Simulation {
  readonly clock = new Clock();
  readonly replicas: Replicas;
  readonly pool: Pool;
  readonly network: Network;
  readonly readers: RegistryReaders;
  readonly containers: Containers;
  readonly starts: Starts;
  readonly trees: FunctionTrees;
  readonly #provisioner: Provisioner;
  readonly #recorder: Recorder;
  readonly #outages: Outages;
  readonly #loop: RunLoop;

  constructor(
    private readonly run: Run,
    private readonly system: System,
    private readonly parameters: Parameters,
    watch: FunctionWatch | null = null,
  ) {
    const { workload, seed } = run;
    const { arrival, functions } = workload;
    const { clock } = this;
    const { vms, nicMBps, registryMBps } = parameters;
    const replicas = new Replicas(vms, functions.length);
    const events = new Events((event) => rowOf(event, replicas));
    const pool = new Pool(vms, parameters.vmMemoryMB, parameters.functionsPerVm, startsAtOnce(parameters));
    const recorder = new Recorder(workload, system, replicas, parameters, run.watchedVm ?? null, watch);
    const trees = new FunctionTrees(functions.length, parameters.fanOut, replicas, recorder.treeLevels, recorder.trees);
    const listener = new NetworkEvents(events);
    const intakeMBps = Math.min(nicMBps, system.intakeMBps?.(parameters) ?? Number.POSITIVE_INFINITY);
    const rates = { nicMBps, intakeMBps, registryMBps };
    const traffic = watch ? new WatchedTraffic(recorder.traffic, watch) : recorder.traffic;
    const network = new Network(vms + 1, rates, listener, traffic);
    const readers = new RegistryReaders(vms, rates, listener, traffic, watch?.reads);
    const scatter = new Scatter(workload, new RandomStream(seed, Stream.scatter));
    const cluster = new ClusterView({
      parameters,
      functions,
      images: imagesOf(functions, parameters),
      replicas,
      network,
      readers,
      trees,
      recorder,
      clock,
      events,
      preparationRandom: new RandomStream(seed, Stream.preparation),
      waitRandom: new RandomStream(seed, Stream.wait),
      scatter,
    });
    const provisioner = system.provisioner(cluster);
    listener.attach(provisioner);
    const startRandom = new RandomStream(seed, Stream.start);
    const starts = new Starts(workload, parameters, replicas, pool, provisioner, events, startRandom, scatter, watch);
    cluster.attach(starts);
    const idle = new IdleQueue(parameters.idleSeconds);
    const failures = new Failures(run.failures ?? [], parameters, new RandomStream(seed, Stream.failure));
    const containers = new Containers({
      workload,
      parameters,
      replicas,
      pool,
      trees,
      provisioner,
      recorder,
      starts,
      idle,
      failures,
      events,
    });
    const outages = new Outages(arrival.length, starts, pool, replicas, network, readers, containers, failures, events);
    this.replicas = replicas;
    this.pool = pool;
    this.network = network;
    this.readers = readers;
    this.containers = containers;
    this.starts = starts;
    this.trees = trees;
    this.#provisioner = provisioner;
    this.#recorder = recorder;
    this.#outages = outages;
    const replicaEvents = new ReplicaEvents(replicas, pool, provisioner, starts, watch);
    watch?.attach({ clock, replicas, links: network.links, provisioner, slotOf: (replica) => trees.slotOf(replica) });
    this.#loop = new RunLoop(
      arrival,
      clock,
      events,
      idle,
      failures,
      outages,
      containers,
      replicaEvents,
      network,
      readers,
      replicas,
    );
  }

  /** Steps so far. */
  get events(): number {
    return this.#loop.steps;
  }

  /** Share of the cold starts or requests that are served. */
  get fraction(): number {
    const { length } = this.run.workload.arrival;
    return length > 0 ? this.containers.progress.served / length : 1;
  }

  /** As `RunLoop.advance`. Throws a ParameterError if VMs fail faster than starts succeed. */
  advance(steps: number): boolean {
    return this.#loop.advance(steps);
  }

  result(): RunResult {
    const { workload, seed } = this.run;
    const ofRequests = workload.requests ? requestAssumptions(this.run) : [];
    return this.#recorder.result({
      system: this.system.name,
      seed,
      parameters: this.parameters,
      assumptions: [...workload.assumptions, ...ofRequests, ...this.system.assumptions, ...ASSUMPTIONS],
      vms: this.pool.used,
      requestMB: this.#provisioner.requestMB ?? null,
      counts: {
        copies: this.replicas.created - this.containers.knownImages.found,
        rotations: this.trees.rotations,
        reparentings: this.trees.reparentings,
        failedVms: this.#outages.count,
        retriedRequests: this.containers.serving?.retried ?? 0,
        lostRequests: this.containers.lostRequests,
        keepAliveVmSeconds: this.#keepAliveVmSeconds(),
      },
      simulatedSeconds: this.clock.now,
      events: this.events,
    });
  }

  /** How long the VMs that are active at the end are kept, if nothing arrives any more. */
  #keepAliveVmSeconds(): number {
    const { replicas, pool, clock } = this;
    let seconds = 0;
    for (let vm = 0; vm < pool.used; vm++) {
      let end = clock.now;
      for (let replica = replicas.firstOn(vm); replica >= 0; replica = replicas.nextOn(replica)) {
        const idleUntil = replicas.idleSince[replica] + this.parameters.idleSeconds;
        if (idleUntil > end) end = idleUntil;
      }
      seconds += end - clock.now;
    }
    return seconds;
  }
}

/** The cold start or request that an event belongs to; -1 for none. */
function rowOf(event: number, replicas: Replicas): number {
  const id = idOf(event);
  switch (kindOf(event)) {
    case EventKind.started:
    case EventKind.startWork:
    case EventKind.ended:
      return id;
    case EventKind.flow:
    case EventKind.prepared:
    case EventKind.firstBlock:
    case EventKind.arrived:
      return replicas.owner[id];
    default:
      return -1;
  }
}

/** Containers that a VM's vCPUs start at a time without slowing each other down; at least one. */
function startsAtOnce(parameters: Parameters): number {
  return Math.max(1, Math.floor(startServers(parameters)));
}
