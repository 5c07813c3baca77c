import type { TreeSnapshot } from '../../src/protocol/queries';
import { ScrollTable } from '../parts/ScrollTable';
import { describeVm } from './describe';
import type { TreeLayout } from './layout';

/** The diagram as a table. */
export function VmTable({ layout, snapshot }: { readonly layout: TreeLayout; readonly snapshot: TreeSnapshot }) {
  return (
    <ScrollTable
      name="VMs of the function tree, as a table"
      titles={['VM', 'Level', 'State', 'Source', 'Downstream', 'Requested', 'Started']}
    >
      {layout.vms.map((vm) => {
        const facts = describeVm(snapshot, vm.index, vm.depth, vm.downstream.length);
        return (
          <tr key={vm.vm}>
            <th scope="row">{facts.title}</th>
            <td>{vm.depth + 1}</td>
            <td>{facts.state}</td>
            <td>{facts.source}</td>
            <td>{facts.downstream}</td>
            <td>{facts.requested ?? '–'}</td>
            <td>{facts.started ?? '–'}</td>
          </tr>
        );
      })}
    </ScrollTable>
  );
}
