import type { Curve } from '../../numeric';
import type { SystemName } from './system';

export type WorkloadKind = 'burst' | 'profile' | 'trace';

/** What a run simulates, as its results name it. Sizes and times are those in force: given ones, or parameters. */
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
      /** Present if times are seconds since the start of the data set, not since 1970. */
      readonly relativeTime?: true;
      /** The filter that selects the cold starts, in addition to the above; absent for none. */
      readonly where?: string;
    };

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
       * Its points as CSV: a time and requests per second on each line. Text crosses between processes, and into the
       * saved state of the page, at a fraction of what a hundred thousand numbers cost.
       */
      readonly csv: string;
      /** Seconds before the profile in which the rate rises evenly to its first. Latencies leave out their requests. */
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
      /** The filter that selects the cold starts, in addition to the above; absent or empty for none. */
      readonly where?: string;
      /** The system to which the replay is fitted; absent: the replay is not fitted, and images are assumed. */
      readonly recordedOn?: SystemName;
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
