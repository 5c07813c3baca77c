import type { Pool } from './cluster/pool';
import type { Replicas } from './cluster/replicas';
import type { IdleQueue } from './idleQueue';
import type { Recorder } from './results/recorder';

/** Counts the work of containers: on replicas, which are idle without any, and on VMs, whose memory it takes. */
export class Usage {
  constructor(
    /** By function: memory of its container, whole MB. */
    readonly memoryMB: Int32Array,
    private readonly replicas: Replicas,
    private readonly pool: Pool,
    private readonly recorder: Recorder,
    private readonly idleReplicas: IdleQueue,
  ) {}

  /** A container is placed and begins to start. */
  occupy(replica: number, now: number): void {
    this.pool.occupy(this.replicas.vm[replica], this.#memoryOf(replica));
    this.#busy(replica, now);
  }

  /** A container that was idle begins to serve. */
  work(replica: number, now: number): void {
    this.pool.work(this.replicas.vm[replica], this.#memoryOf(replica));
    this.#busy(replica, now);
  }

  /** A container has nothing to do. It keeps its memory until it leaves. */
  rest(replica: number, now: number): void {
    const { replicas } = this;
    this.pool.rest(replicas.vm[replica], this.#memoryOf(replica));
    this.note(now);
    if (--replicas.busy[replica] > 0) return;
    replicas.idleSince[replica] = now;
    this.idleReplicas.push(replica, now);
  }

  /** A container that rests leaves its VM. */
  vacate(replica: number): void {
    this.pool.vacate(this.replicas.vm[replica], this.#memoryOf(replica));
  }

  /** Records how many VMs are active, and how much of their memory is in use. */
  note(now: number): void {
    this.recorder.inUse(this.pool.active, this.pool.busyMB, now);
  }

  #busy(replica: number, now: number): void {
    const { replicas } = this;
    this.note(now);
    replicas.busy[replica]++;
    replicas.idleSince[replica] = Number.NaN;
  }

  #memoryOf(replica: number): number {
    return this.memoryMB[this.replicas.functionId[replica]];
  }
}
