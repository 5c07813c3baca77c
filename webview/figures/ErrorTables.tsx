import type { ErrorSummary, Figure, ReproducedFigure } from '../../src/protocol/figures';
import type { SystemInfo } from '../../src/protocol/queries';
import {
  count,
  errorSizeText,
  goalText,
  intervalText,
  labelWithUnit,
  metText,
  placeText,
  quantityText,
  signedErrorText,
  worstText,
} from '../../src/text';
import { ScrollTable } from '../parts/ScrollTable';
import { systemLabel } from './plots';
import { seedsText } from './seedsText';

interface ErrorTablesProps {
  readonly figure: Figure;
  readonly report: ReproducedFigure;
  readonly systems: readonly SystemInfo[];
}

/** Errors of each system's simulated numbers against the published ones: a summary, and every point. */
export function ErrorTables({ figure, report, systems }: ErrorTablesProps) {
  return (
    <>
      <SummaryTable figure={figure} report={report} systems={systems} />
      <details>
        <summary>Every point, published and simulated</summary>
        <PointsTable figure={figure} report={report} systems={systems} />
      </details>
    </>
  );
}

function SummaryTable({ figure, report, systems }: ErrorTablesProps) {
  const name = `Figure ${figure.id}: errors of the simulated numbers`;
  return (
    <ScrollTable
      name={name}
      layout="wide"
      caption={`Errors of the simulated numbers, ${seedsText(report.seed, report.seeds)}`}
      titles={['System', 'goal met?', 'mean error', 'over seeds', 'naive', 'worst point', 'goal', 'points']}
    >
      {report.summaries.map((summary, index) => (
        <SummaryRow key={index} summary={summary} label={systemLabel(systems, summary.system)} />
      ))}
    </ScrollTable>
  );
}

function SummaryRow({ summary, label }: { readonly summary: ErrorSummary; readonly label: string }) {
  const { goal, worst, points, fittedPoints, meanError, interval, naiveError, what, met } = summary;
  return (
    <tr>
      <th scope="row">{what ? `${label}: ${what}` : label}</th>
      <td class={met === false ? 'missed' : ''}>{metText(met)}</td>
      <td>{errorSizeText(meanError, worst.unit)}</td>
      <td>{intervalText(interval, worst.unit)}</td>
      <td>{naiveError === null ? '–' : errorSizeText(naiveError, worst.unit)}</td>
      <td>{worstText(summary)}</td>
      <td class="goal">{goal ? goalText(goal, worst.unit) : 'none set'}</td>
      <td>{fittedPoints > 0 ? `${count(points)} of ${count(points + fittedPoints)}` : count(points)}</td>
    </tr>
  );
}

function PointsTable({ figure, report, systems }: ErrorTablesProps) {
  const name = `Figure ${figure.id}: every point, published and simulated`;
  const place = labelWithUnit(figure.comparedBy ?? figure.xAxis);
  return (
    <ScrollTable
      name={name}
      layout="wide points"
      titles={['System', 'Measure', place, 'published', 'simulated', 'error', '']}
    >
      {report.rows.map(({ system, measure, unit, x, published, simulated, error, fitted }, index) => (
        <tr key={index}>
          <th scope="row">{systemLabel(systems, system)}</th>
          <td>{measure}</td>
          <td>{placeText(x)}</td>
          <td>{quantityText(published, unit)}</td>
          <td>{quantityText(simulated, unit)}</td>
          <td>{signedErrorText(error, unit)}</td>
          <td>{fitted ? 'fitted' : ''}</td>
        </tr>
      ))}
    </ScrollTable>
  );
}
