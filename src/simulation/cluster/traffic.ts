/** Records traffic. Amounts are MB, rates MB/s; a source is a VM, -1 for the registry, or -3 for VMs in general. */
export interface Traffic {
  /** The VM whose reads are recorded separately; -1 for none. */
  readonly watchedVm: number;
  /** This amount went from `source` to VM `receiver`, evenly over [from, to]. */
  sent(flow: number, source: number, receiver: number, from: number, to: number, amount: number): void;
  /** The rate of the flow from `source` to VM `receiver` changes by `change`. */
  rateChanged(flow: number, source: number, receiver: number, change: number, now: number): void;
  /**
   * Registry reads of all VMs, evenly over [from, to]. The fastest VM read at `peakRate`, the watched VM at
   * `watchedRate`.
   */
  read(from: number, to: number, amount: number, peakRate: number, watchedRate: number): void;
  /** A read is over; it brought this part of the amounts of `read`. */
  brought(flow: number, amount: number): void;
  /** A flow or a read of this size begins, or goes on from another source. */
  began(flow: number, source: number, size: number, now: number): void;
}
