import type { LatencySummary } from '../../src/protocol/queries';
import { count, duration, percent, ratio } from '../../src/text';
import { ScrollTable } from '../parts/ScrollTable';
import { Bar } from './Bar';
import { type ComparedRun, timeOf } from './comparison';
import { measured } from './export';
import { RunName } from './SystemSample';

interface ComparisonTableProps {
  readonly runs: readonly ComparedRun[];
  /** Latency that the trace recorded for the same cold starts; null if it is not known. */
  readonly recorded: LatencySummary | null;
}

const SERVED = ['cold', 'warm', 'waited', 'containers'] as const;

const LATENCIES = ['mean', 'p50', 'p90', 'p99', 'p999', 'max'] as const;

export function ComparisonTable({ runs, recorded }: ComparisonTableProps) {
  const ofRequests = runs.some(({ numbers }) => numbers.requests !== null);
  const fastest = Math.max(1, ...runs.map(({ speedUp }) => speedUp?.p99 ?? 1));
  return (
    <ScrollTable
      name="Percentiles and speed-ups, simulated"
      layout="wide"
      caption={
        <>
          {ofRequests ? 'Response time (provisioning and run)' : 'Provisioning latency'} and speed-up, simulated
          {runs.some(({ numbers }) => numbers.overSeeds) && '; ± is the 95 % confidence interval of a mean over seeds'}
        </>
      }
      titles={[
        'Run',
        ...['mean', 'p50', 'p90', 'p99', 'p99.9', 'max', 'p99 speed-up', 'mean speed-up', 'completion speed-up'],
        ofRequests ? 'last answered' : 'last started',
        ...(ofRequests ? ['cold', 'warm', 'waited', 'containers started'] : []),
      ]}
    >
      {runs.map(({ runId, label, look, numbers, speedUp }) => {
        return (
          <tr key={runId}>
            <th scope="row">
              <RunName label={label} look={look} />
            </th>
            {LATENCIES.map((key) => (
              <td key={key}>{measured(timeOf(numbers, key), duration)}</td>
            ))}
            <td>
              {speedUp ? ratio(speedUp.p99) : '1×'}
              <Bar value={speedUp?.p99 ?? 1} of={fastest} look={look} />
            </td>
            <td>{speedUp ? ratio(speedUp.mean) : '1×'}</td>
            <td>{speedUp ? ratio(speedUp.last) : '1×'}</td>
            <td>{measured(timeOf(numbers, 'last'), duration)}</td>
            {numbers.requests && SERVED.map((how) => <td key={how}>{count(numbers.requests![how])}</td>)}
          </tr>
        );
      })}
      {recorded && <RecordedRow recorded={recorded} />}
    </ScrollTable>
  );
}

/** A trace records latencies only: the other columns stay empty. */
function RecordedRow({ recorded: { mean, p50, p90, p99, max } }: { readonly recorded: LatencySummary }) {
  const cells = [mean, p50, p90, p99, null, max].map(duration);
  return (
    <tr>
      <th scope="row">Recorded in the trace</th>
      {[...cells, '–', '–', '–', '–'].map((text, column) => (
        <td key={column}>{text}</td>
      ))}
    </tr>
  );
}

/** The last stages of every system. */
const LAST_STAGES = ['start', 'run'];

/** Mean time of each stage and its share of the whole. */
export function StagesTable({ runs }: { readonly runs: readonly ComparedRun[] }) {
  const names = [...new Set(runs.flatMap(({ numbers }) => numbers.stages.map(({ name }) => name)))];
  const stages = [
    ...names.filter((name) => !LAST_STAGES.includes(name)),
    ...LAST_STAGES.filter((name) => names.includes(name)),
  ];
  if (stages.length === 0) return null;
  return (
    <ScrollTable
      name="Where the time goes, simulated"
      layout="wide"
      caption={
        runs.some(({ numbers }) => numbers.requests !== null)
          ? 'Where the time goes: mean of each stage over all requests, cold and warm, simulated'
          : 'Where the time goes: mean of each stage, simulated'
      }
      titles={['Run', ...stages]}
    >
      {runs.map(({ runId, label, numbers }) => {
        const whole = numbers.stages.reduce((sum, { meanSeconds }) => sum + meanSeconds, 0);
        return (
          <tr key={runId}>
            <th scope="row">{label}</th>
            {stages.map((stage) => {
              const seconds = numbers.stages.find(({ name }) => name === stage)?.meanSeconds;
              return (
                <td key={stage}>
                  {seconds === undefined
                    ? '–'
                    : `${duration(seconds)} (${percent(whole > 0 ? seconds / whole : 0, 0)})`}
                </td>
              );
            })}
          </tr>
        );
      })}
    </ScrollTable>
  );
}
