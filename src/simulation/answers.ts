import type { Curve, Limit } from '../numeric';

/** What the simulator is asked, and what it answers. Times are simulated seconds unless said otherwise. */

export type SystemName = string;

export interface SystemInfo {
  readonly name: SystemName;
  readonly label: string;
  readonly description: string;
  /**
   * For a system whose VMs feed each other in trees: what feeds those that no other VM feeds. Function trees have the
   * registry on top.
   */
  readonly treeTop?: TreeTop;
  /** For a system with a VM beside those of the pool: what that VM is, such as "the origin of Kraken". */
  readonly extraVm?: string;
}

/** A parameter of the model as the form, the settings and the command line show it. */
export interface ParameterInfo extends Limit {
  readonly name: string;
  readonly label: string;
  /** Where the default comes from: a section of the paper, a figure it was calibrated on, or that it is assumed. */
  readonly source: string;
  readonly group: 'cluster' | 'network' | 'image' | 'system';
  /** The systems that use it; absent: all. */
  readonly systems?: readonly SystemName[];
  /** The workloads that use it; absent: all. */
  readonly workloads?: readonly WorkloadKind[];
  /** The parameter that other workloads use in its place. */
  readonly inPlaceOf?: string;
}

export type WorkloadKind = 'burst' | 'profile' | 'trace';

/** What a run simulates, as its results name it. Sizes and times are those in force, be they given or parameters. */
export type WorkloadDescription =
  | {
      readonly kind: 'burst';
      readonly containers: number;
      readonly functions: number;
      readonly imageMB: number;
      readonly memoryMB: number;
      readonly runSeconds: number;
    }
  | {
      readonly kind: 'profile';
      /** Name of the profile's file. */
      readonly file: string;
      /** Units of the file: "minutes", "requests per second". */
      readonly timeUnit: string;
      readonly rateUnit: string;
      /** Seconds from the first point to the last. */
      readonly seconds: number;
      /** Seconds before the first point, in which the rate rises. */
      readonly leadIn: number;
      readonly runSeconds: number;
      readonly imageMB: number;
      readonly memoryMB: number;
    }
  | {
      readonly kind: 'trace';
      /** The one function that is replayed; null for all. */
      readonly function: string | null;
      /** Epoch seconds, half-open; null where open. */
      readonly from: number | null;
      readonly to: number | null;
    };

/** A parameter that was changed and has no effect on a run. */
export interface UnusedParameter {
  readonly name: string;
  /** One sentence that begins with the name. */
  readonly reason: string;
}

export type WorkloadRequest =
  | {
      readonly kind: 'burst';
      /** Cold starts that arrive together. */
      readonly containers: number;
      /** Functions they are spread over, evenly. */
      readonly functions: number;
      /** null: the default image of the paper's evaluation. */
      readonly imageMB: number | null;
      readonly memoryMB: number | null;
    }
  | {
      /** Requests at a given rate: the scheduler decides which of them need a new container. */
      readonly kind: 'profile';
      /** What the profile is called: its file's name, without folders. */
      readonly name: string;
      /**
       * Its points as CSV, a time and requests per second a line. Kept as the text it came as: that crosses between
       * processes, and into
       * the saved state of the page, at a fraction of what a hundred thousand numbers cost.
       */
      readonly csv: string;
      /** Before the profile the rate rises evenly to its first, for so long; those requests count in no latency. */
      readonly leadInSeconds: number;
      /** How long a request runs; null: the parameter `runSeconds`. */
      readonly runSeconds: number | null;
      readonly imageMB: number | null;
      readonly memoryMB: number | null;
    }
  | {
      readonly kind: 'trace';
      readonly from: number | null;
      readonly to: number | null;
      readonly functionId: number | null;
    };

/** A profile as the form and its file give it. */
export interface NamedProfile {
  readonly name: string;
  readonly csv: string;
}

/** The extent of a profile, without a lead-in. */
export interface ProfileSummary {
  readonly points: number;
  /** Units of the text that was read: "minutes", "requests per second". */
  readonly timeUnit: string;
  readonly rateUnit: string;
  /** From its first point to its last. */
  readonly seconds: number;
  readonly peakPerSecond: number;
  readonly requests: number;
  /** Requests per second over time since its first point; where decimated, the highest of neighbouring points. */
  readonly curve: Curve;
}

/** A VM that fails. */
export interface VmFailure {
  /** Seconds since the run's start. */
  readonly time: number;
  /** From 0; the parameter `vms` tells how many there are. */
  readonly vm: number;
}

export interface RunRequest {
  readonly workload: WorkloadRequest;
  readonly system: SystemName;
  /** Only those that differ from their defaults. */
  readonly parameters: Readonly<Record<string, number>>;
  /** VMs that fail, beside those drawn at the rate `failuresPerVmHour`; absent: none. */
  readonly failures?: readonly VmFailure[];
  readonly seed: number;
  /** Seeds to simulate with, from `seed` up, 1 or more. Curves, trees and cold starts are those of the first. */
  readonly seeds: number;
}

