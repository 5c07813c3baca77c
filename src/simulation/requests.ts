import type { Copies } from './cluster/copies';

const NONE = -1;

/**
 * The scheduler's view of requests (ATC'21 §3.1): one goes to a container at hand where one is idle; else it waits, and calls for a new container unless
 * as many are starting already as requests wait. Whichever container is free first serves whoever has waited longest.
 */
export class Requests {
  readonly #functions: { waiting: number[]; from: number; starting: number; idle: number[] }[];
  /** By container that rests: its copy, and which one of that number. */
  readonly #resting = new Map<number, { copy: number; epoch: number }>();
  /** By copy: containers that rest on it. */
  readonly #restingOn = new Map<number, Set<number>>();

  constructor(
    functions: number,
    private readonly copies: Copies,
  ) {
    this.#functions = Array.from({ length: functions }, () => ({ waiting: [], from: 0, starting: 0, idle: [] }));
  }

  /** The container that came to rest last, or -1. */
  takeIdle(functionId: number): number {
    const { idle } = this.#functions[functionId];
    for (;;) {
      const container = idle.pop();
      if (container === undefined) return NONE;
      const resting = this.#resting.get(container);
      if (resting && this.copies.epoch[resting.copy] === resting.epoch) return container;
      this.#resting.delete(container);
    }
  }

  /** The request waits; true where it calls for a new container. */
  wait(functionId: number, row: number): boolean {
    const state = this.#functions[functionId];
    state.waiting.push(row);
    if (state.waiting.length - state.from <= state.starting) return false;
    state.starting++;
    return true;
  }

  /** A new container is up; returns the request it serves, or -1. */
  started(functionId: number): number {
    this.#functions[functionId].starting--;
    return this.next(functionId);
  }

  /** Whoever has waited longest, or -1. */
  next(functionId: number): number {
    const state = this.#functions[functionId];
    if (state.from === state.waiting.length) return NONE;
    const row = state.waiting[state.from++];
    if (state.from > 1024 && 2 * state.from > state.waiting.length) {
      state.waiting.splice(0, state.from);
      state.from = 0;
    }
    return row;
  }

  rest(functionId: number, container: number, copy: number): void {
    this.#resting.set(container, { copy, epoch: this.copies.epoch[copy] });
    const there = this.#restingOn.get(copy);
    if (there) there.add(container);
    else this.#restingOn.set(copy, new Set([container]));
    this.#functions[functionId].idle.push(container);
  }

  /** How many containers rest on the copy. */
  countOn(copy: number): number {
    return this.#restingOn.get(copy)?.size ?? 0;
  }

  isIdle(container: number): boolean {
    return this.#resting.has(container);
  }

  wake(container: number): void {
    const { copy } = this.#resting.get(container)!;
    this.#resting.delete(container);
    this.#restingOn.get(copy)!.delete(container);
  }

  /** The copy is gone, and the containers that rest on it; returns how many. */
  forget(copy: number): number {
    const there = this.#restingOn.get(copy);
    this.#restingOn.delete(copy);
    for (const container of there ?? []) this.#resting.delete(container);
    return there?.size ?? 0;
  }
}
