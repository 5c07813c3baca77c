import type { Pool } from './cluster/pool';
import type { Replicas } from './cluster/replicas';
import { EventKind, type Events } from './events';
import { IntrusiveLists } from './intrusiveLists';
import type { RandomStream } from './random';
import type { Recorder } from './results/recorder';
import type { Scatter } from './scatter';
import type { Provisioner } from './systems';
import type { Parameters, Workload } from './types';

const NONE = -1;

/** Containers that are placed and have not started yet, and the time when each will have started. */
export class Starts {
  /** The most containers that were starting at once. */
  most = 0;
  #count = 0;
  /** By replica: its containers, the one placed last first. */
  readonly on: IntrusiveLists;
  /** By container: when it starts; NaN if not known yet, or no longer. */
  readonly #at: Float64Array;
  /** By function: mean seconds of a start. */
  readonly #meanSeconds: Float64Array;
  /** By function: what the platform adds to each start. */
  readonly #platformSeconds: Float64Array;

  constructor(
    private readonly workload: Workload,
    private readonly parameters: Parameters,
    private readonly replicas: Replicas,
    private readonly pool: Pool,
    private readonly provisioner: Provisioner,
    private readonly recorder: Recorder,
    private readonly events: Events,
    private readonly random: RandomStream,
    private readonly scatter: Scatter,
  ) {
    const containers = workload.arrival.length;
    this.on = new IntrusiveLists(64, containers);
    this.#at = new Float64Array(containers).fill(Number.NaN);
    this.#meanSeconds = Float64Array.from(
      workload.functions,
      ({ startFactor = 1 }, id) => provisioner.startSeconds(id) * startFactor,
    );
    this.#platformSeconds = Float64Array.from(workload.functions, ({ platformSeconds = 0 }) => platformSeconds);
  }

  /** The container was placed. It starts once the image is on the VM. */
  add(container: number, replica: number): void {
    this.on.reserveList(replica);
    this.on.addFirst(replica, container);
    if (++this.#count > this.most) this.most = this.#count;
    if (!Number.isNaN(this.replicas.fetchedAt[replica])) this.#schedule(container, replica);
  }

  /** The arrival of the replica is known, and so the time when the containers that wait for it start. */
  imageArrives(replica: number): void {
    this.on.reserveList(replica);
    for (let container = this.on.first(replica); container !== NONE; container = this.on.next(container)) {
      this.#schedule(container, replica);
    }
  }

  /** Whether the container starts at this moment. False for an event that was scheduled before its VM failed. */
  isDue(container: number, now: number): boolean {
    return this.#at[container] === now;
  }

  /** The container has started. */
  remove(container: number): void {
    this.#at[container] = Number.NaN;
    this.#count--;
    this.on.remove(container);
  }

  /** The replica is lost: its containers do not start there, and are added to `lost`. */
  abandon(replica: number, lost: number[]): void {
    this.on.reserveList(replica);
    for (let container = this.on.first(replica); container !== NONE; container = this.on.first(replica)) {
      this.remove(container);
      lost.push(container);
    }
  }

  #schedule(container: number, replica: number): void {
    const { replicas, parameters } = this;
    const vcpus = this.pool.startingOn[replicas.vm[replica]] * parameters.startVcpus;
    const functionId = this.workload.functionId[container];
    const mean = this.#meanSeconds[functionId] * Math.max(1, vcpus / parameters.vcpus);
    const factor = this.scatter.factorOf(container);
    const seconds = this.random.work(mean, parameters.startStepSeconds, container) * factor;
    const from = Math.max(this.recorder.placedAt(container), replicas.firstBlockAt[replica]);
    const fetchedAt = replicas.fetchedAt[replica];
    const ready = this.provisioner.lazy ? Math.max(from + seconds, fetchedAt) : Math.max(from, fetchedAt) + seconds;
    const time = ready + this.#platformSeconds[functionId] * factor;
    this.#at[container] = time;
    this.events.schedule(EventKind.started, container, time);
  }
}
