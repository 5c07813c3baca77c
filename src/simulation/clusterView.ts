import type { Clock } from './clock';
import type { Cluster } from './cluster/cluster';
import type { Network } from './cluster/network';
import type { RegistryReaders } from './cluster/readers';
import type { Replicas } from './cluster/replicas';
import type { FunctionTrees } from './cluster/trees';
import { EventKind, type Events } from './events';
import type { Image } from './images';
import type { RandomStream } from './random';
import type { Recorder } from './results/recorder';
import type { TreeRecorder } from './results/treeRecorder';
import type { Scatter } from './scatter';
import type { Starts } from './starts';
import type { FunctionSpec, Parameters } from './types';

/** Indexes per container in the random streams; more than any system has stages. */
const STAGES = 8;

/** The parts of a run that systems work with, directly or through `ClusterView`. */
export interface ClusterParts {
  readonly parameters: Parameters;
  readonly functions: readonly FunctionSpec[];
  readonly images: readonly Image[];
  readonly replicas: Replicas;
  readonly network: Network;
  readonly readers: RegistryReaders;
  readonly trees: FunctionTrees;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly events: Events;
  readonly preparationRandom: RandomStream;
  readonly waitRandom: RandomStream;
  readonly scatter: Scatter;
}

/** The cluster as systems see it. */
export class ClusterView implements Cluster {
  readonly parameters: Parameters;
  readonly images: readonly Image[];
  readonly replicas: Replicas;
  readonly network: Network;
  readonly readers: RegistryReaders;
  readonly trees: FunctionTrees;
  readonly treeRecorder: TreeRecorder;
  readonly extraVm: number;
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  readonly #events: Events;
  readonly #preparationRandom: RandomStream;
  readonly #waitRandom: RandomStream;
  readonly #scatter: Scatter;
  readonly #functions: readonly FunctionSpec[];
  #starts: Starts | undefined;

  constructor(parts: ClusterParts) {
    this.parameters = parts.parameters;
    this.images = parts.images;
    this.replicas = parts.replicas;
    this.network = parts.network;
    this.readers = parts.readers;
    this.trees = parts.trees;
    this.treeRecorder = parts.recorder.trees;
    this.extraVm = parts.parameters.vms;
    this.#recorder = parts.recorder;
    this.#clock = parts.clock;
    this.#events = parts.events;
    this.#preparationRandom = parts.preparationRandom;
    this.#waitRandom = parts.waitRandom;
    this.#scatter = parts.scatter;
    this.#functions = parts.functions;
  }

  /** Sets the containers to call when an image comes. */
  attach(starts: Starts): void {
    this.#starts = starts;
  }

  seed(functionId: number, megabytes: number): void {
    const { nicMBps, registryMBps } = this.parameters;
    const { now } = this.#clock;
    const end = now + megabytes / Math.min(nicMBps, registryMBps);
    this.#recorder.traffic.seeded(now, end, megabytes);
    this.#recorder.watch?.seeded(functionId, now, end, megabytes);
  }

  deliver(replica: number, source: number, megabytes: number, from: number, to: number): void {
    this.#recorder.traffic.delivered(replica, source, this.replicas.vm[replica], from, to, megabytes);
    this.#recorder.watch?.delivered(replica, source, from, to, megabytes);
  }

  work(replica: number, stage: number, mean: number): number {
    const index = this.replicas.owner[replica] * STAGES + stage;
    return this.#preparationRandom.work(mean, this.parameters.stepSeconds, index);
  }

  factor(replica: number): number {
    return this.#scatter.factorOf(this.replicas.owner[replica]);
  }

  startFactor(replica: number): number {
    return this.#functions[this.replicas.functionId[replica]].startFactor ?? 1;
  }

  wait(replica: number, mean: number, things: number): number {
    let seconds = 0;
    for (let thing = 0; thing < things; thing++) {
      seconds += this.#waitRandom.exponential(mean / things, this.replicas.owner[replica] * STAGES + thing);
    }
    return seconds;
  }

  prepare(replica: number, seconds: readonly number[], now: number): void {
    this.#recorder.watch?.preparing(replica, seconds, now);
    let preparedAt = now;
    for (let stage = 0; stage < seconds.length; stage++) {
      this.#recorder.preparation(replica, stage, seconds[stage]);
      preparedAt += seconds[stage];
    }
    this.#schedulePrepared(replica, preparedAt);
  }

  postpone(replica: number, stage: number, time: number): void {
    this.#recorder.prolong(replica, stage, time - this.replicas.preparedAt[replica]);
    this.#recorder.watch?.postponed(replica, stage, time, this.#clock.now);
    this.#schedulePrepared(replica, time);
  }

  firstBlock(replica: number, time: number): void {
    this.replicas.firstBlockAt[replica] = time;
    const { now } = this.#clock;
    const { watch } = this.#recorder;
    watch?.firstBlockDue(replica, time);
    if (time <= now) {
      watch?.firstBlock(replica, now);
      this.#starts!.imageComes(replica, now);
    } else this.#events.schedule(EventKind.firstBlock, replica, time);
  }

  arrived(replica: number, time: number): void {
    this.replicas.fetchedAt[replica] = time;
    this.#recorder.watch?.arrives(replica, time, this.#clock.now);
    this.#events.schedule(EventKind.arrived, replica, time);
    this.#starts!.arrivalKnown(replica);
  }

  #schedulePrepared(replica: number, time: number): void {
    this.replicas.preparedAt[replica] = time;
    this.#events.schedule(EventKind.prepared, replica, time);
  }
}
