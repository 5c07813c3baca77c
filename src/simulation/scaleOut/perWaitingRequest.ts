import type { Demand, ScaleOut, ScaleOutPolicy } from './scaleOut';

/**
 * As many containers are on order as waiting requests need. Under a steady overload this orders the more, the longer a
 * start takes: rate times start time, whatever the run time.
 */
export const perWaitingRequest: ScaleOutPolicy = {
  name: 'one per waiting request',
  description: 'A request that finds no free container orders one, unless as many are on order as requests wait.',
  forFunction: ({ requestsPerContainer }) => new PerWaitingRequest(requestsPerContainer),
};

class PerWaitingRequest implements ScaleOut {
  constructor(private readonly requestsPerContainer: number) {}

  arrives(): void {}

  wanted({ waiting }: Demand): number {
    return Math.ceil(waiting / this.requestsPerContainer);
  }
}
