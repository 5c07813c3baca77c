import {
  csvLine,
  errorSizeText,
  goalText,
  intervalText,
  labelWithUnit,
  metText,
  placeText,
  quantityText,
  signedErrorText,
  worstText,
} from '../text';
import { CITATION } from './citation';
import { type ComparisonRow, type ErrorSummary, summarizeErrors } from './compare';
import { FITTED_TO } from './fitted';
import type { Figure } from './types';

const COLUMNS = [
  'figure',
  'system',
  'measure',
  'unit',
  'x',
  'published',
  'simulated',
  'error',
  'fitted',
  'naiveError',
] as const;

/** The rows as CSV with a header line. Numbers have all their digits, errors are shares, an unknown number is empty. */
export function toCsv(rows: readonly ComparisonRow[]): string {
  return csvLine(COLUMNS) + rows.map((row) => csvLine(COLUMNS.map((column) => cellOf(row[column])))).join('');
}

const cellOf = (value: ComparisonRow[keyof ComparisonRow]) => (typeof value === 'boolean' ? String(value) : value);

/** Titles of `errorCells`. */
export const ERROR_TITLES = ['Points', 'Mean error', 'Over seeds', 'Naive', 'Worst point', 'Goal', 'Met'] as const;

/** One figure's comparison as Markdown: set-up, errors of each system, every point, notes, and the paper. */
export function toMarkdown(
  figure: Figure,
  rows: readonly ComparisonRow[],
  summaries: readonly ErrorSummary[] = summarizeErrors(figure, rows),
): string {
  return [
    `### Figure ${figure.id}: ${figure.title}`,
    figure.setUp,
    summaries.length > 0
      ? markdownTable(
          ['System', 'What', ...ERROR_TITLES],
          summaries.map((summary) => [summary.system, summary.what ?? figure.title, ...errorCells(summary)]),
        )
      : 'All points were fitted, so none counts.',
    markdownTable(
      ['System', 'Measure', labelWithUnit(figure.comparedBy ?? figure.xAxis), 'Published', 'Simulated', 'Error', ''],
      rows.map(pointCells),
    ),
    notesOf(figure)
      .map((note) => `- ${note}`)
      .join('\n'),
    `Published numbers: ${figure.source}. ${CITATION}`,
    '',
  ].join('\n\n');
}

/** One Markdown table of several figures: the errors of each system, and its goals. */
export function toSummaryMarkdown(
  compared: readonly { readonly figure: Figure; readonly summaries: readonly ErrorSummary[] }[],
): string {
  const rows = compared.flatMap(({ figure, summaries }) =>
    summaries.map((summary) => [figure.id, summary.system, summary.what ?? figure.title, ...errorCells(summary)]),
  );
  const naive = compared.flatMap(({ figure: { id, naive } }) => (naive ? [`${id}: ${naive.how}`] : []));
  return [
    markdownTable(['Figure', 'System', 'What', ...ERROR_TITLES], rows),
    `Errors are those of the simulated numbers against the published ones. ${FITTED_TO}`,
    `Over seeds: the smallest and the largest mean error of a single seed; a mean over seeds scatters less and may lie below. Naive: the error of a prediction from the ` +
      `fitted points alone (${naive.join('; ')}).`,
    `Published: ${CITATION}`,
    '',
  ].join('\n\n');
}

/** The figure's notes, with how its naive prediction is made. */
export function notesOf({ notes, naive }: Figure): readonly string[] {
  return naive ? [...notes, `Naive prediction: ${naive.how}.`] : notes;
}

/** One text for each of `ERROR_TITLES`. */
export function errorCells(summary: ErrorSummary): string[] {
  const { points, fittedPoints, goal, worst, meanError, interval, naiveError, met } = summary;
  return [
    fittedPoints > 0 ? `${points} of ${points + fittedPoints}` : `${points}`,
    errorSizeText(meanError, worst.unit),
    intervalText(interval, worst.unit),
    naiveError === null ? '–' : errorSizeText(naiveError, worst.unit),
    worstText(summary),
    goal ? goalText(goal, worst.unit) : 'none set',
    metText(met),
  ];
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** One compared point: system, measure, place, published, simulated, error, and whether it is fitted. */
export function pointCells({ system, measure, x, published, simulated, error, fitted, unit }: ComparisonRow): string[] {
  return [
    system,
    measure,
    placeText(x),
    quantityText(published, unit),
    quantityText(simulated, unit),
    signedErrorText(error, unit),
    fitted ? 'fitted' : '',
  ];
}
