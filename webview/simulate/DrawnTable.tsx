import type { DrawnRun } from '../../src/protocol/queries';
import { duration, percentileText } from '../../src/text';
import { Answer } from '../parts/Answer';
import { ScrollTable } from '../parts/ScrollTable';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import type { FinishedRun } from './comparison';

/** How far the latencies of fitted replays are known: intervals over what the trace leaves possible. */
export function DrawnTable({ runs }: { readonly runs: readonly FinishedRun[] }) {
  const dashboard = useDashboard();
  const fitted = runs.filter(({ request: { workload } }) => workload.kind === 'trace' && workload.recordedOn);
  const ids = fitted.map(({ runId }) => runId);
  const query = useQuery(
    (abort) => {
      // Runs come first: they share the worker.
      if (ids.length === 0 || dashboard.runs.running.value.length > 0) return null;
      return oneByOne(ids, (runId) => dashboard.host.ask('drawnRun', { runId }, abort));
    },
    [dashboard, ids.join()],
  );
  if (fitted.length === 0) return null;
  return (
    <Answer query={query} what="Simulating what the trace leaves possible">
      {(drawn) => {
        const known = fitted.flatMap((run, i) => (drawn[i] ? [{ ...run, drawn: drawn[i] }] : []));
        if (known.length === 0) return null;
        const [{ drawn: first }] = known;
        return (
          <ScrollTable
            name="What the trace leaves possible, simulated"
            caption={`Provisioning latency over what the trace leaves possible: 5 % to 95 % of ${first.draws} simulations, with images and starts drawn from the fit`}
            titles={['Run', ...first.quantiles.map(({ share }) => percentileText(share))]}
          >
            {known.map(({ runId, label, drawn: { quantiles } }) => (
              <tr key={runId}>
                <th scope="row">{label}</th>
                {quantiles.map(({ share, lowSeconds, highSeconds }) => (
                  <td key={share}>{`${duration(lowSeconds)} to ${duration(highSeconds)}`}</td>
                ))}
              </tr>
            ))}
          </ScrollTable>
        );
      }}
    </Answer>
  );
}

async function oneByOne(ids: readonly number[], ask: (runId: number) => Promise<DrawnRun | null>) {
  const answers: (DrawnRun | null)[] = [];
  for (const runId of ids) answers.push(await ask(runId));
  return answers;
}
