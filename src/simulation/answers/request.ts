import type { SystemName } from './system';
import type { WorkloadRequest } from './workload';

/** A VM that fails. */
export interface VmFailure {
  /** Seconds since the run's start. */
  readonly time: number;
  /** From 0 to `vms` − 1. */
  readonly vm: number;
}

export interface RunRequest {
  readonly workload: WorkloadRequest;
  readonly system: SystemName;
  /** Only those that differ from their defaults. */
  readonly parameters: Readonly<Record<string, number>>;
  /** VMs that fail, in addition to those drawn at the rate `failuresPerVmHour`; absent: none. */
  readonly failures?: readonly VmFailure[];
  readonly seed: number;
  /** Number of seeds, from `seed` up; 1 or more. Curves, trees and cold starts are those of the first. */
  readonly seeds: number;
}
