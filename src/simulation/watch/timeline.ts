import { type Checkpoint, countBelow, countUpTo } from '../../numeric';
import { type NotAVm, type RunTimeline, TIMELINE_EVENTS } from '../answers';
import { REGISTRY } from '../cluster/network';
import type { Workload } from '../types';
import { activityOf } from './activity';
import type { FunctionWatch } from './functionWatch';
import type { Stay } from './stay';
import { EXTRA_VM, NOTHING } from './structure';
import { type IndexOf, VmLists } from './vmLists';
import type { Recording } from './watchFunction';

/** VMs worked on between two checkpoints: about a millisecond. */
const VMS_BETWEEN_CHECKPOINTS = 200;

/**
 * The part of a recording over [from, until] as the page plays it; less if the recording ends before.
 * @param runEnd when the run's last event is
 */
export async function timelineOf(
  recording: Recording,
  from: number,
  until: number,
  runEnd: number,
  checkpoint?: Checkpoint,
): Promise<RunTimeline> {
  const { run, watch } = recording;
  const to = Math.min(until, recording.to);
  const stays = [...watch.stays].filter(({ since, leftAt }) => since <= to && !(leftAt < from));
  const vms = Int32Array.from(new Set(stays.map(({ vm }) => vm))).sort();
  const places = new Map([...vms].map((vm, i) => [vm, i]));
  const indexOf: IndexOf = (node) => {
    if (node < 0) return node;
    return node === run.parameters.vms ? EXTRA_VM : (places.get(node) ?? NOTHING);
  };
  const ofVm: Stay[][] = Array.from(vms, () => []);
  for (const stay of stays) ofVm[places.get(stay.vm)!].push(stay);
  const lists = new VmLists(watch, indexOf, from, to);
  for (let i = 0; i < ofVm.length; i++) {
    if (i % VMS_BETWEEN_CHECKPOINTS === 0) await checkpoint?.();
    lists.add(ofVm[i]);
  }
  const { idle, busiest } = activityOf(lists.changes, from, to);
  await checkpoint?.();
  return {
    functionId: watch.window.functionId,
    topology: watch.system.topology,
    top: topOf(watch),
    from,
    to,
    runEnd,
    vms,
    initial: initialOf(watch, vms, indexOf, from),
    events: eventsOf(watch, indexOf, from, to),
    ...lists.finish(),
    starts: startsOf(watch, run.workload, indexOf, from, to),
    idle: { from: Float64Array.from(idle, (one) => one.from), to: Float64Array.from(idle, (one) => one.to) },
    busiest,
  };
}

function topOf({ system }: FunctionWatch): NotAVm {
  return system.extraVm === undefined ? REGISTRY : EXTRA_VM;
}

/** The structure before the events at `from`. */
function initialOf(
  { structure }: FunctionWatch,
  vms: Int32Array,
  indexOf: IndexOf,
  from: number,
): RunTimeline['initial'] {
  const before = structure.placesBefore(from);
  const places = Array.from(vms, (vm) => before.get(vm));
  return {
    upstream: Int32Array.from(places, (place) => (place ? indexOf(place.upstream) : NOTHING)),
    slot: Int32Array.from(places, (place) => place?.slot ?? 0),
  };
}

function eventsOf({ structure }: FunctionWatch, indexOf: IndexOf, from: number, to: number): RunTimeline['events'] {
  const { time, kind, vm, other, slot } = structure;
  const begin = countBelow(time.length, from, (i) => time[i]);
  const end = countUpTo(time.length, to, (i) => time[i]);
  return {
    time: Float64Array.from(time.slice(begin, end)),
    kind: Uint8Array.from(kind.slice(begin, end)),
    vm: Int32Array.from(vm.slice(begin, end), indexOf),
    other: Int32Array.from(other.slice(begin, end), indexOf),
    slot: Int32Array.from(slot.slice(begin, end)),
    kinds: TIMELINE_EVENTS,
  };
}

function startsOf(
  { served }: FunctionWatch,
  { arrival }: Workload,
  indexOf: IndexOf,
  from: number,
  to: number,
): RunTimeline['starts'] {
  const starts = served.filter(({ time }) => time >= from && time <= to);
  return {
    row: Uint32Array.from(starts, ({ row }) => row),
    vm: Int32Array.from(starts, ({ placements }) => indexOf(placements[placements.length - 1].stay.vm)),
    arrival: Float64Array.from(starts, ({ row }) => arrival[row]),
    started: Float64Array.from(starts, ({ time }) => time),
  };
}
