import type { TimeZoneChoice } from '../text';
import type { ReproduceProgress } from './figures';
import type {
  Comparison,
  NamedProfile,
  PartialTrace,
  RunProgress,
  RunRequest,
  RunSummary,
  TraceQueries,
} from './queries';
import type { HostRequestName, RequestFor, RequestName, SavedView, TraceView } from './requests';

/** What crosses between the extension host and the page. Types only; the requests are in `requests/`. */

/** The answer to each request that only the host can answer. */
interface HostAnswers {
  /** To the page's first call: what it shows, and the state saved for it. */
  hello: Hello;
  /** Opens the text editor next to the dashboard, at these lines, the first one selected. */
  revealLines: Record<string, never>;
  /** Lets the user change what was assumed of the file. */
  changeAssumption: Record<string, never>;
  openSettings: Record<string, never>;
  /** Asks where to save a text, and writes it. null if the user dismisses the question. */
  saveText: { readonly saved: SavedFile | null };
  /** The same for a picture. */
  saveFile: { readonly saved: SavedFile | null };
  /**
   * Asks where to save the run file of runs that differ only in the system, and writes it. Answers as `saveText` does.
   */
  saveRunFile: { readonly saved: SavedFile | null };
  /** The same for the file of a sweep, which is then opened in the editor. */
  saveSweep: { readonly saved: SavedFile | null };
  /** Opens a file that was saved for this page. */
  openSaved: Record<string, never>;
  /** Asks for a request-rate profile, which is not checked yet. null if the user dismisses the question. */
  chooseProfile: NamedProfile | null;
  simulationSettings: SimulationSettings;
  /** Aborts the reading under way; what it has read so far is dropped. */
  cancelReading: Record<string, never>;
  /** Simulates the requests of a file that is no cold-start trace; asks for what is open. */
  simulateRequests: Record<string, never>;
  readAgain: Record<string, never>;
  /** Remembers how to read tables with this header; all of them are read again. */
  useMapping: Record<string, never>;
  /** Ends early when the request is cancelled. Reads another file first if it has not been read. */
  compare: Comparison;
  /** null if the user dismisses the question. */
  chooseCompared: ComparedFile | null;
  /** All views of the trace, by name. */
  views: { readonly views: readonly SavedView[] };
  /** The views after the change. */
  saveView: { readonly views: readonly SavedView[] };
  renameView: { readonly views: readonly SavedView[] };
  deleteView: { readonly views: readonly SavedView[] };
  /** A link that opens the view in another window or on another computer. */
  viewLink: { readonly link: string };
}

/** Another trace that can be compared. */
export interface ComparedFile {
  /** By which a request names it, as long as the dashboard or the file is open. */
  readonly key: string;
  readonly name: string;
}

/** Requests of the page: every query, which the host passes to the worker, and those that only the host can answer. */
export type DashboardRequests = TraceQueries & {
  [N in HostRequestName]: (request: RequestFor<N>) => HostAnswers[N];
};
export type DashboardRequestName = RequestName;

/** A file that the host has written for the page. */
export interface SavedFile {
  readonly id: number;
  /** Its path in the workspace; outside of it, the whole path. */
  readonly place: string;
}

/** Embedded in the page's HTML, to be shown before the page asks for anything. A `status` event is newer. */
export interface PagePreview {
  readonly name: string;
  readonly status: ReadingStatus;
}

/** The settings of simulations. */
export interface SimulationSettings {
  /** Parameter values that replace the defaults. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Why the setting is invalid, in which case it is ignored; null if it is valid. */
  readonly problem: string | null;
}

export interface Hello {
  /** null for a dashboard without a trace: bursts and profiles need none. */
  readonly trace: { readonly name: string } | null;
  readonly status: TraceStatus;
  /** Where the page should go first. */
  readonly focus: Focus | null;
  /** The page saves this in its state as `trace`, so that a panel finds its trace again after a window reload. */
  readonly restoreKey: string | null;
  /** In which zone times are shown, unless the page's view has another. */
  readonly timeZone: TimeZoneChoice;
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
  | {
      readonly state: 'failed';
      /** Whether the reader must, or may, say how the columns of a table are read. */
      readonly mapping?: 'needed' | 'possible';
      readonly message: string;
      readonly advice: string;
      /** Present if the file is known and no cold-start trace. */
      readonly foreign?: ForeignOffer;
    };

/** What to do with a file that is no cold-start trace. */
export interface ForeignOffer {
  /** What the file is: the id of a foreign file. */
  readonly id: string;
  /** Whether its requests can be simulated. */
  readonly hasRequests: boolean;
  /** A query that gives a file which can be read; null for none. */
  readonly query: string | null;
}

export type Focus =
  | { readonly kind: 'function'; readonly functionId: number; readonly name: string }
  /** The trace with this filter, zoomed to this range of its time. */
  | ({ readonly kind: 'view' } & TraceView)
  | { readonly kind: 'simulate' }
  | { readonly kind: 'burst' }
  | { readonly kind: 'tree' }
  | { readonly kind: 'figures' }
  /** How the file is read, to be changed. */
  | { readonly kind: 'mapping' }
  /** Runs that have been started; the form shows their request. */
  | { readonly kind: 'runs'; readonly requests: readonly RunRequest[] };

/** Notifications from host to page. */
export interface DashboardEvents {
  status: TraceStatus;
  runProgress: RunProgress;
  reproduceProgress: ReproduceProgress;
  runChanged: RunSummary;
  focus: Focus;
  simulationSettings: SimulationSettings;
  timeZone: { readonly zone: TimeZoneChoice };
}
