/** The simulated time. The run loop sets it; everything else reads it. */
export class Clock {
  /** Seconds since the run's start. */
  now = 0;
}
