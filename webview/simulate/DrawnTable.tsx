import { duration, percentileText } from '../../src/text';
import { Answer } from '../parts/Answer';
import { ScrollTable } from '../parts/ScrollTable';
import type { Query } from '../state/query';
import type { FinishedRun } from './comparison';
import { type DrawnRuns, isFitted } from './useDrawn';

interface DrawnTableProps {
  readonly runs: readonly FinishedRun[];
  readonly query: Query<DrawnRuns>;
}

/** How far the latencies of fitted replays are known: intervals over what the trace leaves possible. */
export function DrawnTable({ runs, query }: DrawnTableProps) {
  if (!runs.some(isFitted)) return null;
  return (
    <Answer query={query} what="Simulating what the trace leaves possible">
      {(drawn) => {
        const known = runs.flatMap((run) => {
          const answer = drawn.get(run.runId);
          return answer ? [{ ...run, drawn: answer }] : [];
        });
        if (known.length === 0) return null;
        const [{ drawn: first }] = known;
        return (
          <ScrollTable
            name="What the trace leaves possible, simulated"
            layout="wide"
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
