import { setImmediate } from 'node:timers/promises';
import type { Checkpoint } from '../numeric';

/** Longest computation between two turns of the event loop, milliseconds. A message is answered within two turns. */
const COMPUTE_MS = 5;

/**
 * A checkpoint for long computations: yields to the event loop, so that queries and cancellations are handled
 * meanwhile, and throws the signal's reason once it is aborted. Without a signal it cannot be cancelled.
 */
export function turnTaker(signal?: AbortSignal): Checkpoint {
  let turned = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (performance.now() - turned < COMPUTE_MS) return;
    return setImmediate().then(() => {
      signal?.throwIfAborted();
      turned = performance.now();
    });
  };
}

/** Passes a value on to `report` at most every `intervalMs`; drops the others. */
export function throttled<T>(report: (value: T) => void, intervalMs = 100): (value: T) => void {
  let reported = Number.NEGATIVE_INFINITY;
  return (value) => {
    const now = performance.now();
    if (now - reported < intervalMs) return;
    reported = now;
    report(value);
  };
}
