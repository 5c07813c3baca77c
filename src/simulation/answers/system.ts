import type { TreeTop } from './tree';

export type SystemName = string;

export interface SystemInfo {
  readonly name: SystemName;
  readonly label: string;
  readonly description: string;
  /**
   * For a system whose VMs feed each other in trees: what feeds those that no other VM feeds. Function trees have the
   * registry on top.
   */
  readonly treeTop?: TreeTop;
  /** For a system with a VM beside those of the pool: what that VM is, such as "the origin of Kraken". */
  readonly extraVm?: string;
}
