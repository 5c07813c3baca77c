import type { TimelineEvent, TimelineState } from '../../../src/protocol/queries';

/** States of VMs in the order in which they are drawn, listed and told: what is done first. */
export const STATES = ['ready', 'starting', 'fetching', 'waiting', 'failed', 'absent'] as const;

/** Codes of states in typed arrays: indexes into `STATES`. */
export const STATE = { ready: 0, starting: 1, fetching: 2, waiting: 3, failed: 4, absent: 5 } as const satisfies Record<
  TimelineState,
  number
>;

/** Codes of events in typed arrays. */
export const EVENT = {
  insert: 0,
  remove: 1,
  reparent: 2,
  rotate: 3,
  prepared: 4,
  fetch: 5,
  firstBlock: 6,
  fetched: 7,
  ready: 8,
  started: 9,
  failed: 10,
  noticed: 11,
  reclaimed: 12,
  evicted: 13,
} as const satisfies Record<TimelineEvent, number>;

/** In place of a VM's index. */
export const REGISTRY = -1;
export const EXTRA_VM = -2;
export const OTHER_VMS = -3;
/** Nothing; as upstream: the VM is not in the structure. */
export const NOWHERE = -4;
