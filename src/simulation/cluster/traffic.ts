/** Told of MB that were sent, evenly over [from, to]. */
export interface Traffic {
  registry(from: number, to: number, amount: number): void;
  /** From `source` (a VM, or -1 for the registry) to VM `receiver`. */
  vm(source: number, receiver: number, from: number, to: number, amount: number): void;
}
