import type { Parameters } from '../types';

/** What the scheduler knows about one function at one moment. */
export interface Demand {
  /** Requests that wait for a container. */
  readonly waiting: number;
  /** Containers that have started and have not been reclaimed, idle or not. */
  readonly started: number;
}

/** Decides how many containers of one function are on order. */
export interface ScaleOut {
  /** A request arrives. Times ascend. */
  arrives(now: number): void;
  /** How many containers should be on order: ordered, but not started yet. */
  wanted(demand: Demand, now: number): number;
}

/** A way of deciding when a function gets another container. The parameter `scaleOut` is its place in the list. */
export interface ScaleOutPolicy {
  readonly name: string;
  /** One sentence for the assumptions of a run. */
  readonly description: string;
  /** @param runSeconds run time of a request */
  forFunction(parameters: Parameters, runSeconds: number): ScaleOut;
}
