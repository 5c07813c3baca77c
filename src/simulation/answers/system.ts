import type { TreeTop } from './tree';

export type SystemName = string;

export interface SystemInfo {
  readonly name: SystemName;
  readonly label: string;
  readonly description: string;
  /** If VMs feed each other in trees: what feeds the top VMs. Function trees have the registry on top. */
  readonly treeTop?: TreeTop;
  /** The VM that a system adds to the pool, such as "the origin of Kraken". */
  readonly extraVm?: string;
}
