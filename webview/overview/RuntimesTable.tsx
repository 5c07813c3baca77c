import type { RuntimeSummary } from '../../src/protocol/queries';
import { count, latency } from '../format';
import { Name } from '../parts/Name';

export function RuntimesTable({ runtimes }: { readonly runtimes: readonly RuntimeSummary[] }) {
  return (
    <figure class="chart" aria-label="Runtimes">
      <figcaption>
        <h3>Runtimes</h3>
      </figcaption>
      <p class="summary">Latency of each runtime's cold starts, over the whole trace.</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="data-table runtimes" tabIndex={0} aria-label="Runtimes, as a table">
        <table>
          <thead>
            <tr>
              {['Runtime', 'Cold starts', 'Functions', 'p50', 'p90', 'p95', 'p99', 'max'].map((title) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runtimes.map((runtime) => (
              <tr key={runtime.id}>
                <th scope="row">
                  <Name text={runtime.name} />
                </th>
                <td>{count(runtime.count)}</td>
                <td>{count(runtime.functions)}</td>
                {[runtime.p50, runtime.p90, runtime.p95, runtime.p99, runtime.max].map((seconds, index) => (
                  <td key={index}>{latency(seconds)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
