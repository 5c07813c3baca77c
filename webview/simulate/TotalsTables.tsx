import { bytes, count } from '../../src/text';
import { ScrollTable } from '../parts/ScrollTable';
import { type ComparedRun, type TotalKey, totalOf } from './comparison';
import { measured } from './export';

interface Column {
  readonly title: string;
  readonly text: (run: ComparedRun) => string;
}

const total = (title: string, key: TotalKey, text: (value: number) => string): Column => ({
  title,
  text: ({ numbers }) => measured(totalOf(numbers, key), text),
});

const TRAFFIC: readonly Column[] = [
  total('from registry', 'registryBytes', bytes),
  total('registry requests', 'registryRequests', count),
  total('of that, to an extra VM', 'seedBytes', bytes),
  total('between VMs', 'peerBytes', bytes),
  total('registry bytes saved', 'savedRegistryBytes', bytes),
  total('replicas of images', 'copies', count),
];

const CLUSTER: readonly Column[] = [
  { title: 'VMs used', text: ({ numbers }) => count(numbers.vms) },
  total('VM-seconds to the end', 'vmSeconds', count),
  total('VM-seconds kept idle after it', 'keepAliveVmSeconds', count),
  total('GB-seconds idle', 'idleGBSeconds', count),
  total('VMs failed', 'failedVms', count),
  total('requests retried', 'retriedRequests', count),
  total('requests lost', 'lostRequests', count),
  { title: 'trees of 2 VMs or more', text: ({ numbers }) => count(numbers.trees) },
  total('rotations', 'rotations', count),
  total('re\u2011parentings', 'reparentings', count),
];

/** Totals of each run: bytes, requests and use of the cluster. */
export function TotalsTables({ runs }: { readonly runs: readonly ComparedRun[] }) {
  return (
    <>
      <TotalsTable
        name="Bytes and requests"
        note="A registry request is for a block if the system fetches by block, else for an image. Bytes saved came from other VMs; what an extra VM beside the pool (DADI's root, Kraken's origin) read for them is subtracted."
        columns={TRAFFIC}
        runs={runs}
      />
      <TotalsTable
        name="The cluster"
        note="The end: the last request is answered, or the last container has run. VMs are kept after it for their idle time. Idle: memory of active VMs that no starting or running container uses. Re-parenting: a VM gets a new upstream because another VM left its tree. Retried, lost: the VM failed while it served the request."
        columns={CLUSTER}
        runs={runs}
      />
    </>
  );
}

interface TotalsTableProps {
  readonly name: string;
  readonly note: string;
  readonly columns: readonly Column[];
  readonly runs: readonly ComparedRun[];
}

function TotalsTable({ name, note, columns, runs }: TotalsTableProps) {
  return (
    <div>
      <ScrollTable
        name={`${name}, simulated`}
        layout="wide"
        caption={`${name}, simulated`}
        titles={['Run', ...columns.map(({ title }) => title)]}
      >
        {runs.map((run) => (
          <tr key={run.runId}>
            <th scope="row">{run.label}</th>
            {columns.map(({ title, text }) => (
              <td key={title}>{text(run)}</td>
            ))}
          </tr>
        ))}
      </ScrollTable>
      <p class="hint">{note}</p>
    </div>
  );
}
