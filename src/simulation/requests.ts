import type { Replicas } from './cluster/replicas';
import { Fifo } from './fifo';

const NONE = -1;

/**
 * The scheduler's view of requests (ATC'21 §3.1). A request goes to an idle container if there is one. Otherwise it
 * waits, and a new container is ordered unless as many are starting as requests wait. The first free container serves
 * the request that has waited longest.
 */
export class Requests {
  readonly #functions: { readonly waiting: Fifo<Int32Array>; starting: number; readonly idle: number[] }[];
  /** By idle container: its replica, and the replica's epoch. */
  readonly #resting = new Map<number, { replica: number; epoch: number }>();
  /** By replica: its idle containers. */
  readonly #restingOn = new Map<number, Set<number>>();

  constructor(
    functions: number,
    private readonly replicas: Replicas,
  ) {
    this.#functions = Array.from({ length: functions }, () => ({
      waiting: new Fifo(Int32Array, 4),
      starting: 0,
      idle: [],
    }));
  }

  /** Takes the container that became idle last, or -1. */
  takeIdle(functionId: number): number {
    const { idle } = this.#functions[functionId];
    for (;;) {
      const container = idle.pop();
      if (container === undefined) return NONE;
      const resting = this.#resting.get(container);
      if (resting && this.replicas.epoch[resting.replica] === resting.epoch) return container;
      this.#resting.delete(container);
    }
  }

  /** The request waits. Returns whether the caller must order a new container. */
  wait(functionId: number, row: number): boolean {
    const state = this.#functions[functionId];
    state.waiting.push(row);
    if (state.waiting.length <= state.starting) return false;
    state.starting++;
    return true;
  }

  /** A new container has started; returns the request it serves, or -1. */
  started(functionId: number): number {
    this.#functions[functionId].starting--;
    return this.next(functionId);
  }

  /** Takes the request that has waited longest, or -1. */
  next(functionId: number): number {
    const { waiting } = this.#functions[functionId];
    return waiting.length > 0 ? waiting.shift() : NONE;
  }

  rest(functionId: number, container: number, replica: number): void {
    this.#resting.set(container, { replica, epoch: this.replicas.epoch[replica] });
    const there = this.#restingOn.get(replica);
    if (there) there.add(container);
    else this.#restingOn.set(replica, new Set([container]));
    this.#functions[functionId].idle.push(container);
  }

  /** How many idle containers the replica has. */
  countOn(replica: number): number {
    return this.#restingOn.get(replica)?.size ?? 0;
  }

  isIdle(container: number): boolean {
    return this.#resting.has(container);
  }

  wake(container: number): void {
    const { replica } = this.#resting.get(container)!;
    this.#resting.delete(container);
    this.#restingOn.get(replica)!.delete(container);
  }

  /** The replica and its idle containers are removed; returns how many containers. */
  forget(replica: number): number {
    const there = this.#restingOn.get(replica);
    this.#restingOn.delete(replica);
    for (const container of there ?? []) this.#resting.delete(container);
    return there?.size ?? 0;
  }
}
