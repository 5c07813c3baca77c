import type { Limit } from '../../numeric';
import type { SystemName } from './system';
import type { WorkloadKind } from './workload';

/** A parameter of the model as the form, the settings and the command line show it. */
export interface ParameterInfo extends Limit {
  readonly name: string;
  readonly label: string;
  /** Its name among the parameters that people change first; absent: it is none of them. */
  readonly short?: string;
  /** Where the default comes from: a section of the paper, a figure it was calibrated on, or that it is assumed. */
  readonly source: string;
  readonly group: 'cluster' | 'network' | 'image' | 'system';
  /** Systems that use it; absent: all. */
  readonly systems?: readonly SystemName[];
  /** Workloads that use it; absent: all. */
  readonly workloads?: readonly WorkloadKind[];
  /** The parameter that other workloads use instead. */
  readonly inPlaceOf?: string;
}

/** A parameter that was changed and has no effect on a run. */
export interface UnusedParameter {
  readonly name: string;
  /** One sentence that begins with the name. */
  readonly reason: string;
}
