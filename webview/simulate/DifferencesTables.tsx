import { duration, plainNumber, ratio } from '../../src/text';
import { ScrollTable } from '../parts/ScrollTable';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { systemLabel, type TimeKey, timeOf } from './comparison';
import { differencesOf } from './differences';
import { groupName } from './groupName';
import type { RunGroup } from './groups';

interface DifferencesTablesProps {
  readonly model: Model;
  /** Two. */
  readonly shown: readonly RunGroup[];
}

const PERCENTILES = [
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p99', 'p99'],
] as const satisfies readonly (readonly [TimeKey, string])[];

/** What two groups were asked for that differs, and how their percentiles differ. */
export function DifferencesTables({ model, shown: [a, b] }: DifferencesTablesProps) {
  const dashboard = useDashboard();
  const [nameA, nameB] = [a, b].map((group) => groupName(dashboard, group));
  const differences = differencesOf(a.first.request, b.first.request, model.parameters, (workload) =>
    dashboard.names.describe(workload),
  );
  const pairs = model.systems.flatMap(({ name }) => {
    const [ofA, ofB] = [a, b].map((group) => group.runs.find((run) => run.request.system === name)?.result ?? null);
    return ofA && ofB ? [{ name, ofA, ofB }] : [];
  });
  return (
    <div class="differences">
      <ScrollTable
        name="What was asked differently"
        layout="wide"
        titles={['What differs', `A: ${nameA}`, `B: ${nameB}`]}
      >
        {differences.map(({ what, ofA, ofB }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{ofA}</td>
            <td>{ofB}</td>
          </tr>
        ))}
        {differences.length === 0 && (
          <tr>
            <th scope="row">Nothing</th>
            <td>–</td>
            <td>–</td>
          </tr>
        )}
      </ScrollTable>
      <ScrollTable
        name="How percentiles differ, simulated"
        layout="wide"
        titles={['System', ...PERCENTILES.flatMap(([, title]) => [`${title} A`, `${title} B`, `${title} B/A`])]}
      >
        {pairs.map(({ name, ofA, ofB }) => (
          <tr key={name}>
            <th scope="row">{systemLabel({ system: name }, model.systems)}</th>
            {PERCENTILES.map(([key]) => {
              const [secondsA, secondsB] = [timeOf(ofA, key).value, timeOf(ofB, key).value];
              return (
                <>
                  <td>{duration(secondsA)}</td>
                  <td>{duration(secondsB)}</td>
                  <td>
                    <strong>{secondsA > 0 ? ratio(secondsB / secondsA) : plainNumber(0)}</strong>
                  </td>
                </>
              );
            })}
          </tr>
        ))}
      </ScrollTable>
    </div>
  );
}
