import { countUpTo } from '../../numeric';
import type { TreeInfo, TreeSnapshot, TreeTop } from '../answers';
import { TreeEvent, type TreeLog } from '../types';

/** As an upstream: the top of the tree, which is the registry or the root VM. */
const TOP = -1;
/** A child slot that is empty. */
const FREE = -1;
/** Changes that a snapshot lists as text. */
const RECENT = 8;

/** A VM of the tree, or its top, at the current time of the replay. */
interface Member {
  upstream: number;
  /** VM in each child slot; a VM that leaves one keeps it `FREE`, so that the others keep their sides. */
  readonly slots: number[];
  readonly requestedAt: number;
  fetchSince: number;
  fetchedAt: number;
  startedAt: number;
}

type Members = Map<number, Member>;

/** Summarizes the tree of a function over a whole run. @param name the function's */
export function treeInfo(log: TreeLog, name: string): TreeInfo {
  let vms = 0;
  let peakVms = 0;
  let inserts = 0;
  let rotations = 0;
  for (const kind of log.kind) {
    if (kind === TreeEvent.insert) {
      inserts++;
      peakVms = Math.max(peakVms, ++vms);
    } else if (kind === TreeEvent.remove) {
      vms--;
    } else if (kind === TreeEvent.rotate) {
      rotations++;
    }
  }
  const from = log.time[0] ?? 0;
  const to = log.time.at(-1) ?? from;
  return { functionId: log.functionId, name, top: log.top, peakVms, inserts, rotations, from, to };
}

/**
 * A function's tree at `time` (simulated seconds), after all events up to and at that time; at most `limit` of its VMs,
 * breadth first. Progress is interpolated linearly over a VM's fetch, because the log has no single blocks; it is 0
 * where the fetch never ended.
 */
export function treeSnapshot(log: TreeLog, time: number, limit: number): TreeSnapshot {
  const end = entriesUpTo(log, time);
  const members = replay(log, end);
  const { shown, vms, height } = breadthFirst(members, limit);
  const place = new Map(shown.map((vm, index) => [vm, index]));
  const fetchEnd = fetchEnds(log, end, members, place);
  const shownMembers = shown.map((vm) => members.get(vm)!);
  return {
    time,
    top: log.top,
    vms,
    height,
    vm: shown,
    upstream: shownMembers.map(({ upstream }) => place.get(upstream) ?? -1),
    state: shownMembers.map((member) => (Number.isNaN(member.startedAt) ? 'provisioning' : 'ready')),
    progress: shown.map((vm) => progressOf(members.get(vm)!, time, fetchEnd.get(vm))),
    fetching: shownMembers.map(isFetching),
    requestedAt: Float64Array.from(shownMembers, ({ requestedAt }) => requestedAt),
    startedAt: Float64Array.from(shownMembers, ({ startedAt }) => startedAt),
    omitted: vms - shown.length,
    recent: recentChanges(log, end),
  };
}

/** How many entries of the log happened up to `time`. */
function entriesUpTo(log: TreeLog, time: number): number {
  return countUpTo(log.time.length, time, (entry) => log.time[entry]);
}

/** The VMs in the tree after the first `end` entries, and its top. */
function replay(log: TreeLog, end: number): Members {
  const members: Members = new Map([[TOP, newMember(TOP, Number.NaN)]]);
  for (let i = 0; i < end; i++) {
    const vm = log.vm[i];
    const kind = log.kind[i];
    if (kind === TreeEvent.insert) {
      members.set(vm, newMember(log.other[i], log.time[i]));
      attach(members, vm, log.other[i]);
    } else if (kind === TreeEvent.remove) {
      detach(members, vm);
      members.delete(vm);
      // All VMs that the removal moves leave their slots before any takes a new one.
      for (let j = i + 1; j < end && isConsequence(log.kind[j]); j++) {
        if (log.kind[j] === TreeEvent.reparent) detach(members, log.vm[j]);
      }
    } else if (kind === TreeEvent.reparent) {
      detach(members, vm);
      attach(members, vm, log.other[i]);
    } else {
      transfer(members.get(vm), kind, log.time[i]);
    }
  }
  return members;
}

function newMember(upstream: number, requestedAt: number): Member {
  return { upstream, slots: [], requestedAt, fetchSince: Number.NaN, fetchedAt: Number.NaN, startedAt: Number.NaN };
}

const isConsequence = (kind: number): boolean => kind === TreeEvent.rotate || kind === TreeEvent.reparent;

