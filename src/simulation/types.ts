import type { RunSeries, RunTotals, TreeTop, VmFailure, WorkloadDescription } from './answers';

export type { RunTotals, VmFailure } from './answers';

/** One function of a workload: what its containers need. */
export interface FunctionSpec {
  readonly name: string;
  readonly runtime: string;
  /** Compressed size of its image as the registry holds it, MB (10^6 bytes). */
  readonly imageMB: number;
  readonly memoryMB: number;
  /** How long one request runs once the container is up, seconds. */
  readonly runSeconds: number;
}

/** Cold starts to provision, by ascending arrival. */
export interface Workload {
  readonly name: string;
  /** What it is made from; absent for one made by hand. */
  readonly description?: WorkloadDescription;
  /** Seconds since the run's start. */
  readonly arrival: Float64Array;
  /** Index into `functions`. */
  readonly functionId: Uint32Array;
  readonly functions: readonly FunctionSpec[];
  /** True where arrivals are requests, which a container at hand may serve; otherwise every one is a cold start. */
  readonly requests?: boolean;
  /** Requests at the beginning that are there to bring the containers of the usual load up, and do not count in what a run measured. */
  readonly leadIn?: number;
  /** When they end and the others begin, seconds since the run's start. */
  readonly leadInSeconds?: number;
  /** Latency recorded in the trace for each cold start, seconds; null where the workload is not a trace. */
  readonly recorded: Float64Array | null;
  /** What was taken for granted in making it (image sizes by runtime, ...), one sentence each. */
  readonly assumptions: readonly string[];
}

/** Values of every parameter by name; `PARAMETERS` lists them. */
export type Parameters = Readonly<Record<string, number>>;

export interface Run {
  readonly workload: Workload;
  readonly system: string;
  readonly parameters: Parameters;
  readonly seed: number;
  /** VMs that fail, beside those drawn at the rate `failuresPerVmHour`. */
  readonly failures?: readonly VmFailure[];
  /** A VM whose traffic becomes the series `vmInBytes` and `vmOutBytes`: one of the pool, or, by the number after theirs, the one beside them. */
  readonly watchedVm?: number;
}

/**
 * Called every few milliseconds of computing with the share done. It may return a promise, which the run awaits (so that the caller's
 * event loop turns), and may throw, which ends the run (so it is cancelled).
 */
export type Checkpoint = (fraction: number, events: number) => Promise<void> | void;

/** Kinds of entries of a tree log. */
export const TreeEvent = {
  /** `vm` was inserted under `other` (-1: under who stands at the top; in a function tree, as its root). */
  insert: 0,
  /** `vm` was removed (reclaimed or failed). */
  remove: 1,
  /** `vm` has `other` as its new upstream (-1: who stands at the top). */
  reparent: 2,
  /** A rotation at `vm`; `other` took its place. */
  rotate: 3,
  /** `vm` began to fetch blocks from `other` (-1: the registry; the number after those of the pool: the VM beside them). */
  fetch: 4,
  /** `vm` holds all blocks it needs for start. */
  fetched: 5,
  /** The container on `vm` has started. */
  started: 6,
} as const;

/** What happened to the tree of one function, in order of time; columns run in parallel. */
export interface TreeLog {
  readonly functionId: number;
  readonly top: TreeTop;
  readonly time: Float64Array;
  readonly kind: Uint8Array;
  readonly vm: Int32Array;
  readonly other: Int32Array;
}

/** What a run measured. Per-cold-start arrays run parallel to the workload's. Times are simulated seconds. */
export interface RunResult {
  readonly system: string;
  readonly seed: number;
  readonly parameters: Parameters;
  readonly assumptions: readonly string[];
  /** Seconds from arrival to the container having started. */
  readonly provisioning: Float64Array;
  /** 1 for a request that a container at hand served, 0 for one that a new container did; null where every arrival is a cold start. */
  readonly warm: Uint8Array | null;
  /** VM each container was placed on. */
  readonly vm: Uint32Array;
  /** VM it fetched from last; -1 the registry, -2 none (the image was already there), -3 other VMs, none in particular. The number after the pool's is the VM beside them. */
  readonly upstream: Int32Array;
  /** Edges between it and the root of its tree as it started; 0 for systems with no tree, and where nothing was fetched. */
  readonly depth: Uint32Array;
  /**
   * Bytes by source: of the replicas of an image that were brought to VMs because this cold start (or request) called for them. One that finds a replica on its
   * VM, or on its way there, has none; one whose VM failed has those that were lost with it too. They add up to `registryBytes`
   * without `totals.seedBytes`, and to `peerBytes`.
   */
  readonly fetched: { readonly registryBytes: Float64Array; readonly peerBytes: Float64Array };
  /** Seconds of each stage, in order of their happening; each array parallel to the workload. */
  readonly stages: readonly { readonly name: string; readonly seconds: Float32Array }[];
  /** VMs used at any time. */
  readonly vms: number;
  readonly registryBytes: number;
  readonly peerBytes: number;
  readonly series: readonly RunSeries[];
  readonly totals: RunTotals;
  /** Functions whose trees had two VMs or more at any time. */
  readonly trees: number;
  /** Their logs, put together when they are first asked for. */
  readonly treeLogs: readonly TreeLog[];
  readonly simulatedSeconds: number;
  readonly events: number;
}
