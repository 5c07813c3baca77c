import { Fifo } from '../fifo';
import type { Demand, ScaleOut, ScaleOutPolicy } from './scaleOut';

/** Keeps rounding errors of a product from ordering one container too many. */
const ROUNDING = 1e-9;

/**
 * As many containers as the offered load needs, which is the arrival rate times the run time (Little's law): the
 * requests that would run now if none had waited. Autoscalers of the field decide alike: Knative's compares the average
 * concurrency of a window with a target for each container.
 */
export const offeredLoad: ScaleOutPolicy = {
  name: 'for the offered load',
  description:
    'A function has as many containers, started or on order, as its arrival rate times the run time of a request, and one if a request waits.',
  forFunction({ scaleOutHeadroom, scaleOutWindowSeconds, requestsPerContainer }, runSeconds) {
    const windowSeconds = scaleOutWindowSeconds > 0 ? scaleOutWindowSeconds : runSeconds;
    // Containers for each arrival in the window.
    const share = windowSeconds > 0 ? (scaleOutHeadroom * runSeconds) / (windowSeconds * requestsPerContainer) : 0;
    return new OfferedLoad(windowSeconds, share);
  },
};

class OfferedLoad implements ScaleOut {
  /** Times of the arrivals in the window. */
  readonly #recent = new Fifo(Float64Array, 4);

  constructor(
    private readonly windowSeconds: number,
    private readonly containersPerArrival: number,
  ) {}

  arrives(now: number): void {
    this.#recent.push(now);
  }

  wanted({ waiting, started }: Demand, now: number): number {
    const recent = this.#recent;
    const since = now - this.windowSeconds;
    while (recent.length > 0 && recent.first <= since) recent.shift();
    const needed = recent.length > 0 ? Math.ceil(recent.length * this.containersPerArrival - ROUNDING) : 0;
    return Math.max(needed - started, waiting > 0 && started === 0 ? 1 : 0);
  }
}
