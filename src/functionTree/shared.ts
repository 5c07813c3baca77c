import type { Changes } from './changes';
import type { VmIndex } from './vmIndex';

/**
 * State shared by all trees of one observer. Safe because one tree changes at a time and a VM is in one tree at most.
 * With thousands of trees, a record and an index of each tree's own would miss the cache at every operation.
 */
export interface SharedByTrees {
  readonly changes: Changes;
  /** The place of each VM in its tree. */
  readonly placeByVm: VmIndex;
}
