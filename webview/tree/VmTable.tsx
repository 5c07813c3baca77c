import type { TreeSnapshot } from '../../src/protocol/queries';
import { describeVm } from './describe';
import type { TreeLayout } from './layout';

/** The diagram as a table, for those to whom a list says more. */
export function VmTable({ layout, snapshot }: { readonly layout: TreeLayout; readonly snapshot: TreeSnapshot }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="data-table" tabIndex={0} aria-label="VMs of the function tree, as a table">
      <table>
        <thead>
          <tr>
            {['VM', 'Level', 'State', 'Source', 'Downstream', 'Asked for', 'Started'].map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </section>
  );
}
