import type { StageChange } from '../../src/protocol/queries';
import { capitalized, duration, percent, signedSeconds } from '../../src/text';
import { Name } from '../parts/Name';
import { ScrollTable } from '../parts/ScrollTable';

/** The stages of each side. Means, because their differences add up. */
export function StageChanges({ stages }: { readonly stages: readonly StageChange[] }) {
  if (stages.length === 0) return null;
  const changes = stages.map(({ a, b }) => (a && b ? b.mean - a.mean : 0));
  const moved = changes.reduce((sum, change) => sum + Math.abs(change), 0);
  return (
    <section class="compare-list" aria-label="Stages">
      <h3>
        Stages <span class="hint">means, share of all change</span>
      </h3>
      <ScrollTable
        name="Stages of A and B"
        layout="wide"
        titles={['Stage', 'A', 'B', 'Change', 'Share', 'p99 A', 'p99 B']}
      >
        {stages.map(({ title, a, b }, index) => (
          <tr key={title}>
            <th scope="row">
              <Name text={capitalized(title)} />
            </th>
            <td>{duration(a?.mean ?? null)}</td>
            <td>{duration(b?.mean ?? null)}</td>
            <td>{a && b ? signedSeconds(changes[index]) : '–'}</td>
            <td>{a && b && moved > 0 ? percent(Math.abs(changes[index]) / moved) : '–'}</td>
            <td>{duration(a?.p99 ?? null)}</td>
            <td>{duration(b?.p99 ?? null)}</td>
          </tr>
        ))}
      </ScrollTable>
    </section>
  );
}
