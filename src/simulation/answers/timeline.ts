/**
 * How the VMs of a function are connected: a tree; a star around the registry; a mesh, whose edges are its flows; or
 * nothing in particular, in a lower bound.
 */
export type Topology = 'tree' | 'star' | 'mesh' | 'unordered';

/** In place of the index of a VM. */
export type NotAVm =
  /** The registry. */
  | -1
  /** The extra VM: DADI's root, Kraken's origin. */
  | -2
  /** Other VMs, none in particular. */
  | -3
  /** Nothing: the VM is not in the structure. */
  | -4;

/**
 * What happens to a VM, from the point of view of one function. `other` is the index of another VM or a `NotAVm`, and
 * −4 where nothing is said of it.
 */
export const TIMELINE_EVENTS = [
  /** The VM joins, below `other` at `slot`. */
  'insert',
  /** The VM leaves; `other` takes its place, −4: nobody. Changes that follow from it come next, at the same time. */
  'remove',
  /** The VM is below `other` at `slot` from now on. */
  'reparent',
  /** A rotation at the VM: `other` takes its place. The re-parentings that it consists of come next. */
  'rotate',
  /** The VM has done what comes before the first block. */
  'prepared',
  /** The VM begins to fetch blocks from `other`, or goes on from there. */
  'fetch',
  'firstBlock',
  /** All blocks that a start needs are there. */
  'fetched',
  /** The first container of the function has started on the VM. */
  'ready',
  /** A further one has. */
  'started',
  /** The VM fails. Nobody notices before the next ping. */
  'failed',
  /** The failure is noticed. The VM is replaced, and what it held is gone. */
  'noticed',
  /** The VM gives the image up, because its idle time is over. */
  'reclaimed',
  /** The VM gives the image up, because another function needs its memory. */
  'evicted',
] as const;

export type TimelineEvent = (typeof TIMELINE_EVENTS)[number];

/** A VM's state from the point of view of one function. */
export const TIMELINE_STATES = [
  /** The VM does not hold the image, nor is it on its way. */
  'absent',
  /** It prepares itself for the first block, or waits for somebody to send it. */
  'waiting',
  /** Blocks arrive; a lazy system's container starts meanwhile. */
  'fetching',
  /** All blocks are there, and the container has not started. */
  'starting',
  /** A container has started. */
  'ready',
  /** It has failed, and is not replaced yet. */
  'failed',
] as const;

export type TimelineState = (typeof TIMELINE_STATES)[number];

/**
 * One function of a run over [from, to], complete: whoever has it can draw any moment. Times are simulated seconds
 * since the run's start. VMs are indexes into `vms`, or a `NotAVm`. Lists with `first` are grouped by VM: those of VM
 * `i` are first[i] to first[i + 1] − 1, in order of time.
 */
export interface RunTimeline {
  readonly functionId: number;
  readonly topology: Topology;
  /** What feeds the top of a tree or mesh: −1 the registry, −2 the extra VM. */
  readonly top: NotAVm;
  readonly from: number;
  /** Earlier than requested where the rest would be too much: ask again from here. */
  readonly to: number;
  /** When the run's last event is. */
  readonly runEnd: number;
  /** The number of each VM that holds the image at any time, ascending. */
  readonly vms: Int32Array;
  /** The moment at `from`, by VM, before the events at that time. */
  readonly initial: {
    /** Which VM, or `NotAVm`, it is below; −4 for a VM that is not there. */
    readonly upstream: Int32Array;
    /** Where it is among those below the same upstream. */
    readonly slot: Int32Array;
  };
  /** In order of time; those at the same time in the order in which they happen. */
  readonly events: {
    readonly time: Float64Array;
    /** Index into `kinds`. */
    readonly kind: Uint8Array;
    readonly vm: Int32Array;
    readonly other: Int32Array;
    /**
     * Of an insert or a re-parenting: the child's place below `other`. In a function tree from 0 to fan-out − 1, of
     * which some may be free; otherwise a number that orders the children. 0 for other events.
     */
    readonly slot: Int32Array;
    readonly kinds: readonly TimelineEvent[];
  };
  readonly states: {
    readonly first: Uint32Array;
    /** From when on. The first of each VM is at `from`. */
    readonly time: Float64Array;
    /** Index into `kinds`. */
    readonly state: Uint8Array;
    readonly kinds: readonly TimelineState[];
  };
  /** What each VM does before its first block, stage after stage. A stage that failed or was given up ends early. */
  readonly stages: {
    readonly first: Uint32Array;
    /** Index into `names`, which are the system's. */
    readonly stage: Uint8Array;
    readonly from: Float64Array;
    readonly to: Float64Array;
    readonly names: readonly string[];
  };
  /**
   * The share of the blocks that a start needs which has arrived, 0 to 1: linear between neighbouring points, constant
   * before the first and after the last. Two points at the same time are a jump. A VM without points has no blocks, or
   * all of them: see its state.
   */
  readonly progress: {
    readonly first: Uint32Array;
    readonly time: Float64Array;
    readonly share: Float64Array;
  };
  /**
   * Grouped by the VM that receives; after the VMs comes one more group, of the extra VM. A VM receives from one
   * source at a time. Blocks travel `hopSeconds` longer than a flow says, so progress lags behind it.
   */
  readonly flows: {
    readonly first: Uint32Array;
    /** A VM, or −1, −2, −3. */
    readonly from: Int32Array;
    readonly start: Float64Array;
    readonly end: Float64Array;
    /** Bytes/s, constant over [start, end). The registry's changing rates are given as means over short stretches. */
    readonly rate: Float64Array;
  };
  /** The cold starts, or requests, that new containers serve in this time, in order of their starts. */
  readonly starts: {
    /** Number of the cold start or request in the workload: `criticalPath` asks by it. */
    readonly row: Uint32Array;
    readonly vm: Int32Array;
    readonly arrival: Float64Array;
    readonly started: Float64Array;
  };
  /** Stretches in which nothing is on its way: every VM is ready or absent. Playing may skip them. */
  readonly idle: { readonly from: Float64Array; readonly to: Float64Array };
  /** The busiest moments, the busiest first: when most VMs fetched or started at once, and how many did. */
  readonly busiest: readonly { readonly time: number; readonly vms: number }[];
}

/** A function of a run, as a list to choose from shows it. */
export interface RunFunction {
  readonly functionId: number;
  readonly name: string;
  /** Cold starts, or requests that a new container served. */
  readonly starts: number;
  /** Different VMs on which they were. */
  readonly vms: number;
  /** Its first arrival and its last start. */
  readonly from: number;
  readonly to: number;
  /** The stretch without a rest in which most of its starts were under way at once, and how many were. */
  readonly busiest: { readonly from: number; readonly to: number; readonly starts: number };
}

/** What started on a VM in a run. */
export interface VmFunctions {
  /** Functions with a start on the VM. */
  readonly total: number;
  /** Those with most starts there first. */
  readonly functions: readonly {
    readonly functionId: number;
    readonly name: string;
    readonly starts: number;
    /** The arrival of the first of them, and when the last one had started. */
    readonly from: number;
    readonly to: number;
  }[];
}

export interface RunFunctions {
  /** Functions that match. */
  readonly total: number;
  /** Those with most starts first. */
  readonly functions: readonly RunFunction[];
}
