import type { RuntimeSummary } from '../../src/protocol/queries';
import { count, duration } from '../../src/text';
import { ScrollTable } from '../parts/ScrollTable';
import { LabelButton } from './LabelButton';

export function RuntimesTable({ runtimes }: { readonly runtimes: readonly RuntimeSummary[] }) {
  return (
    <figure class="chart" aria-label="Runtimes">
      <figcaption>
        <h3>Runtimes</h3>
      </figcaption>
      <p class="summary">
        Cold-start latency by runtime, over the whole time. Click a runtime to show only its cold starts.
      </p>
      <ScrollTable
        name="Runtimes, as a table"
        layout="runtimes"
        titles={['Runtime', 'Cold starts', 'Functions', 'p50', 'p90', 'p95', 'p99', 'max']}
      >
        {runtimes.map((runtime) => (
          <tr key={runtime.id}>
            <th scope="row">
              <LabelButton label="runtime" title="runtime" value={runtime.name} />
            </th>
            <td>{count(runtime.count)}</td>
            <td>{count(runtime.functions)}</td>
            {[runtime.p50, runtime.p90, runtime.p95, runtime.p99, runtime.max].map((seconds, index) => (
              <td key={index}>{duration(seconds)}</td>
            ))}
          </tr>
        ))}
      </ScrollTable>
    </figure>
  );
}
