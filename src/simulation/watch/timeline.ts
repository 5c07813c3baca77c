import { countBelow, countUpTo } from '../../numeric';
import { type NotAVm, type RunTimeline, TIMELINE_EVENTS, TIMELINE_STATES } from '../answers';
import { REGISTRY } from '../cluster/network';
import type { Workload } from '../types';
import { activityOf } from './activity';
import type { FunctionWatch } from './functionWatch';
import { progressOf } from './progressOf';
import { STATE, type StateChange, statesOf } from './states';
import type { Stay } from './stay';
import { EXTRA_VM, NOTHING } from './structure';
import { type Transfer, transfersOf } from './transfers';
import type { Recording } from './watchFunction';

const BYTES_PER_MB = 1e6;

/** The index of a VM that is given by its number, as sources of flows are, or by a `NotAVm`. */
type IndexOf = (node: number) => number;

/**
 * The part of a recording over [from, until] as the page plays it; less if the recording ends before.
 * @param runEnd when the run's last event is
 */
export function timelineOf(recording: Recording, from: number, until: number, runEnd: number): RunTimeline {
  const { run, watch } = recording;
  const { functionId } = watch.window;
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
  const changes = ofVm.map((some) => changesOf(some, watch.provisioner.lazy, from, to));
  const { idle, busiest } = activityOf(changes, from, to);
  return {
    functionId,
    topology: watch.system.topology,
    top: topOf(watch),
    from,
    to,
    runEnd,
    vms,
    initial: initialOf(watch, vms, indexOf, from),
    events: eventsOf(watch, indexOf, from, to),
    states: statesByVm(changes),
    progress: progressByVm(ofVm, watch, from, to),
    flows: flowsByVm(ofVm, watch, indexOf, from, to),
    starts: startsOf(watch, run.workload, indexOf, from, to),
    idle: { from: Float64Array.from(idle, (one) => one.from), to: Float64Array.from(idle, (one) => one.to) },
    busiest,
  };
}

function topOf({ system }: FunctionWatch): NotAVm {
  return system.extraVm === undefined ? REGISTRY : EXTRA_VM;
}

/** A VM's states over [from, to], the first at `from`; each differs from the one before. */
function changesOf(stays: readonly Stay[], lazy: boolean, from: number, to: number): StateChange[] {
  const changes: StateChange[] = [{ time: from, state: STATE.absent }];
  for (const { time, state } of stays.flatMap((stay) => statesOf(stay, lazy))) {
    if (time > to) break;
    const last = changes[changes.length - 1];
    if (time <= from) changes[0] = { time: from, state };
    else if (time === last.time) changes[changes.length - 1] = { time, state };
    else if (state !== last.state) changes.push({ time, state });
  }
  return changes;
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

function statesByVm(byVm: readonly (readonly StateChange[])[]): RunTimeline['states'] {
  const all = byVm.flat();
  return {
    first: offsets(byVm),
    time: Float64Array.from(all, ({ time }) => time),
    state: Uint8Array.from(all, ({ state }) => state),
    kinds: TIMELINE_STATES,
  };
}

function progressByVm(
  ofVm: readonly (readonly Stay[])[],
  { reads }: FunctionWatch,
  from: number,
  to: number,
): RunTimeline['progress'] {
  const byVm = ofVm.map((stays) => stays.flatMap((stay) => progressOf(stay, reads, from, to)));
  const all = byVm.flat();
  return {
    first: offsets(byVm),
    time: Float64Array.from(all, ({ time }) => time),
    share: Float64Array.from(all, ({ share }) => share),
  };
}

/** By receiver, the extra VM last. */
function flowsByVm(
  ofVm: readonly (readonly Stay[])[],
  { reads, seeds }: FunctionWatch,
  indexOf: IndexOf,
  from: number,
  to: number,
): RunTimeline['flows'] {
  const ofSeeds = seeds.map(
    (seed): Transfer => ({ ...seed, source: REGISTRY, rate: seed.megabytes / (seed.to - seed.from) }),
  );
  const byVm = [...ofVm.map((stays) => stays.flatMap((stay) => [...transfersOf(stay, reads, to)])), ofSeeds].map(
    (some) => some.filter((one) => one.to > from && one.from < to),
  );
  const all = byVm.flat();
  return {
    first: offsets(byVm),
    from: Int32Array.from(all, ({ source }) => indexOf(source)),
    start: Float64Array.from(all, (one) => Math.max(from, one.from)),
    end: Float64Array.from(all, (one) => Math.min(to, one.to)),
    rate: Float64Array.from(all, ({ rate }) => rate * BYTES_PER_MB),
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

/** Where each group begins when the groups follow each other, and the length of all. */
function offsets(groups: readonly (readonly unknown[])[]): Uint32Array {
  const first = new Uint32Array(groups.length + 1);
  for (let i = 0; i < groups.length; i++) first[i + 1] = first[i] + groups[i].length;
  return first;
}
