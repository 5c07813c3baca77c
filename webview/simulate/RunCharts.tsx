import { useMemo } from 'preact/hooks';
import type { Curve, RunCurvesRequest, WorkloadRequest } from '../../src/protocol/queries';
import { counted, duration } from '../../src/text';
import { countAxis, secondsAxis } from '../charts/axes';
import { type ChartSpec, risingSeries } from '../charts/config';
import { LineChart } from '../charts/LineChart';
import { CdfChart } from '../overview/LatencyCdf';
import { Answer } from '../parts/Answer';
import { useDashboard } from '../state/dashboard';
import { type Query, useQuery } from '../state/query';
import { type FinishedRun, labelled, latenciesOf } from './comparison';
import { ResponseChart } from './ResponseChart';

/** Points of a curve: more than its pixels. */
const POINTS = 1200;

/** Asks for one curve of each run; of latencies, with the recorded ones if a trace is replayed. */
export function useRunCurves(
  runs: readonly FinishedRun[],
  kind: RunCurvesRequest['kind'] | null,
): Query<readonly Curve[]> {
  const dashboard = useDashboard();
  const runIds = runs.map((run) => run.runId);
  const recorded = kind === 'latencyCdf' && runs.some(({ request }) => request.workload.kind === 'trace');
  return useQuery(
    (abort) =>
      kind === null
        ? null
        : dashboard.host
            .ask('runCurves', { runIds, kind, pixels: POINTS, recorded, vm: null }, abort)
            .then((curves) => labelled(curves, runs)),
    [dashboard, runIds.join(), kind],
  );
}

interface CdfFigureProps {
  readonly runs: readonly FinishedRun[];
  readonly kind: WorkloadRequest['kind'];
  readonly query: Query<readonly Curve[]>;
}

/** The latencies, or response times, of each run. */
export function CdfFigure({ runs, kind, query }: CdfFigureProps) {
  return (
    <Answer query={query} what="Drawing the latency CDF">
      {(curves) => (
        <CdfChart
          name={cdfName(kind)}
          curves={curves}
          looks={looksOf(curves, runs)}
          medians={firstSeedMedians(runs)}
          of={kind === 'profile' ? 'request' : 'cold start'}
          note={runs.some(({ numbers }) => numbers.overSeeds) ? 'Curves are of the first seed. ' : ''}
          isComparison
        />
      )}
    </Answer>
  );
}

/** Further charts: completion over time; of requests, responses over time and the starts of containers. */
export function RunCharts({ runs, kind }: Omit<CdfFigureProps, 'query'>) {
  const ofRequests = kind === 'profile';
  const containers = useRunCurves(runs, ofRequests ? 'containerCdf' : null);
  const overTime = useRunCurves(runs, ofRequests ? 'responseOverTime' : 'completion');
  return (
    <div class="charts">
      <Answer query={overTime} what={ofRequests ? 'Drawing the responses' : 'Drawing the completion over time'}>
        {(curves) =>
          ofRequests ? (
            <ResponseChart curves={curves} looks={looksOf(curves, runs)} />
          ) : (
            <CompletionChart curves={curves} looks={looksOf(curves, runs)} />
          )
        }
      </Answer>
      {ofRequests && (
        <Answer query={containers} what="Drawing the starts of containers">
          {(curves) => (
            <CdfChart
              name="Container start CDF, simulated"
              curves={curves}
              looks={looksOf(curves, runs)}
              medians={new Map(runs.map(({ label, numbers }) => [label, numbers.containerSeconds?.p50 ?? Number.NaN]))}
              of="container"
              note="From the order of a container to its start, whether or not it then serves a request. "
              isComparison
            />
          )}
        </Answer>
      )}
    </div>
  );
}

/** A curve that is of no run is what the trace recorded, and has the next look. */
export function looksOf(curves: readonly Curve[], runs: readonly FinishedRun[]): readonly number[] {
  const next = Math.max(5, ...runs.map(({ look }) => look)) + 1;
  const looks = new Map(runs.map(({ label, look }) => [label, look]));
  // By name: the runs may be newer than the curves.
  return curves.map(({ name }) => looks.get(name) ?? next);
}

/** The curves are of the first seed, and so are these. */
function firstSeedMedians(runs: readonly FinishedRun[]): ReadonlyMap<string, number> {
  return new Map(runs.map(({ label, numbers }) => [label, latenciesOf(numbers).p50]));
}

function cdfName(kind: WorkloadRequest['kind']): string {
  if (kind === 'profile') return 'Response time CDF, simulated';
  return kind === 'trace' ? 'Latency CDF, simulated and recorded' : 'Latency CDF, simulated';
}

interface ChartOfCurvesProps {
  readonly curves: readonly Curve[];
  readonly looks: readonly number[];
}

function CompletionChart({ curves, looks }: ChartOfCurvesProps) {
  const spec = useMemo<ChartSpec>(
    () => ({
      series: curves.map((curve, i) => ({ ...risingSeries(curve), look: looks[i] })),
      x: { kind: secondsAxis, title: 'simulated time since the first arrival', min: 0 },
      y: { kind: countAxis, title: 'containers started', min: 0 },
      step: 1,
    }),
    [curves, looks.join()],
  );
  const ends = curves.map(({ name, x }) => `${name} ${duration(x.at(-1) ?? Number.NaN)}`);
  return (
    <LineChart
      name="Completion over time, simulated"
      summary={`${counted(curves[0]?.count ?? 0, 'container')}. Last start: ${ends.join(', ')}.`}
      spec={spec}
    />
  );
}
