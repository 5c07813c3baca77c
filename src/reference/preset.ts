import type { MadeWorkload, SystemName } from '../simulation';

/** A set-up of the paper, as the form offers it. */
export interface Preset {
  readonly id: string;
  /** Starts with the number of the figure. */
  readonly label: string;
  readonly workload: MadeWorkload;
  readonly systems: readonly SystemName[];
  /** Only values that differ from the defaults. */
  readonly parameters: Readonly<Record<string, number>>;
}
