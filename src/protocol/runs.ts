import type { RunNumbers, RunRequest } from '../simulation';
import type { LatencyUnit, SourceVersion } from '../trace';
import type { RequestFor } from './requests';

/** What the worker reports about its runs. Types only. */

export interface RunProgress {
  readonly runId: number;
  /** 0 to 1. */
  readonly fraction: number;
  readonly eventsPerSecond: number;
  /** null while it cannot be estimated. */
  readonly secondsLeft: number | null;
}

export interface RunSummary {
  readonly runId: number;
  readonly request: RunRequest;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** For 'failed': what went wrong, worded for the user. */
  readonly message: string | null;
  /** null until done. */
  readonly result: RunNumbers | null;
  /** The version of the trace that it replays; null for a burst or a profile. */
  readonly trace: ReplayedTrace | null;
  /** What has changed since the run: the trace, or the unit of its latencies. null if nothing has. */
  readonly outdated: 'trace' | 'unit' | null;
}

export interface ReplayedTrace {
  readonly source: SourceVersion;
  /** SHA-256 of the trace's bytes, hexadecimal. */
  readonly sha256: string;
  readonly unit: LatencyUnit;
}

export type RunCurvesRequest = RequestFor<'runCurves'>;
