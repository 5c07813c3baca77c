import { TIMELINE_STATES, type TimelineState } from '../answers';
import type { Stay } from './stay';

/** From `time` on, the VM is in a state: an index into `TIMELINE_STATES`. */
export interface StateChange {
  readonly time: number;
  readonly state: number;
}

export const STATE = Object.fromEntries(TIMELINE_STATES.map((state, index) => [state, index])) as Record<
  TimelineState,
  number
>;

/** The states of a stay, each later than the one before, up to its end. @param lazy as `Provisioner.lazy` */
export function statesOf(stay: Stay, lazy: boolean): StateChange[] {
  const { since, beganAt, firstBlockAt, fetchedAt, startedAt, failedAt, leftAt } = stay;
  const fetchingFrom = Number.isNaN(beganAt) ? Number.NaN : lazy ? firstBlockAt : beganAt;
  const over = [failedAt, leftAt, Number.POSITIVE_INFINITY].find((time) => time >= 0)!;
  const changes: StateChange[] = [];
  const enter = (time: number, state: number) => {
    if (!(time < over)) return;
    if (changes.at(-1)?.time === time) changes.pop();
    changes.push({ time, state });
  };
  enter(since, STATE.waiting);
  if (fetchingFrom < fetchedAt || Number.isNaN(fetchedAt)) enter(fetchingFrom, STATE.fetching);
  if (fetchedAt < startedAt || Number.isNaN(startedAt)) enter(fetchedAt, STATE.starting);
  enter(startedAt, STATE.ready);
  if (failedAt >= 0) changes.push({ time: failedAt, state: STATE.failed });
  if (leftAt >= 0) changes.push({ time: leftAt, state: STATE.absent });
  return changes;
}
