import type { Changes } from './changes';
import type { VmIndex } from './vmIndex';

/**
 * What trees share that tell one observer, of which one changes at a time, and of which one at a time has a given VM.
 * Each would have to wait for memory to find its own, where there are thousands; what is shared stays in the cache.
 */
export interface SharedByTrees {
  readonly changes: Changes;
  /** Where each VM of all the trees is in its own. */
  readonly placeByVm: VmIndex;
}
