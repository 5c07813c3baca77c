import type { LabelGroups } from '../../src/protocol/queries';
import { capitalized, count, duration } from '../../src/text';
import { Answer } from '../parts/Answer';
import { ScrollTable } from '../parts/ScrollTable';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import { LabelButton } from './LabelButton';

/** Cold starts by the values of each label that has several. The runtime has a table of its own. */
export function LabelTables() {
  const dashboard = useDashboard();
  const query = useQuery(
    (abort) => {
      dashboard.connection.generation.value;
      return dashboard.host.ask('labelGroups', { where: dashboard.view.where.value }, abort);
    },
    [dashboard],
  );
  return (
    <Answer query={query} what="Grouping the cold starts">
      {(groups) =>
        groups.filter(({ key }) => key !== 'runtime').map((label) => <LabelTable key={label.key} label={label} />)
      }
    </Answer>
  );
}

function LabelTable({ label: { key, title, total, values } }: { readonly label: LabelGroups }) {
  const listed = values.length < total ? ` The first ${count(values.length)} of ${count(total)} values.` : '';
  return (
    <figure class="chart" aria-label={capitalized(title)}>
      <figcaption>
        <h3>{capitalized(title)}</h3>
      </figcaption>
      <p class="summary">
        Cold-start latency by {title}, over the whole time.{listed} Click a value to show only its cold starts.
      </p>
      <ScrollTable
        name={`${capitalized(title)}, as a table`}
        layout="runtimes"
        titles={[capitalized(title), 'Cold starts', 'p50', 'p99']}
      >
        {values.map(({ text, count: cold, p50, p99 }) => (
          <tr key={text}>
            <th scope="row">
              <LabelButton label={key} title={title} value={text} />
            </th>
            <td>{count(cold)}</td>
            <td>{duration(p50)}</td>
            <td>{duration(p99)}</td>
          </tr>
        ))}
      </ScrollTable>
    </figure>
  );
}
