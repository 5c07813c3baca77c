import type { Image } from '../images';
import type { Parameters } from '../types';
import type { Copies } from './copies';
import type { Network } from './network';
import type { FunctionTrees } from './trees';

/** What a system works with. Times are simulated seconds. */
export interface Cluster {
  readonly parameters: Parameters;
  /** By function. */
  readonly images: readonly Image[];
  readonly copies: Copies;
  readonly network: Network;
  readonly trees: FunctionTrees;
  /** The VM begins with these stages, whose mean durations are given; `Provisioner.prepared` is called when they are over. */
  prepare(copy: number, meanSeconds: readonly number[], now: number): void;
  /** All that a start needs is on the VM at `time`, which is now or later. */
  arrived(copy: number, time: number): void;
}
