import { setImmediate } from 'node:timers/promises';
import type { Checkpoint } from '../numeric';

/** Longest the thread computes before it lets its event loop turn, milliseconds. Two turns answer a message. */
const COMPUTE_MS = 5;

/**
 * A checkpoint for long computations: it lets the thread's event loop turn, so that queries and cancellation get through while
 * something is computed, and it throws the signal's reason once that is aborted.
 */
export function turnTaker(signal: AbortSignal): Checkpoint {
  let turned = performance.now();
  return () => {
    signal.throwIfAborted();
    if (performance.now() - turned < COMPUTE_MS) return;
    return setImmediate().then(() => {
      signal.throwIfAborted();
      turned = performance.now();
    });
  };
}

/** Calls `report` with the latest of what it is given, at most every `intervalMs`. */
export function throttled<T>(report: (value: T) => void, intervalMs = 100): (value: T) => void {
  let reported = Number.NEGATIVE_INFINITY;
  return (value) => {
    const now = performance.now();
    if (now - reported < intervalMs) return;
    reported = now;
    report(value);
  };
}
