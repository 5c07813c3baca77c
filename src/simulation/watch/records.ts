import type { DelayCause, SystemInfo, Topology } from '../answers';
import type { Parameters } from '../types';
import type { Stay } from './stay';

/** Which function of a run to record, and when. Simulated seconds. */
export interface WatchedWindow {
  readonly functionId: number;
  readonly from: number;
  readonly to: number;
}

/** A container's placement on a VM. */
export interface Placement {
  readonly stay: Stay;
  readonly at: number;
  /** Its start: when it began, the seconds of work alone, when the container was created, when the work was done. */
  workFrom: number;
  workSeconds: number;
  createdAt: number;
  workedAt: number;
}

/** A cold start, or a request, that a new container serves. A request may be served again, after its VM failed. */
export interface Served {
  readonly row: number;
  readonly time: number;
  /** Of the container until then, in order: more than one if VMs failed. */
  readonly placements: readonly Placement[];
}

/** What the registry sends to the extra VM. */
export interface Seed {
  readonly from: number;
  readonly to: number;
  readonly megabytes: number;
}

/** What the watch knows of a system; `System` explains it. */
export interface WatchedSystem extends Pick<SystemInfo, 'treeTop' | 'extraVm'> {
  readonly topology: Topology;
  readonly lag?: Extract<DelayCause, 'hop' | 'lastPieces'>;
  readonly preparation: readonly string[];
  intakeMBps?(parameters: Parameters): number;
}

/** What it knows of the system's provisioner. */
export interface WatchedProvisioner {
  readonly lazy: boolean;
  readonly startsAlone?: true;
  readPace?(readers: number, onVm: number): number;
}
