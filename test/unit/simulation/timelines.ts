import {
  type Run,
  type RunTimeline,
  simulate,
  type TimelineEvent,
  timelineOf,
  watchFunction,
} from '../../../src/simulation';

/** A VM's place in the structure at a moment: the index of its upstream, or in place of one, and its slot. */
export interface Place {
  readonly upstream: number;
  readonly slot: number;
}

/** The structure after all events up to and at `time`, by VM's index: as whoever plays the timeline rebuilds it. */
export function rebuilt({ initial, events }: RunTimeline, time: number): Map<number, Place> {
  const places = new Map<number, Place>();
  initial.upstream.forEach((upstream, vm) => {
    if (upstream !== -4) places.set(vm, { upstream, slot: initial.slot[vm] });
  });
  for (let i = 0; i < events.time.length && events.time[i] <= time; i++) {
    const kind = events.kinds[events.kind[i]];
    if (kind === 'remove') places.delete(events.vm[i]);
    if (kind === 'insert' || kind === 'reparent') {
      places.set(events.vm[i], { upstream: events.other[i], slot: events.slot[i] });
    }
  }
  return places;
}

/** The timelines of all functions of a run, over all of it or a part. */
export async function timelinesOf(run: Run, from = 0, to = Number.POSITIVE_INFINITY): Promise<RunTimeline[]> {
  const { simulatedSeconds } = await simulate(run);
  const timelines: RunTimeline[] = [];
  for (let functionId = 0; functionId < run.workload.functions.length; functionId++) {
    const window = { functionId, from, to: Math.min(to, simulatedSeconds) };
    timelines.push(await timelineOf(await watchFunction(run, window), window.from, window.to, simulatedSeconds));
  }
  return timelines;
}

/** What happened to a function's tree, with numbers of VMs; −1 for the top of the tree, and for nobody. */
export interface TreeEntry {
  readonly time: number;
  readonly kind: TimelineEvent;
  readonly vm: number;
  readonly other: number;
}

/** By function: the events of its tree, in order. */
export async function treeLogsOf(run: Run): Promise<TreeEntry[][]> {
  return (await timelinesOf(run)).map(({ events, vms }) =>
    [...events.time].map((time, i) => ({
      time,
      kind: events.kinds[events.kind[i]],
      vm: vms[events.vm[i]],
      other: vms[events.other[i]] ?? -1,
    })),
  );
}

/** A flow of a timeline, with numbers of VMs in place of their indexes. */
export interface Flow {
  readonly source: number;
  readonly receiver: number;
  readonly from: number;
  readonly to: number;
  /** MB. */
  readonly amount: number;
}

/** The flows of a timeline, by receiver: a VM's number, or −2 for the extra VM. */
export function flowsOf({ flows, vms }: RunTimeline): Flow[] {
  const all: Flow[] = [];
  for (let group = 0; group + 1 < flows.first.length; group++) {
    for (let i = flows.first[group]; i < flows.first[group + 1]; i++) {
      const source = flows.from[i];
      const seconds = flows.end[i] - flows.start[i];
      all.push({
        source: source < 0 ? source : vms[source],
        receiver: group < vms.length ? vms[group] : -2,
        from: flows.start[i],
        to: flows.end[i],
        amount: (flows.rate[i] * seconds) / 1e6,
      });
    }
  }
  return all;
}

/** The share of the blocks that a VM has at a moment, as a page reads it from the timeline. */
export function shareAt({ progress }: RunTimeline, vm: number, time: number): number | null {
  const [from, end] = [progress.first[vm], progress.first[vm + 1]];
  if (from === end) return null;
  let at = from;
  while (at < end && progress.time[at] <= time) at++;
  if (at === from) return progress.share[from];
  if (at === end) return progress.share[end - 1];
  const width = progress.time[at] - progress.time[at - 1];
  const rise = progress.share[at] - progress.share[at - 1];
  return progress.share[at - 1] + (rise * (time - progress.time[at - 1])) / width;
}

/** A VM's state at a moment. */
export function stateAt({ states }: RunTimeline, vm: number, time: number): string {
  let at = states.first[vm];
  while (at + 1 < states.first[vm + 1] && states.time[at + 1] <= time) at++;
  return states.kinds[states.state[at]];
}
