/** What feeds the top VMs of a tree: the registry, or the extra VM. */
export type TreeTop = 'registry' | 'rootVm';

export interface TreeInfo {
  readonly functionId: number;
  readonly name: string;
  readonly top: TreeTop;
  /** Most VMs at any time. */
  readonly peakVms: number;
  readonly inserts: number;
  readonly rotations: number;
  /** Simulated seconds of its first and last event. */
  readonly from: number;
  readonly to: number;
}

export type VmState = 'provisioning' | 'ready';

/** The tree of one function at one moment. Arrays run in parallel, breadth first. */
export interface TreeSnapshot {
  readonly time: number;
  readonly top: TreeTop;
  readonly vms: number;
  /** Edges on the longest path between VMs of the tree; -1 for an empty tree. */
  readonly height: number;
  readonly vm: readonly number[];
  /** Index in these arrays of the VM's upstream; -1 if the tree's top feeds it, such as the root of a function tree. */
  readonly upstream: readonly number[];
  readonly state: readonly VmState[];
  /** Share of the blocks needed for start that have arrived, 0 to 1. */
  readonly progress: readonly number[];
  /** True while this VM is fetching blocks from its upstream. */
  readonly fetching: readonly boolean[];
  /**
   * When the VM's container was ordered, and when it had started; simulated seconds, NaN if not yet.
   * Typed arrays, because VS Code's channel to the page turns a NaN anywhere else into null.
   */
  readonly requestedAt: Float64Array;
  readonly startedAt: Float64Array;
  /** VMs left out by `limit`. */
  readonly omitted: number;
  /** The last few changes up to `time`, newest first, in words. */
  readonly recent: readonly { readonly time: number; readonly text: string }[];
}
