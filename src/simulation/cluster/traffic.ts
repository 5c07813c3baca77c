/** Told of what flows. Amounts are MB, rates MB/s; a source is a VM, -1 for the registry, or -3 for VMs that nobody names. */
export interface Traffic {
  /** The VM whose reads are to be told of; -1 for none. */
  readonly watchedVm: number;
  /** So much went from `source` to VM `receiver`, evenly over [from, to]. */
  sent(flow: number, source: number, receiver: number, from: number, to: number, amount: number): void;
  /** What goes from `source` to VM `receiver` becomes so much more a second. */
  rateChanged(source: number, receiver: number, change: number, now: number): void;
  /** VMs read so much from the registry all together, evenly over [from, to]: none of them faster than at `peakRate`, which one had, and the watched one at `watchedRate`. */
  read(from: number, to: number, amount: number, peakRate: number, watchedRate: number): void;
  /** Of what was read, so much came by this flow, which is over. */
  brought(flow: number, amount: number): void;
  /** The registry is asked for an image: a pull, or the first of many requests for blocks. */
  pulled(now: number): void;
}
