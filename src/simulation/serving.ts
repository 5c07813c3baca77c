import type { Replicas } from './cluster/replicas';
import { EventKind, type Events } from './events';
import { IdleQueue } from './idleQueue';
import type { Progress } from './progress';
import { Requests, type StartedContainer } from './requests';
import type { Recorder } from './results/recorder';
import type { Parameters, Workload } from './types';
import type { Usage } from './usage';

const NONE = -1;

/** Parts of the run that requests use. */
export interface ServingParts {
  readonly workload: Workload;
  readonly parameters: Parameters;
  readonly replicas: Replicas;
  readonly usage: Usage;
  readonly recorder: Recorder;
  readonly events: Events;
  readonly progress: Progress;
}

/** What the failure of a VM cut off, until it is noticed. */
interface CutOff {
  readonly containers: { readonly container: number; readonly functionId: number }[];
  readonly rows: number[];
}

/** The life of requests: served by a started container, at once or after a wait, and answered; or retried, or lost. */
export class Serving {
  readonly requests: Requests;
  /** Containers without a request, whose idle time runs. */
  readonly idle: IdleQueue;
  /** Requests that were tried again after their VM failed. */
  retried = 0;
  /** Requests that were not tried again after their VM failed. */
  lost = 0;
  /** By request: the container that serves it. */
  readonly #servedBy: Int32Array;
  /** By request: when its answer is due; NaN before it is served. */
  readonly #endsAt: Float64Array;
  /** By request that a failed VM cut off: how often. */
  readonly #cuts = new Map<number, number>();
  readonly #cutOff = new Map<number, CutOff>();
  readonly #workload: Workload;
  readonly #parameters: Parameters;
  readonly #replicas: Replicas;
  readonly #usage: Usage;
  readonly #recorder: Recorder;
  readonly #events: Events;
  readonly #progress: Progress;

  constructor({ workload, parameters, replicas, usage, recorder, events, progress }: ServingParts) {
    const rows = workload.arrival.length;
    this.requests = new Requests(workload, parameters);
    this.idle = new IdleQueue(parameters.idleSeconds);
    this.#servedBy = new Int32Array(rows);
    this.#endsAt = new Float64Array(rows).fill(Number.NaN);
    this.#workload = workload;
    this.#parameters = parameters;
    this.#replicas = replicas;
    this.#usage = usage;
    this.#recorder = recorder;
    this.#events = events;
    this.#progress = progress;
  }

  /** A request arrives. Returns whether the caller must order a container. */
  arrive(row: number, now: number): boolean {
    const functionId = this.#workload.functionId[row];
    this.requests.arrives(functionId, now);
    if (!this.#serveAtOnce(row, functionId, now)) this.requests.wait(functionId, row);
    return this.requests.wantsMore(functionId, now);
  }

  /** A new container has started: it serves requests that wait, or rests. */
  started(container: number, replica: number, depth: number, now: number): void {
    const { requests } = this;
    const functionId = this.#workload.functionId[container];
    const one = requests.started(container, functionId, replica);
    while (requests.hasRoom(one)) {
      const row = requests.next(functionId);
      if (row === NONE) break;
      this.#recorder.started(row, container, replica, depth, now);
      this.#begin(row, container, one, now);
    }
    if (one.rows.length === 0) this.#rest(one, container, now);
  }

  /** The request has run, unless its VM failed in the meantime. */
  ended(row: number, now: number): void {
    if (this.#endsAt[row] !== now) return;
    const container = this.#servedBy[row];
    const one = this.requests.containers.get(container)!;
    this.#endsAt[row] = Number.NaN;
    this.#progress.finished++;
    this.requests.ends(one, container, row);
    const next = this.requests.next(one.functionId);
    if (next !== NONE) this.#serve(next, container, one, now);
    else if (one.rows.length === 0) this.#rest(one, container, now);
  }

  /**
   * The idle time of the first container in the queue ends; the container leaves, unless it served requests since.
   * Returns its VM, which has more room now, or -1.
   */
  reclaim(): number {
    const { idle } = this;
    const { since } = idle;
    const container = idle.pop();
    const one = this.requests.containers.get(container);
    if (one?.idleSince !== since) return NONE;
    this.requests.leave(container, true);
    this.#usage.vacate(one.replica);
    return this.#replicas.vm[one.replica];
  }

  /** The replica leaves its VM, with its containers. They rest. */
  leave(replica: number): void {
    for (const container of [...this.requests.on(replica)]) {
      this.requests.leave(container, true);
      this.#usage.vacate(replica);
    }
  }

  /**
   * The VM fails. A request sent to it finds no connection and goes elsewhere, so its idle containers are gone at once;
   * the scheduler counts on busy ones, and waits for their answers, until it notices the failure.
   */
  vmFailed(vm: number, now: number): void {
    const cutOff: CutOff = { containers: [], rows: [] };
    this.#cutOff.set(vm, cutOff);
    for (let replica = this.#replicas.firstOn(vm); replica !== NONE; replica = this.#replicas.nextOn(replica)) {
      for (const container of [...this.requests.on(replica)]) {
        const { rows, functionId } = this.requests.containers.get(container)!;
        this.requests.leave(container, rows.length === 0);
        if (rows.length === 0) continue;
        cutOff.containers.push({ container, functionId });
        for (const row of rows) {
          this.#endsAt[row] = Number.NaN;
          this.#progress.served--;
          this.#recorder.cutOff(row, vm, now);
          cutOff.rows.push(row);
        }
      }
    }
  }

  /** The failure is noticed: requests are tried again, or lost. Returns the containers that served them. */
  vmLost(vm: number, now: number): readonly number[] {
    const { containers, rows } = this.#cutOff.get(vm) ?? { containers: [], rows: [] };
    this.#cutOff.delete(vm);
    for (const { functionId } of containers) this.requests.knownLost(functionId);
    for (const row of rows.sort((a, b) => a - b)) {
      const cuts = (this.#cuts.get(row) ?? 0) + 1;
      this.#cuts.set(row, cuts);
      if (cuts > this.#parameters.requestRetries) {
        this.lost++;
        this.#progress.finished++;
        continue;
      }
      if (cuts === 1) this.retried++;
      const functionId = this.#workload.functionId[row];
      if (!this.#serveAtOnce(row, functionId, now)) this.requests.waitAgain(functionId, row);
    }
    return containers.map(({ container }) => container);
  }

  /** Returns whether a container has room. */
  #serveAtOnce(row: number, functionId: number, now: number): boolean {
    const container = this.requests.freeContainer(functionId);
    if (container === NONE) return false;
    this.#serve(row, container, this.requests.containers.get(container)!, now);
    return true;
  }

  /** A container that has been there takes a request. */
  #serve(row: number, container: number, one: StartedContainer, now: number): void {
    if (!Number.isNaN(one.idleSince)) this.#usage.work(one.replica, now);
    this.#recorder.servedWarm(row, this.#replicas.vm[one.replica], now);
    this.#begin(row, container, one, now);
  }

  #begin(row: number, container: number, one: StartedContainer, now: number): void {
    const end = now + this.#workload.functions[one.functionId].runSeconds;
    this.requests.begins(one, container, row);
    this.#progress.served++;
    this.#servedBy[row] = container;
    this.#endsAt[row] = end;
    this.#events.schedule(EventKind.ended, row, end);
  }

  /** A container without a request keeps its memory until its idle time ends or its replica is evicted. */
  #rest(one: StartedContainer, container: number, now: number): void {
    this.requests.rest(one, container, now);
    this.#usage.rest(one.replica, now);
    this.idle.push(container, now);
  }
}
