import type { RunCurveKind, RunNumbers, RunRequest } from '../simulation';
import type { LatencyUnit, SourceVersion } from '../trace';

/** What the worker tells of the runs that it holds. Types only. */

export interface RunProgress {
  readonly runId: number;
  /** 0 to 1. */
  readonly fraction: number;
  readonly eventsPerSecond: number;
  /** null while it cannot be told. */
  readonly secondsLeft: number | null;
}

export interface RunSummary {
  readonly runId: number;
  readonly request: RunRequest;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** For 'failed': what went wrong, for the reader. */
  readonly message: string | null;
  /** null until done. */
  readonly result: RunNumbers | null;
  /** The version of the trace that it replays; null for a workload that is no trace. */
  readonly trace: ReplayedTrace | null;
  /** What has changed since: the trace itself, or the unit its latencies are read in. null where the run is of the trace as it is now. */
  readonly outdated: 'trace' | 'unit' | null;
}

export interface ReplayedTrace {
  readonly source: SourceVersion;
  /** SHA-256 of the trace's bytes, hexadecimal. */
  readonly sha256: string;
  readonly unit: LatencyUnit;
}

export interface RunCurvesRequest {
  readonly runIds: readonly number[];
  readonly kind: RunCurveKind;
  readonly pixels: number;
  /** Add the latencies recorded in the trace, where the workload is one. */
  readonly recorded: boolean;
  /**
   * For `vmInBytes` and `vmOutBytes`: whose traffic; 0 for the first VM of the pool. A run does not keep the traffic of each VM, so it is made again to watch
   * this one; it comes out the same. null for all else.
   */
  readonly vm: number | null;
}

export interface TreeRequest {
  readonly runId: number;
  readonly functionId: number;
  /** Simulated seconds since the run's start. */
  readonly time: number;
  /** VMs to send at the most, breadth first; the rest are only counted. */
  readonly limit: number;
}
