import type { Pool } from './cluster/pool';
import type { Replicas } from './cluster/replicas';
import { EventKind, type Events } from './events';
import { IntrusiveLists } from './intrusiveLists';
import type { RandomStream } from './random';
import type { Scatter } from './scatter';
import { StartWork } from './startWork';
import type { Provisioner } from './systems';
import type { Parameters, Workload } from './types';
import type { FunctionWatch } from './watch/functionWatch';

const NONE = -1;

/** What a container does that has not started. */
const Step = {
  /** Waits for its image: the first block where the system is lazy, else all. */
  waiting: 0,
  /** Works on its VM. */
  working: 1,
  /** Has done its work, and waits for the last blocks or for the platform. */
  worked: 2,
} as const;

/** Containers that are placed and have not started yet. */
export class Starts {
  /** The most containers that were starting at once. */
  most = 0;
  /** By replica: its containers, in the order in which they were placed. */
  readonly on: IntrusiveLists;
  readonly work: StartWork;
  #count = 0;
  /** By container: the time of its next event; NaN if not known yet. */
  readonly #at: Float64Array;
  /** By container: a `Step`. */
  readonly #step: Uint8Array;
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
    private readonly events: Events,
    private readonly random: RandomStream,
    private readonly scatter: Scatter,
    private readonly watch: FunctionWatch | null,
  ) {
    const containers = workload.arrival.length;
    this.on = new IntrusiveLists(64, containers);
    this.#at = new Float64Array(containers).fill(Number.NaN);
    this.#step = new Uint8Array(containers);
    const shared = provisioner.startsAlone ? { ...parameters, startCreationSeconds: 0, startVcpus: 0 } : parameters;
    this.work = new StartWork(this.#at, shared, provisioner.lazy ? parameters.startWaitShare : 0, events);
    this.#meanSeconds = Float64Array.from(
      workload.functions,
      ({ startFactor = 1 }, id) => provisioner.startSeconds(id) * startFactor,
    );
    this.#platformSeconds = Float64Array.from(workload.functions, ({ platformSeconds = 0 }) => platformSeconds);
  }

  /** The container was placed. */
  add(container: number, replica: number, now: number): void {
    const { replicas } = this;
    this.on.reserveList(replica);
    this.on.addLast(replica, container);
    this.#step[container] = Step.waiting;
    if (++this.#count > this.most) this.most = this.#count;
    const from = this.provisioner.lazy ? replicas.firstBlockAt[replica] : replicas.fetchedAt[replica];
    if (from <= now) this.#begin(container, replica, now);
  }

  /** The replica's first block is on its VM, or all blocks are: its containers begin to work, if they have not. */
  imageComes(replica: number, now: number): void {
    if (this.pool.hasFailed(this.replicas.vm[replica])) return;
    this.on.reserveList(replica);
    for (let container = this.on.first(replica); container !== NONE; container = this.on.next(container)) {
      if (this.#step[container] === Step.waiting) this.#begin(container, replica, now);
    }
  }

  /** It is known when all blocks are on the VM, and so when the containers start that wait only for them. */
  arrivalKnown(replica: number): void {
    this.on.reserveList(replica);
    for (let container = this.on.first(replica); container !== NONE; container = this.on.next(container)) {
      if (this.#step[container] === Step.worked) this.#finish(container, this.replicas.fetchedAt[replica]);
    }
  }

  /** Call at an event of the container's work. Returns whether the container starts at this moment. */
  worked(container: number, now: number): boolean {
    if (this.#step[container] !== Step.working || !this.work.isDone(container, now)) return false;
    this.#step[container] = Step.worked;
    this.watch?.worked(container, now);
    const fetchedAt = this.replicas.fetchedAt[this.on.listOf(container)];
    const platform = this.#platformSeconds[this.workload.functionId[container]];
    if (fetchedAt <= now && platform === 0) return true;
    // NaN where that is not known yet.
    if (fetchedAt >= 0) this.#finish(container, Math.max(now, fetchedAt));
    return false;
  }

  /** Whether the container starts at this moment. False for an event that was scheduled before its VM failed. */
  isDue(container: number, now: number): boolean {
    return this.#step[container] === Step.worked && this.#at[container] === now;
  }

  /** The container has started. */
  remove(container: number): void {
    this.#at[container] = Number.NaN;
    this.#count--;
    this.on.remove(container);
  }

  /** The replica is lost: its containers do not start there, and are added to `lost`. */
  abandon(replica: number, lost: number[]): void {
    this.work.abandon(this.replicas.vm[replica]);
    this.on.reserveList(replica);
    for (let container = this.on.first(replica); container !== NONE; container = this.on.first(replica)) {
      this.remove(container);
      lost.push(container);
    }
  }

  #begin(container: number, replica: number, now: number): void {
    const mean = this.#meanSeconds[this.workload.functionId[container]];
    const seconds =
      this.random.work(mean, this.parameters.startStepSeconds, container) * this.scatter.factorOf(container);
    this.#step[container] = Step.working;
    const createdAt = this.work.begin(container, this.replicas.vm[replica], seconds, now);
    this.watch?.works(container, seconds, createdAt, now);
  }

  /** All that is left after `time` is the platform's part. */
  #finish(container: number, time: number): void {
    const platform = this.#platformSeconds[this.workload.functionId[container]];
    this.#at[container] = platform === 0 ? time : time + platform * this.scatter.factorOf(container);
    this.events.schedule(EventKind.started, container, this.#at[container]);
  }
}
