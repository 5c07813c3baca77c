import type { RunSeries, RunTotals, VmFailure, WorkloadDescription } from './answers';

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
  /** Work of a start, relative to what the parameters give; absent: 1. */
  readonly startFactor?: number;
  /** Seconds of each start that the platform needs under every system, such as scheduling; absent: 0. */
  readonly platformSeconds?: number;
  /**
   * Each cold start multiplies its fetch, its start and its platform seconds by one log-normal factor: the standard
   * deviation of the factor's logarithm. Absent: 0, and the factor is 1.
   */
  readonly scatter?: number;
  /** The same for cold starts that are known to find their image; absent: as `scatter`. */
  readonly foundScatter?: number;
  /**
   * Logarithms of the factor of the other cold starts at two or more equally spaced probabilities from 0 to 1. Present
   * where it is not log-normal.
   */
  readonly scatterShape?: readonly number[];
}

/** What is known of a cold start's image on its VM before the run. */
export const ImageState = {
  /** Placement decides. */
  unknown: 0,
  /** The VM holds the image: nothing is fetched. */
  found: 1,
  /** The VM lacks the image. */
  missing: 2,
} as const;

/** Cold starts to provision, by ascending arrival. */
export interface Workload {
  readonly name: string;
  /** What the workload is made from; absent for one made by hand. */
  readonly description?: WorkloadDescription;
  /** Seconds since the run's start. */
  readonly arrival: Float64Array;
  /** Index into `functions`. */
  readonly functionId: Uint32Array;
  readonly functions: readonly FunctionSpec[];
  /** By arrival: an `ImageState`. Absent: `unknown` for all. */
  readonly imageState?: Uint8Array;
  /** True where arrivals are requests, which an idle container may serve; otherwise every arrival is a cold start. */
  readonly requests?: boolean;
  /** Requests at the beginning that only start the containers of the usual load; results leave them out. */
  readonly leadIn?: number;
  /** When the lead-in ends, seconds since the run's start. */
  readonly leadInSeconds?: number;
  /** Latency recorded in the trace for each cold start, seconds; null where the workload is not a trace. */
  readonly recorded: Float64Array | null;
  /** Row of the trace of each arrival; absent where the workload is not a trace. */
  readonly rows?: Uint32Array;
  /** Parameters that stand in for what the trace does not record; absent where the workload is not a trace. */
  readonly standIns?: readonly string[];
  /** Assumptions made in building it (image sizes by runtime, ...), one sentence each. */
  readonly assumptions: readonly string[];
}

/** Values of every parameter by name; `PARAMETERS` lists them. */
export type Parameters = Readonly<Record<string, number>>;

export interface Run {
  readonly workload: Workload;
  readonly system: string;
  readonly parameters: Parameters;
  readonly seed: number;
  /** Listed failures, in addition to those drawn at the rate `failuresPerVmHour`. */
  readonly failures?: readonly VmFailure[];
  /**
   * The VM whose traffic becomes the series `vmInBytes` and `vmOutBytes`. The number after the pool's is the extra VM.
   */
  readonly watchedVm?: number;
}

/**
 * Called every few milliseconds of computing with the share done. If it returns a promise, the run awaits it, so the
 * caller's event loop turns. If it throws, the run ends: this is how a run is cancelled.
 */
export type Checkpoint = (fraction: number, events: number) => Promise<void> | void;

/** The result of a run. Arrays per cold start run parallel to the workload's. Times are simulated seconds. */
export interface RunResult {
  readonly system: string;
  readonly seed: number;
  readonly parameters: Parameters;
  readonly assumptions: readonly string[];
  /**
   * Seconds from arrival to the container having started; of a request, until it began to run for the last time. NaN
   * for a lost request.
   */
  readonly provisioning: Float64Array;
  /** 1 for a request served by an existing container, 0 by a new one; null if all arrivals are cold starts. */
  readonly warm: Uint8Array | null;
  /**
   * The containers that requests ordered and that have started, in the order of their starts: when each was ordered,
   * and the seconds until it had started. null if all arrivals are cold starts.
   */
  readonly containers: { readonly orderedAt: Float64Array; readonly seconds: Float64Array } | null;
  /** VM each container was placed on. */
  readonly vm: Uint32Array;
  /**
   * The VM it fetched from last; -1 the registry, -2 none (the image was already there), -3 other VMs, none in
   * particular.
   * The number after the pool's is the extra VM.
   */
  readonly upstream: Int32Array;
  /** Edges between the VM and the root of its tree at the start; 0 without a tree, and where nothing was fetched. */
  readonly depth: Uint32Array;
  /**
   * Bytes by source of the replicas that this cold start (or request) ordered: 0 for a start that finds a replica on
   * its VM, or on its way there; a start whose VM failed also counts the lost ones. They add up to `registryBytes`
   * without `totals.seedBytes`, and to `peerBytes`.
   */
  readonly fetched: { readonly registryBytes: Float64Array; readonly peerBytes: Float64Array };
  /** Seconds of each stage, in order; each array parallel to the workload. */
  readonly stages: readonly { readonly name: string; readonly seconds: Float32Array }[];
  /** Different VMs used. */
  readonly vms: number;
  readonly registryBytes: number;
  readonly peerBytes: number;
  readonly series: readonly RunSeries[];
  readonly totals: RunTotals;
  /** Functions whose trees ever had two VMs or more. */
  readonly trees: number;
  readonly simulatedSeconds: number;
  readonly events: number;
}
