export type SystemName = string;

/** The system that a trace counts as recorded on unless its owner says otherwise: a plain registry pull. */
export const DEFAULT_RECORDER: SystemName = 'baseline';

/** What feeds the top VMs of a tree: the registry, or the extra VM. */
export type TreeTop = 'registry' | 'rootVm';

export interface SystemInfo {
  readonly name: SystemName;
  readonly label: string;
  /** How images reach the VMs, in a word or two. */
  readonly kind: string;
  readonly description: string;
  /** If VMs feed each other in trees: what feeds the top VMs. Function trees have the registry on top. */
  readonly treeTop?: TreeTop;
  /** The VM that a system adds to the pool, such as "the origin of Kraken". */
  readonly extraVm?: string;
}