function attach(members: Members, vm: number, upstream: number): void {
  const member = members.get(vm);
  const slots = members.get(upstream)?.slots;
  if (!member || !slots) return;
  const free = slots.indexOf(FREE);
  if (free === -1) slots.push(vm);
  else slots[free] = vm;
  member.upstream = upstream;
}

/** Empties the slot that `vm` is in, if it is in one. */
function detach(members: Members, vm: number): void {
  const member = members.get(vm);
  const slots = member && members.get(member.upstream)?.slots;
  const slot = slots?.indexOf(vm) ?? -1;
  if (slots && slot !== -1) slots[slot] = FREE;
}

/** Records the first fetch and start only: a second fetch resumes the first, a second start is of another container. */
function transfer(member: Member | undefined, kind: number, time: number): void {
  if (!member) return;
  if (kind === TreeEvent.fetch && Number.isNaN(member.fetchSince)) member.fetchSince = time;
  if (kind === TreeEvent.fetched && Number.isNaN(member.fetchedAt)) member.fetchedAt = time;
  if (kind === TreeEvent.started && Number.isNaN(member.startedAt)) member.startedAt = time;
}

function breadthFirst(members: Members, limit: number): { shown: number[]; vms: number; height: number } {
  const shown: number[] = [];
  let vms = 0;
  let height = -1;
  const below = (vm: number) => members.get(vm)!.slots.filter((child) => child !== FREE);
  for (let level = below(TOP); level.length > 0; level = level.flatMap(below)) {
    height++;
    vms += level.length;
    for (let i = 0; i < level.length && shown.length < limit; i++) shown.push(level[i]);
  }
  return { shown, vms, height };
}

const isFetching = (member: Member): boolean => !Number.isNaN(member.fetchSince) && Number.isNaN(member.fetchedAt);

/** For each VM shown that is fetching after the first `end` entries: when its fetch ends, if ever. */
function fetchEnds(
  log: TreeLog,
  end: number,
  members: Members,
  shown: ReadonlyMap<number, number>,
): Map<number, number> {
  const fetching = new Set([...shown.keys()].filter((vm) => isFetching(members.get(vm)!)));
  const ends = new Map<number, number>();
  for (let i = end; i < log.time.length && fetching.size > 0; i++) {
    const kind = log.kind[i];
    if (kind !== TreeEvent.fetched && kind !== TreeEvent.remove) continue;
    if (fetching.delete(log.vm[i]) && kind === TreeEvent.fetched) ends.set(log.vm[i], log.time[i]);
  }
  return ends;
}

function progressOf(member: Member, time: number, fetchEnd: number | undefined): number {
  if (!Number.isNaN(member.fetchedAt) || !Number.isNaN(member.startedAt)) return 1;
  if (fetchEnd === undefined) return 0;
  return (time - member.fetchSince) / (fetchEnd - member.fetchSince);
}

/** The last changes to the tree's shape among the first `end` entries, newest first. */
function recentChanges(log: TreeLog, end: number): { time: number; text: string }[] {
  const recent: { time: number; text: string }[] = [];
  for (let i = end - 1; i >= 0 && recent.length < RECENT; i--) {
    const text = IN_WORDS[log.top](log.kind[i], log.vm[i], log.other[i]);
    if (text !== null) recent.push({ time: log.time[i], text });
  }
  return recent;
}

const IN_WORDS: Readonly<Record<TreeTop, (kind: number, vm: number, other: number) => string | null>> = {
  registry: functionTreeInWords,
  rootVm: feedingInWords,
};

function functionTreeInWords(kind: number, vm: number, other: number): string | null {
  switch (kind) {
    case TreeEvent.insert:
      return other === TOP ? `VM ${vm} inserted as the root` : `VM ${vm} inserted under VM ${other}`;
    case TreeEvent.remove:
      return other === TOP ? `VM ${vm} removed` : `VM ${vm} removed; VM ${other} takes its place`;
    case TreeEvent.reparent:
      return other === TOP ? `VM ${vm} is the root now` : `VM ${vm} has VM ${other} as its upstream now`;
    case TreeEvent.rotate:
      return `Rotation at VM ${vm}; VM ${other} rises into its place`;
    default:
      return null;
  }
}

function feedingInWords(kind: number, vm: number, other: number): string | null {
  const upstream = other === TOP ? 'the root VM' : `VM ${other}`;
  switch (kind) {
    case TreeEvent.insert:
      return `VM ${vm} is fed by ${upstream}`;
    case TreeEvent.remove:
      return `VM ${vm} gave the image up`;
    case TreeEvent.reparent:
      return `VM ${vm} has ${upstream} as its upstream now`;
    default:
      return null;
  }
}
