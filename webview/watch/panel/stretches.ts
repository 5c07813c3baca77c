import type { RunTimeline } from '../../../src/protocol/queries';
import { STATE, STATES } from '../model/codes';
import type { Watching } from '../watching';

/** A VM in one state, or in one stage of what comes before its first block. */
export interface Stretch {
  readonly state: number;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

type Watched = Pick<Watching, 'timeline' | 'playback'>;

/** From when the VM has the image on its way to a while after it is ready; stages before the first block apart. */
export function stretchesOf({ timeline, playback }: Watched, vm: number): readonly Stretch[] {
  const { first, time, state, kinds } = timeline.states;
  const all: Stretch[] = [];
  for (let at = first[vm]; at < first[vm + 1]; at++) {
    const to = at + 1 < first[vm + 1] ? time[at + 1] : timeline.to;
    const code = STATE[kinds[state[at]]];
    const pieces = code === STATE.waiting ? stagesIn(timeline, vm, time[at], to) : [];
    if (pieces.length > 0) all.push(...pieces);
    else all.push({ state: code, name: STATES[code], from: time[at], to });
  }
  const current = all.findIndex((one) => one.to > playback.time);
  const around = current < 0 ? all : pieceAround(all, current);
  const [firstPart, lastPart] = [around[0], around[around.length - 1]];
  if (!firstPart || around.length < 2 || lastPart.state !== STATE.ready) return around;
  const busy = lastPart.from - firstPart.from;
  return [...around.slice(0, -1), { ...lastPart, to: Math.min(lastPart.to, lastPart.from + busy * 0.1) }];
}

/** The stretches between two absences around one. */
function pieceAround(all: readonly Stretch[], current: number): readonly Stretch[] {
  let start = current;
  if (all[current].state === STATE.absent) start = Math.min(all.length - 1, current + 1);
  while (start > 0 && all[start - 1].state !== STATE.absent) start--;
  let end = start;
  while (end < all.length && all[end].state !== STATE.absent) end++;
  return all.slice(start, end);
}

/** The stages of a VM in a stretch of waiting, and the rest of it. Empty without stages. */
function stagesIn({ stages }: RunTimeline, vm: number, from: number, to: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let until = from;
  const rest = (end: number) => {
    if (end > until) found.push({ state: STATE.waiting, name: STATES[STATE.waiting], from: until, to: end });
  };
  for (let at = stages.first[vm]; at < stages.first[vm + 1]; at++) {
    const start = Math.max(until, stages.from[at]);
    const end = Math.min(to, stages.to[at]);
    if (end <= start) continue;
    rest(start);
    found.push({ state: STATE.waiting, name: stages.names[stages.stage[at]], from: start, to: end });
    until = end;
  }
  if (found.length > 0) rest(to);
  return found;
}

/** The stage that a VM is in; null if it is in none. */
export function stageNow({ timeline: { stages }, playback: { time } }: Watched, vm: number): string | null {
  for (let at = stages.first[vm]; at < stages.first[vm + 1]; at++)
    if (stages.from[at] <= time && time < stages.to[at]) return stages.names[stages.stage[at]];
  return null;
}
