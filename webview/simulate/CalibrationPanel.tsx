import type { CalibrationReport, QuantileError, QueryAnswer, RunRequest } from '../../src/protocol/queries';
import { counted, duration, percent, percentileText, signedErrorText } from '../../src/text';
import { useMeasuredWidth } from '../charts/useMeasuredWidth';
import { CdfChart } from '../overview/LatencyCdf';
import { Answer } from '../parts/Answer';
import { ScrollTable } from '../parts/ScrollTable';
import { useDashboard } from '../state/dashboard';
import { useQuery } from '../state/query';
import { requestKey } from '../state/requestKey';

/** How well the replay reproduces its trace, before any system is compared. @param request the form's first run */
export function CalibrationPanel({ request }: { readonly request: RunRequest | undefined }) {
  if (request?.workload.kind !== 'trace') return null;
  const { recordedOn } = request.workload;
  return (
    <section class="calibration" aria-label="Fit to the trace">
      <h3>Fit to the trace</h3>
      {recordedOn === undefined ? (
        <p class="warning">
          The replay is not fitted to the trace: it compares systems, and does not reproduce the recorded latencies.
        </p>
      ) : (
        <Fit recordedOn={recordedOn} parameters={request.parameters} seed={request.seed} />
      )}
    </section>
  );
}

type FitProps = Pick<RunRequest, 'parameters' | 'seed'> & { readonly recordedOn: string };

function Fit({ recordedOn, parameters, seed }: FitProps) {
  const dashboard = useDashboard();
  const { ref, pixels } = useMeasuredWidth();
  const asked = { recordedOn, parameters, seed };
  const query = useQuery(
    (abort) => {
      dashboard.connection.generation.value;
      return pixels > 0 ? dashboard.host.ask('calibration', { ...asked, pixels }, abort) : null;
    },
    [dashboard, requestKey(asked), pixels],
  );
  return (
    <div ref={ref}>
      <Answer query={query} what="Fitting the trace">
        {(answer) => <CheckedFit {...answer} />}
      </Answer>
    </div>
  );
}

function CheckedFit({ report, headline, fittedText, curves }: QueryAnswer<'calibration'>) {
  return (
    <>
      <p class="headline">{headline}</p>
      {report.causes.length > 0 && (
        <ul class="causes" aria-label="What may cause the errors">
          {report.causes.map((cause) => (
            <li key={cause}>{cause}</li>
          ))}
        </ul>
      )}
      <CdfChart name="Latency CDF, recorded and fitted" curves={curves} isComparison />
      <ErrorTable report={report} />
      <p class="summary">{fittedText}</p>
      <details>
        <summary>What the fit assumes</summary>
        <ul class="assumptions">
          {report.assumptions.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** Recorded and simulated latencies, and errors, at percentiles. */
function ErrorTable({ report: { heldOut, fit } }: { readonly report: CalibrationReport }) {
  const shown = heldOut?.check ?? fit;
  const functions = counted(shown.comparedFunctions, 'function');
  return (
    <ScrollTable
      name="Errors of the fit"
      layout="wide"
      caption={
        heldOut
          ? 'Fitted to the first half of the time span, and simulated for the second, which the fit has not seen'
          : 'Fitted to all cold starts, and simulated for them'
      }
      titles={['Latency', ...shown.overall.map(({ share }) => percentileText(share))]}
    >
      <Row title="Recorded" cells={shown.overall.map(({ recordedSeconds }) => duration(recordedSeconds))} />
      <Row title="Simulated" cells={shown.overall.map(({ simulatedSeconds }) => duration(simulatedSeconds))} />
      <ErrorRow title="Error" errors={shown.overall} />
      {heldOut && <ErrorRow title="Error of a naive guess: the first half" errors={heldOut.naive} />}
      {heldOut && <ErrorRow title="Error on the whole trace, fitted to it" errors={fit.overall} />}
      {shown.perFunction.length > 0 && (
        <Row
          title={`Median error over ${functions}`}
          cells={shown.overall.map(({ share }) => {
            const one = shown.perFunction.find((of) => of.share === share);
            return one ? percent(one.median) : '–';
          })}
        />
      )}
    </ScrollTable>
  );
}

function ErrorRow({ title, errors }: { readonly title: string; readonly errors: readonly QuantileError[] }) {
  return <Row title={title} cells={errors.map(({ error }) => signedErrorText(error, ''))} />;
}

function Row({ title, cells }: { readonly title: string; readonly cells: readonly string[] }) {
  return (
    <tr>
      <th scope="row">{title}</th>
      {cells.map((text, column) => (
        <td key={column}>{text}</td>
      ))}
    </tr>
  );
}
