import type { Image } from '../images';
import type { TreeRecorder } from '../results/treeRecorder';
import type { Parameters } from '../types';
import type { Network } from './network';
import type { RegistryReaders } from './readers';
import type { Replicas } from './replicas';
import type { FunctionTrees } from './trees';

/** What a system works with. Times are simulated seconds, amounts MB (10^6 bytes). */
export interface Cluster {
  readonly parameters: Parameters;
  /** By function. */
  readonly images: readonly Image[];
  readonly replicas: Replicas;
  readonly network: Network;
  readonly readers: RegistryReaders;
  readonly trees: FunctionTrees;
  /** For trees that a system makes without the FT manager. */
  readonly treeRecorder: TreeRecorder;
  /** A VM beside those of the pool, for systems that need one: DADI's root, Kraken's origin. */
  readonly extraVm: number;
  /** The registry sends so much to the VM beside the pool, from now on as fast as that VM's NIC and the registry allow. */
  seed(megabytes: number): void;
  /** So much reaches the replica's VM evenly over [from, to], from `source` (REGISTRY or ANY_VM), whatever else is under way: for bounds, which have no flows. */
  deliver(replica: number, source: number, megabytes: number, from: number, to: number): void;
  /** How long a stage takes this time that takes `mean` seconds on average. Each replica has its own luck in each stage. */
  work(replica: number, stage: number, mean: number): number;
  /** How long this VM waits for so many memoryless things, one after another, that take `mean` seconds on average, all together. */
  wait(replica: number, mean: number, things: number): number;
  /** The VM begins with stages of these lengths; `Provisioner.prepared` is called when they are over. */
  prepare(replica: number, seconds: readonly number[], now: number): void;
  /** The VM, prepared as it is, goes on only at `time`; `Provisioner.prepared` is called then. `stage` gets longer by the wait. */
  postpone(replica: number, stage: number, time: number): void;
  /** All that a start needs is on the VM at `time`, which is now or later. */
  arrived(replica: number, time: number): void;
}
