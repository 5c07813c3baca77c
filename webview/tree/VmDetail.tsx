import type { TreeSnapshot } from '../../src/protocol/queries';
import { describeVm } from './describe';
import type { TreeLayout } from './layout';

interface VmDetailProps {
  readonly layout: TreeLayout;
  readonly snapshot: TreeSnapshot;
  /** The focused VM; -1 for none. */
  readonly index: number;
}

export function VmDetail({ layout, snapshot, index }: VmDetailProps) {
  const vm = layout.vms[index];
  if (!vm) {
    return (
      <>
        <h3>VM</h3>
        <p class="muted">Click a VM or use the arrow keys to see its state.</p>
      </>
    );
  }
  const facts = describeVm(snapshot, index, vm.depth, vm.downstream.length);
  return (
    <>
      <h3>{facts.title}</h3>
      <ul class="vm-facts">
        <li>{facts.state}</li>
        <li>{facts.source}</li>
        <li>
          {facts.level}, {facts.downstream}
        </li>
        {facts.requested !== null && <li>container requested at {facts.requested}</li>}
        <li>{facts.started === null ? 'container not started yet' : `container started at ${facts.started}`}</li>
      </ul>
    </>
  );
}
