import type { Pool } from './cluster/pool';
import type { Replicas } from './cluster/replicas';
import type { FunctionTrees } from './cluster/trees';
import type { Events } from './events';
import type { Failures } from './failures';
import type { IdleQueue } from './idleQueue';
import type { Recorder } from './results/recorder';
import type { Starts } from './starts';
import type { Provisioner } from './systems';
import type { Parameters, Workload } from './types';

/** Parts of the run that containers use. */
export interface ContainersParts {
  readonly workload: Workload;
  readonly parameters: Parameters;
  readonly replicas: Replicas;
  readonly pool: Pool;
  readonly trees: FunctionTrees;
  readonly provisioner: Provisioner;
  readonly recorder: Recorder;
  readonly starts: Starts;
  readonly idle: IdleQueue;
  readonly failures: Failures;
  readonly events: Events;
}