/** Sums over a whole run. */
export interface RunTotals {
  /** Time that VMs were active. */
  readonly vmSeconds: number;
  /** Memory of active VMs that no starting or running container used, GB (10^9 bytes) times seconds. */
  readonly idleGBSeconds: number;
  /**
   * Requests to the registry: for blocks where a system fetches by block (its bytes over those of a block on the wire),
   * else pulls of whole images.
   */
  readonly registryRequests: number;
  /** What of `registryBytes` went to a VM beside those of the pool: DADI's root, Kraken's origin. */
  readonly seedBytes: number;
  /**
   * Bytes that came from other VMs and would have come from the registry without them: without `seedBytes`, which had
   * to be sent first.
   */
  readonly savedRegistryBytes: number;
  /** Copies of images brought to VMs, or begun to be. */
  readonly copies: number;
  readonly rotations: number;
  /** Times that a VM got another upstream in its tree. */
  readonly reparentings: number;
  readonly failedVms: number;
}

export interface RunNumbers {
  readonly system: SystemName;
  /** Cold starts; of a profile, requests. Those of a lead-in show in bytes, VMs and events, and count nowhere else. */
  readonly containers: number;
  readonly vms: number;
  readonly functions: number;
  readonly seed: number;
  /** What was simulated; null for a workload without a description. */
  readonly workload: WorkloadDescription | null;
  /**
   * Every parameter in force, defaults included. Sizes and times that the workload gives stand in place of the
   * parameters.
   */
  readonly parameters: Readonly<Record<string, number>>;
  /** Parameters that differ from their defaults and have no effect on this run. */
  readonly unusedParameters: readonly UnusedParameter[];
  /** What the run took for granted, one sentence each, to be shown beside its numbers. */
  readonly assumptions: readonly string[];
  /** Simulated seconds from arrival to started; of a request, to the moment at which it begins to run. */
  readonly provisioningSeconds: Latencies;
  /**
   * Simulated seconds from a request's arrival to its answer: provisioning and run. null where the workload has no
   * requests.
   */
  readonly responseSeconds: Latencies | null;
  /** How the requests were served; null where every arrival is a cold start. */
  readonly requests: RequestCounts | null;
  /** Mean seconds of each stage, in order: of a provisioning, and of a request its run. */
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
  /** The same over all seeds; null where there was one. The numbers above are those of the first seed. */
  readonly overSeeds: NumbersOverSeeds | null;
}

export interface RequestCounts {
  /** Served by a new container. */
  readonly cold: number;
  /** Served by one that was there, at once or when it was free. */
  readonly warm: number;
  /** Those of the warm ones that waited until it was free. */
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
  /** When the last one was over, seconds since the first arrival. */
  readonly last: number;
}

/** A mean, and half the width of its 95 % confidence interval (Student's t). */
export interface MeanWithInterval {
  readonly mean: number;
  readonly halfWidth95: number;
}

/** Of responses where the workload has requests, else of provisioning. */
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

/**
 * What a run measures over time. Bytes and requests are per second. Means are over the active VMs; a peak is the
 * highest
 * rate of any VM of the pool at any moment. Levels count VMs: a tree of a root alone has one.
 */
export const SERIES_NAMES = [
  'registryBytes',
  'registryRequests',
  'peerBytes',
  'meanVmInBytes',
  'meanVmOutBytes',
  'peakVmInBytes',
  'peakVmOutBytes',
  'activeVms',
  'trees',
  'meanTreeLevels',
  'mostTreeLevels',
  'vmInBytes',
  'vmOutBytes',
] as const;

export type SeriesName = (typeof SERIES_NAMES)[number];

/** The curves that can be drawn from a run. */
export const RUN_CURVE_KINDS = ['latencyCdf', 'completion', 'responseOverTime', ...SERIES_NAMES] as const;

export type RunCurveKind = (typeof RUN_CURVE_KINDS)[number];

/** In bins of equal width, the same for all series of a run. */
export interface RunSeries {
  readonly name: SeriesName;
  readonly unit: string;
  /** Start of each bin. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Who feeds the VMs of a tree that no other VM of it does: the registry, or a VM beside those of the pool. */
export type TreeTop = 'registry' | 'rootVm';

export interface TreeInfo {
  readonly functionId: number;
  readonly name: string;
  readonly top: TreeTop;
  /** Most VMs it held at any one time. */
  readonly peakVms: number;
  readonly inserts: number;
  readonly rotations: number;
  /** Simulated seconds of its first and last event. */
  readonly from: number;
  readonly to: number;
}

export type VmState = 'provisioning' | 'ready';

/** The tree of one function at one moment. Arrays run in parallel, breadth first. */
export interface TreeSnapshot {
  readonly time: number;
  readonly top: TreeTop;
  readonly vms: number;
  /** Edges on the longest path between VMs of the tree; -1 for an empty tree. */
  readonly height: number;
  readonly vm: readonly number[];
  /**
   * Index in these arrays of the VM's upstream, -1 for one that has who stands at the top: the root of a function tree,
   * and any number of others.
   */
  readonly upstream: readonly number[];
  readonly state: readonly VmState[];
  /** Share of the blocks needed for start that have arrived, 0 to 1. */
  readonly progress: readonly number[];
  /** True while this VM is fetching blocks from its upstream. */
  readonly fetching: readonly boolean[];
  /**
   * When the VM's container was asked for, and when it had started; simulated seconds, NaN where not yet.
   * Typed arrays, because VS Code's channel to the page turns a NaN anywhere else into null.
   */
  readonly requestedAt: Float64Array;
  readonly startedAt: Float64Array;
  /** VMs left out by `limit`. */
  readonly omitted: number;
  /** The last few changes up to `time`, newest first, in words. */
  readonly recent: readonly { readonly time: number; readonly text: string }[];
}
