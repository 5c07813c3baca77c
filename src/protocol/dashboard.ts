import type { ReproduceProgress } from './figures';
import type {
  NamedProfile,
  PartialTrace,
  QueryName,
  RunProgress,
  RunRequest,
  RunSummary,
  TraceQueries,
} from './queries';

/** What crosses between the extension host and the page, beside the queries. Types only. */

/** Requests the page makes of the host: every query, which the host passes to the worker, and what only the host can do. */
export interface DashboardRequests extends TraceQueries {
  /** The page's first call: what it shows, and the state saved for it. */
  hello(request: Record<string, never>): Hello;
  /** Opens the text editor beside, at these lines, the first one selected. */
  revealLines(request: {
    readonly lines: readonly number[];
    readonly total: number;
    readonly what: string;
  }): Record<string, never>;
  openSettings(request: { readonly setting: string }): Record<string, never>;
  /** Asks where to save, and writes; answers the file's name, or null where the user thought better of it. */
  saveText(request: { readonly suggestedName: string; readonly text: string }): { readonly saved: string | null };
  /** Asks where to save what these runs, which differ in nothing but the system, are made from; answers as `saveText` does. */
  saveRunFile(request: { readonly requests: readonly RunRequest[] }): { readonly saved: string | null };
  /** Asks for a request-rate profile among the open editors and the files; null where the user thought better of it. It may be none. */
  chooseProfile(request: Record<string, never>): NamedProfile | null;
  simulationSettings(request: Record<string, never>): SimulationSettings;
  /** Gives up reading; what has been read so far is dropped. */
  cancelReading(request: Record<string, never>): Record<string, never>;
  readAgain(request: Record<string, never>): Record<string, never>;
}

/** Part of the page's HTML, shown before the page has asked for anything. `status` events are newer. */
export interface PagePreview {
  readonly name: string;
  readonly status: ReadingStatus;
}

/** What the settings say about simulations. */
export interface SimulationSettings {
  /** Values of parameters that stand in place of the defaults. */
  readonly parameters: Readonly<Record<string, number>>;
  /** What is wrong with the setting, in which case none of it is in force; null for nothing. */
  readonly problem: string | null;
}

export interface Hello {
  /** null for a dashboard with no trace: a burst needs none, nor does a profile. */
  readonly trace: { readonly name: string } | null;
  readonly status: TraceStatus;
  /** Where the page should go first. */
  readonly focus: Focus | null;
  /** The page keeps this in its saved state under the name `trace`, so that a panel finds its trace again after a window reload. */
  readonly restoreKey: string | null;
}

export interface ReadingStatus {
  readonly state: 'reading';
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
  readonly partial: PartialTrace | null;
}

export type TraceStatus =
  | { readonly state: 'none' }
  | ReadingStatus
  | { readonly state: 'ready' }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly message: string; readonly advice: string };

export type Focus =
  | { readonly kind: 'function'; readonly functionId: number; readonly name: string }
  | { readonly kind: 'simulate' }
  | { readonly kind: 'burst' }
  | { readonly kind: 'tree' }
  | { readonly kind: 'figures' }
  /** Runs that have been started: the form shows what was asked for. */
  | { readonly kind: 'runs'; readonly requests: readonly RunRequest[] };

/** Notifications from host to page. */
export interface DashboardEvents {
  status: TraceStatus;
  runProgress: RunProgress;
  reproduceProgress: ReproduceProgress;
  runChanged: RunSummary;
  focus: Focus;
  simulationSettings: SimulationSettings;
}

export type DashboardRequestName = QueryName | Exclude<keyof DashboardRequests, QueryName>;
