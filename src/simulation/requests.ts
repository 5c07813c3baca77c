import { Fifo } from './fifo';
import { SCALE_OUT_POLICIES, type ScaleOut } from './scaleOut';
import type { Parameters, Workload } from './types';

const NONE = -1;

/** A container that has started. */
export interface StartedContainer {
  readonly functionId: number;
  readonly replica: number;
  /** The requests that it serves, in the order in which they began. */
  readonly rows: number[];
  /** Since when it serves none; NaN while it does. */
  idleSince: number;
  /** Whether `free` lists it. */
  listed: boolean;
}

interface RequestsOfFunction {
  readonly waiting: Fifo<Int32Array>;
  /** Requests to try again, the one that arrived first last. They arrived before all that wait. */
  readonly retried: number[];
  /** Containers that can serve a further request, the one that became free last at the end. Some may have left. */
  readonly free: number[];
  readonly scaleOut: ScaleOut;
  /** Containers that are ordered and have not started. */
  ordered: number;
  /** Containers that have started, as far as the scheduler knows. */
  started: number;
}

/**
 * The scheduler's view of requests (ATC'21 §3.1): which of them wait, which containers are free, and how many are on
 * order. A request goes to the container that became free last; if there is none, it waits, and the first container
 * with room serves the request that arrived first.
 */
export class Requests {
  readonly containers = new Map<number, StartedContainer>();
  readonly #functions: readonly RequestsOfFunction[];
  /** By replica: its started containers. */
  readonly #on = new Map<number, Set<number>>();
  readonly #most: number;

  constructor({ functions }: Workload, parameters: Parameters) {
    const policy = SCALE_OUT_POLICIES[parameters.scaleOut];
    this.#most = parameters.requestsPerContainer;
    this.#functions = functions.map(({ runSeconds }) => ({
      waiting: new Fifo(Int32Array, 4),
      retried: [],
      free: [],
      scaleOut: policy.forFunction(parameters, runSeconds),
      ordered: 0,
      started: 0,
    }));
  }

  arrives(functionId: number, now: number): void {
    this.#functions[functionId].scaleOut.arrives(now);
  }

  /** A container that can serve a request at once, or -1. */
  freeContainer(functionId: number): number {
    const { free } = this.#functions[functionId];
    while (free.length > 0) {
      const container = free[free.length - 1];
      if (this.containers.get(container)?.listed) return container;
      free.pop();
    }
    return NONE;
  }

  wait(functionId: number, row: number): void {
    this.#functions[functionId].waiting.push(row);
  }

  /** The request waits again, before all that arrived after it. */
  waitAgain(functionId: number, row: number): void {
    const { retried } = this.#functions[functionId];
    let at = retried.length;
    while (at > 0 && retried[at - 1] < row) at--;
    retried.splice(at, 0, row);
  }

  /** Takes the waiting request that arrived first, or -1. */
  next(functionId: number): number {
    const { waiting, retried } = this.#functions[functionId];
    if (retried.length > 0) return retried.pop()!;
    return waiting.length > 0 ? waiting.shift() : NONE;
  }

  /** Whether the policy wants one more container than are on order. */
  wantsMore(functionId: number, now: number): boolean {
    const state = this.#functions[functionId];
    return this.#wanted(state, now) > state.ordered;
  }

  /**
   * Withdraws an order of the function if the policy does not want it any more and no request waits for it; returns
   * whether it did. No VM may be reserved for the order: from then on its container is provisioned, and used later.
   */
  withdraws(functionId: number, now: number): boolean {
    const state = this.#functions[functionId];
    if (state.ordered <= Math.max(this.#wanted(state, now), Math.ceil(waitingIn(state) / this.#most))) return false;
    state.ordered--;
    return true;
  }

  order(functionId: number): void {
    this.#functions[functionId].ordered++;
  }

  /** A container on order is lost with its VM. */
  orderLost(functionId: number): void {
    this.#functions[functionId].ordered--;
  }

  /** An ordered container has started. The caller gives it requests, or calls `rest`. */
  started(container: number, functionId: number, replica: number): StartedContainer {
    const state = this.#functions[functionId];
    state.ordered--;
    state.started++;
    const one = { functionId, replica, rows: [], idleSince: Number.NaN, listed: false };
    this.containers.set(container, one);
    const there = this.#on.get(replica);
    if (there) there.add(container);
    else this.#on.set(replica, new Set([container]));
    return one;
  }

  hasRoom({ rows }: StartedContainer): boolean {
    return rows.length < this.#most;
  }

  begins(one: StartedContainer, container: number, row: number): void {
    one.rows.push(row);
    one.idleSince = Number.NaN;
    this.#list(one, container);
  }

  /** A request on the container is answered. */
  ends(one: StartedContainer, container: number, row: number): void {
    one.rows.splice(one.rows.indexOf(row), 1);
    this.#list(one, container);
  }

  /** The container serves no request. */
  rest(one: StartedContainer, container: number, now: number): void {
    one.idleSince = now;
    this.#list(one, container);
  }

  /** The started containers of a replica. */
  on(replica: number): ReadonlySet<number> {
    return this.#on.get(replica) ?? NOTHING;
  }

  /** The container is gone. The scheduler counts it until it knows. */
  leave(container: number, known: boolean): void {
    const { functionId, replica } = this.containers.get(container)!;
    this.containers.delete(container);
    const there = this.#on.get(replica)!;
    there.delete(container);
    if (there.size === 0) this.#on.delete(replica);
    if (known) this.knownLost(functionId);
  }

  /** The scheduler learns that a container is gone. */
  knownLost(functionId: number): void {
    this.#functions[functionId].started--;
  }

  #wanted(state: RequestsOfFunction, now: number): number {
    const { scaleOut, started } = state;
    return scaleOut.wanted({ waiting: waitingIn(state), started }, now);
  }

  /** Lists the container as free, or no longer. */
  #list(one: StartedContainer, container: number): void {
    const room = this.hasRoom(one);
    if (room === one.listed) return;
    one.listed = room;
    const { free } = this.#functions[one.functionId];
    if (room) free.push(container);
    else if (free[free.length - 1] === container) free.pop();
  }
}

const NOTHING: ReadonlySet<number> = new Set();

const waitingIn = ({ waiting, retried }: RequestsOfFunction): number => waiting.length + retried.length;
