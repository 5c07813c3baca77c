import type { Image } from '../images';
import type { TreeRecorder } from '../results/treeRecorder';
import type { Parameters } from '../types';
import type { Network } from './network';
import type { RegistryReaders } from './readers';
import type { Replicas } from './replicas';
import type { FunctionTrees } from './trees';

/** The cluster as systems see it. Times are simulated seconds, amounts MB (10^6 bytes). */
export interface Cluster {
  readonly parameters: Parameters;
  /** By function. */
  readonly images: readonly Image[];
  readonly replicas: Replicas;
  readonly network: Network;
  readonly readers: RegistryReaders;
  readonly trees: FunctionTrees;
  /** Records trees that a system builds without the FT manager. */
  readonly treeRecorder: TreeRecorder;
  /** The number of the extra VM, which is not in the pool: DADI's root, Kraken's origin. */
  readonly extraVm: number;
  /**
   * Records that the registry sends this much of a function's image to the extra VM, from now on, as fast as that VM's
   * NIC and the registry allow. It takes no bandwidth from anything else, and flows from the extra VM do not wait for
   * it: a system that calls this sets `startsSeeded`.
   */
  seed(functionId: number, megabytes: number): void;
  /**
   * Records that this much reaches the replica's VM evenly over [from, to], from `source` (REGISTRY or ANY_VM),
   * whatever other flows there are: for lower bounds, which simulate no flows.
   */
  deliver(replica: number, source: number, megabytes: number, from: number, to: number): void;
  /**
   * Draws the seconds of a stage that takes `mean` seconds on average. Each stage of each replica has its own random
   * number.
   */
  work(replica: number, stage: number, mean: number): number;
  /** By what the work of the cold start that ordered the replica differs from its function's median; `Scatter`. */
  factor(replica: number): number;
  /** Work of the start of the replica's function, relative to what the parameters give. */
  startFactor(replica: number): number;
  /** Draws the seconds of `things` memoryless waits, one after another, that take `mean` seconds on average in all. */
  wait(replica: number, mean: number, things: number): number;
  /** The VM begins stages of these lengths; `Provisioner.prepared` is called when they are over. */
  prepare(replica: number, seconds: readonly number[], now: number): void;
  /**
   * The VM, which is prepared, waits until `time`; `Provisioner.prepared` is called again then. The wait counts in
   * `stage`.
   */
  postpone(replica: number, stage: number, time: number): void;
  /**
   * The first block is on the VM at `time`, which is now or later: starts that process blocks as they come begin then.
   * For lazy systems; without this call they begin when all blocks have arrived.
   */
  firstBlock(replica: number, time: number): void;
  /** All blocks that a start needs are on the VM at `time`, which is now or later. */
  arrived(replica: number, time: number): void;
}
