import type { UnusedParameter } from './parameter';
import type { SystemName } from './system';
import type { WorkloadDescription } from './workload';

/** Sums over a whole run. */
export interface RunTotals {
  /** Time that VMs were active, idle times included, until the run's last event. */
  readonly vmSeconds: number;
  /** Time that VMs stay active after it, until their idle time ends. */
  readonly keepAliveVmSeconds: number;
  /** Memory of active VMs that no starting or running container used, GB (10^9 bytes) times seconds. */
  readonly idleGBSeconds: number;
  /**
   * Requests to the registry: for blocks where a system fetches by block (its bytes over those of a block on the wire),
   * else pulls of whole images.
   */
  readonly registryRequests: number;
  /** The part of `registryBytes` that went to the extra VM: DADI's root, Kraken's origin. */
  readonly seedBytes: number;
  /**
   * Bytes from other VMs that would otherwise have come from the registry: without `seedBytes`, which the registry had
   * to send first.
   */
  readonly savedRegistryBytes: number;
  /** Replicas whose fetch began, complete or not. */
  readonly copies: number;
  readonly rotations: number;
  /** Times that a VM got another upstream in its tree. */
  readonly reparentings: number;
  /** VMs that failed while they were active, until the last request was answered or container had run. */
  readonly failedVms: number;
  /** Requests that were tried again because their VM failed while it served them. */
  readonly retriedRequests: number;
  /**
   * Requests that got no answer because VMs failed, more often than `requestRetries`. Where every arrival is a cold
   * start: those whose VM failed while the container ran.
   */
  readonly lostRequests: number;
}

export interface RunNumbers {
  readonly system: SystemName;
  /** Cold starts, or requests of a profile. Those of a lead-in count only in bytes, VMs and events. */
  readonly containers: number;
  readonly vms: number;
  readonly functions: number;
  readonly seed: number;
  /** The simulated workload; null for a workload without a description. */
  readonly workload: WorkloadDescription | null;
  /**
   * Every parameter in force, defaults included. Sizes and times that the workload sets replace the parameters.
   */
  readonly parameters: Readonly<Record<string, number>>;
  /** Parameters that differ from their defaults and have no effect on this run. */
  readonly unusedParameters: readonly UnusedParameter[];
  /** Assumptions of the run, one sentence each, to show with its numbers. */
  readonly assumptions: readonly string[];
  /** Simulated seconds from arrival to start of the container; of a request, until it begins to run. */
  readonly provisioningSeconds: Latencies;
  /**
   * Simulated seconds from a request's arrival to its answer: provisioning and run. null where the workload has no
   * requests.
   */
  readonly responseSeconds: Latencies | null;
  /** How requests were served; null if every arrival is a cold start. */
  readonly requests: RequestCounts | null;
  /**
   * Simulated seconds from the order of a container to its start, of those that requests ordered; null if every arrival
   * is a cold start, where it is `provisioningSeconds`.
   */
  readonly containerSeconds: Latencies | null;
  /** Mean seconds of each stage, in order; requests have the run as their last stage. */
  readonly stages: readonly { readonly name: string; readonly meanSeconds: number }[];
  readonly registryBytes: number;
  readonly peerBytes: number;
  readonly totals: RunTotals;
  /** Simulated seconds the run spans. */
  readonly simulatedSeconds: number;
  /** Wall-clock seconds it took to compute. */
  readonly wallSeconds: number;
  readonly events: number;
  /** Functions with a tree, 0 for systems that build none. */
  readonly trees: number;
  /** Means over all seeds; null for one seed. The numbers above are those of the first seed. */
  readonly overSeeds: NumbersOverSeeds | null;
}

export interface RequestCounts {
  /** Containers that were ordered after the lead-in and have started. Some may have served no request. */
  readonly containers: number;
  /** Served by a new container. */
  readonly cold: number;
  /** Served by an existing container, at once or when it became free. */
  readonly warm: number;
  /** The warm ones that waited until the container was free. */
  readonly waited: number;
}

export interface Latencies {
  readonly first: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  /** When the last one ended, seconds since the first arrival. */
  readonly last: number;
}

/** A mean, and half the width of its 95 % confidence interval (Student's t). */
export interface MeanWithInterval {
  readonly mean: number;
  readonly halfWidth95: number;
}

/** Of responses if the workload has requests, else of provisioning. */
export interface NumbersOverSeeds {
  readonly seeds: number;
  readonly mean: MeanWithInterval;
  readonly p50: MeanWithInterval;
  readonly p90: MeanWithInterval;
  readonly p99: MeanWithInterval;
  readonly p999: MeanWithInterval;
  readonly max: MeanWithInterval;
  readonly last: MeanWithInterval;
  readonly registryBytes: MeanWithInterval;
  readonly peerBytes: MeanWithInterval;
  readonly totals: { readonly [name in keyof RunTotals]: MeanWithInterval };
}
