import type { RunTimeline } from '../../../src/protocol/queries';
import { EVENT, NOWHERE, REGISTRY, STATE } from '../model/codes';
import type { Playback } from '../model/playback';
import { TreeShape } from './treeShape';

/** What a tree needs at most over its timeline, so that places stay where they are while it grows. */
export interface TreePlan {
  /** Places for VMs at each level below one VM of the level above. */
  readonly spots: readonly number[];
  /** Most VMs on each level at a time. */
  readonly sizes: readonly number[];
  /**
   * Every VM has the same number of places below it, and each level divides the width evenly. A tree that fills few of
   * them gets its width by its VMs.
   */
  readonly isEven: boolean;
  /** Most VMs at a time that prepare or wait outside of the tree. */
  readonly outside: number;
  /** Slots are places below a VM, some of which may be free; otherwise they only order the VMs. */
  readonly hasPlaces: boolean;
}

/** Moments at which the tree is looked at. */
const SAMPLES = 24;
/** Even places may be this many times the VMs of the largest level: a level of a function tree fills gradually. */
const MOST_EMPTY = { ofFunctionTree: 8, ofOther: 1.5 };
/** Slots of a function tree are below its fan-out. */
const MOST_FAN_OUT = 16;

/** Leaves `playback` at the moment at which it was. */
export function planTree(playback: Playback): TreePlan {
  const { timeline, time } = playback;
  const spots: number[] = [];
  const sizes: number[] = [];
  const shape = new TreeShape(playback.vms);
  let outside = 0;
  const hasPlaces = timeline.top === REGISTRY && mostSlot(timeline) < MOST_FAN_OUT;
  for (const moment of moments(timeline)) {
    playback.goTo(moment);
    shape.read(playback.upstream, playback.slot);
    widen(shape, playback.slot, hasPlaces, spots, sizes);
    outside = Math.max(outside, countOutside(playback));
  }
  playback.goTo(time);
  const empty = hasPlaces ? MOST_EMPTY.ofFunctionTree : MOST_EMPTY.ofOther;
  const places = spots.reduce((product, spot) => product * spot, 1);
  return { spots, sizes, outside, hasPlaces, isEven: places <= empty * Math.max(1, ...sizes) };
}

/** Whether a VM holds the image, or will, and is not in the tree. */
export function isOutside({ state, upstream }: Playback, vm: number): boolean {
  return upstream[vm] === NOWHERE && state[vm] !== STATE.absent;
}

function countOutside(playback: Playback): number {
  let count = 0;
  for (let vm = 0; vm < playback.vms; vm++) if (isOutside(playback, vm)) count++;
  return count;
}

/** Evenly many events apart, and the ends. */
function moments({ events, from, to }: RunTimeline): readonly number[] {
  const step = Math.max(1, Math.floor(events.time.length / SAMPLES));
  const found = [from];
  for (let at = step; at < events.time.length; at += step) found.push(events.time[at]);
  return [...found, to];
}

function widen(shape: TreeShape, slot: Int32Array, hasPlaces: boolean, spots: number[], sizes: number[]): void {
  for (let level = 0; level < shape.height; level++) sizes[level] = Math.max(sizes[level] ?? 0, shape.sizeOf(level));
  const look = (above: number) => {
    let places = 0;
    for (let vm = shape.firstBelow[above]; vm >= 0; vm = shape.next[vm])
      places = hasPlaces && above !== shape.vms ? Math.max(places + 1, slot[vm] + 1) : places + 1;
    const level = shape.depth[above] + 1;
    if (places > 0) spots[level] = Math.max(spots[level] ?? 1, places);
  };
  look(shape.vms);
  for (let at = 0; at < shape.count; at++) look(shape.order[at]);
}

function mostSlot({ initial, events }: RunTimeline): number {
  let most = 0;
  for (let vm = 0; vm < initial.slot.length; vm++)
    if (initial.upstream[vm] !== NOWHERE) most = Math.max(most, initial.slot[vm]);
  for (let at = 0; at < events.slot.length; at++) {
    const kind = EVENT[events.kinds[events.kind[at]]];
    if (kind === EVENT.insert || kind === EVENT.reparent) most = Math.max(most, events.slot[at]);
  }
  return most;
}
