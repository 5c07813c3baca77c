import {
  type RunTimeline,
  TIMELINE_EVENTS,
  TIMELINE_STATES,
  type TimelineEvent,
  type TimelineState,
} from '../../../../src/simulation/answers/timeline';

export interface MadeEvent {
  readonly time: number;
  readonly kind: TimelineEvent;
  readonly vm: number;
  readonly other?: number;
  readonly slot?: number;
}

interface MadeVm {
  readonly states?: readonly (readonly [time: number, state: TimelineState])[];
  readonly progress?: readonly (readonly [time: number, share: number])[];
  readonly flows?: readonly { from: number; start: number; end: number; rate: number }[];
}

interface Made {
  readonly vms: readonly MadeVm[];
  readonly events?: readonly MadeEvent[];
  readonly to: number;
  readonly topology?: RunTimeline['topology'];
  readonly idle?: readonly (readonly [from: number, to: number])[];
}

/** A timeline from 0 to `to` of VMs with the numbers 100, 101, and so on. */
export function madeTimeline({ vms, events = [], to, topology = 'tree', idle = [] }: Made): RunTimeline {
  const states = vms.map((vm) => vm.states ?? [[0, 'absent'] as const]);
  const progress = vms.map((vm) => vm.progress ?? []);
  const flows = [...vms.map((vm) => vm.flows ?? []), []];
  return {
    functionId: 0,
    topology,
    top: -1,
    from: 0,
    to,
    runEnd: to,
    vms: Int32Array.from(vms, (_, at) => 100 + at),
    initial: {
      upstream: new Int32Array(vms.length).fill(-4),
      slot: new Int32Array(vms.length),
    },
    events: {
      time: Float64Array.from(events, ({ time }) => time),
      kind: Uint8Array.from(events, ({ kind }) => TIMELINE_EVENTS.indexOf(kind)),
      vm: Int32Array.from(events, ({ vm }) => vm),
      other: Int32Array.from(events, ({ other = -4 }) => other),
      slot: Int32Array.from(events, ({ slot = 0 }) => slot),
      kinds: TIMELINE_EVENTS,
    },
    states: {
      first: firstsOf(states),
      time: Float64Array.from(states.flat(), ([time]) => time),
      state: Uint8Array.from(states.flat(), ([, state]) => TIMELINE_STATES.indexOf(state)),
      kinds: TIMELINE_STATES,
    },
    stages: {
      first: new Uint32Array(vms.length + 1),
      stage: new Uint8Array(),
      from: new Float64Array(),
      to: new Float64Array(),
      names: [],
    },
    progress: {
      first: firstsOf(progress),
      time: Float64Array.from(progress.flat(), ([time]) => time),
      share: Float64Array.from(progress.flat(), ([, share]) => share),
    },
    flows: {
      first: firstsOf(flows),
      from: Int32Array.from(flows.flat(), ({ from }) => from),
      start: Float64Array.from(flows.flat(), ({ start }) => start),
      end: Float64Array.from(flows.flat(), ({ end }) => end),
      rate: Float64Array.from(flows.flat(), ({ rate }) => rate),
    },
    starts: {
      row: new Uint32Array(),
      vm: new Int32Array(),
      arrival: new Float64Array(),
      started: new Float64Array(),
    },
    idle: { from: Float64Array.from(idle, ([from]) => from), to: Float64Array.from(idle, ([, end]) => end) },
    busiest: [],
  };
}

function firstsOf(groups: readonly (readonly unknown[])[]): Uint32Array {
  const firsts = new Uint32Array(groups.length + 1);
  for (const [at, group] of groups.entries()) firsts[at + 1] = firsts[at] + group.length;
  return firsts;
}

/** A binary tree that is filled level by level, a VM each `step` seconds; each is ready 2 s after it has joined. */
export function growingTree(vms: number, step = 0.01): RunTimeline {
  const joined = (vm: number) => vm * step;
  return madeTimeline({
    to: vms * step + 3,
    events: Array.from({ length: vms }, (_, vm) => ({
      time: joined(vm),
      kind: 'insert' as const,
      vm,
      other: vm === 0 ? -1 : (vm - 1) >> 1,
      slot: vm === 0 ? 0 : (vm - 1) % 2,
    })),
    vms: Array.from({ length: vms }, (_, vm) => ({
      states: [
        [0, vm === 0 ? 'waiting' : 'absent'],
        [joined(vm), 'fetching'],
        [joined(vm) + 2, 'ready'],
      ],
      progress: [
        [joined(vm), 0],
        [joined(vm) + 2, 1],
      ],
      flows: [{ from: vm === 0 ? -1 : (vm - 1) >> 1, start: joined(vm), end: joined(vm) + 2, rate: 1e8 }],
    })),
  });
}
