import type { SystemName, WorkloadRequest } from '../simulation';

/** A set-up of the paper's, for the form. */
export interface Preset {
  readonly id: string;
  /** Begins with the number of the figure. */
  readonly label: string;
  readonly workload: Exclude<WorkloadRequest, { kind: 'trace' }>;
  readonly systems: readonly SystemName[];
  /** Only those that differ from their defaults. */
  readonly parameters: Readonly<Record<string, number>>;
}
