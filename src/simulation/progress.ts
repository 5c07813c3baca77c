/** How far a run is. */
export class Progress {
  /** Cold starts whose container has started, or requests that are served or answered. */
  served = 0;
  /** Cold starts whose container has run, or requests that are answered; and those that are lost. */
  finished = 0;
}
