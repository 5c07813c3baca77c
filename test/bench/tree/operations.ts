import { createFunctionTree } from '../../../src/functionTree';
import type { Subject } from '../measure/subject';
import { seededRandom } from '../seededRandom';

export interface TreeInput {
  readonly fanOut: number;
  /** Number of VMs in the tree, constant. */
  readonly vms: number;
  readonly operations: number;
}

/** Deletes a random VM, then inserts it again, like a cluster that reuses the numbers of VMs. */
export const treeOperations: Subject<TreeInput, number> = ({ fanOut, vms, operations }) => {
  const tree = createFunctionTree(fanOut);
  for (let vm = 0; vm < vms; vm++) tree.insert(vm);
  const random = seededRandom(1);
  return {
    run() {
      for (let done = 0; done < operations; done += 2) {
        const vm = Math.floor(random() * vms);
        tree.delete(vm);
        tree.insert(vm);
      }
      return tree.size;
    },
    found: (vms) => ({ vms }),
  };
};
