import type { CalibrationReport, QuantileError } from '../../src/protocol/queries';
import { counted, duration, percent, percentileText, signedErrorText } from '../../src/text';
import { ScrollTable } from '../parts/ScrollTable';

/** Recorded and simulated latencies, and errors, at percentiles. */
export function FitErrors({ report: { heldOut, fit } }: { readonly report: CalibrationReport }) {
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
