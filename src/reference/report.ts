import {
  csvLine,
  errorSizeText,
  goalTexts,
  labelWithUnit,
  metText,
  placeText,
  quantityText,
  signedErrorText,
  worstText,
} from '../text';
import { CITATION } from './citation';
import { type ComparisonRow, type ErrorSummary, summarizeErrors } from './compare';
import type { Figure } from './types';

const COLUMNS = ['figure', 'system', 'measure', 'unit', 'x', 'published', 'simulated', 'error'] as const;

/** The rows as CSV with a header line. Numbers have all their digits, errors are shares, an unknown number is empty. */
export function toCsv(rows: readonly ComparisonRow[]): string {
  return csvLine(COLUMNS) + rows.map((row) => csvLine(COLUMNS.map((column) => row[column]))).join('');
}

/** One figure's comparison as Markdown: set-up, errors of each system, every point, notes, and the paper. */
export function toMarkdown(figure: Figure, rows: readonly ComparisonRow[]): string {
  return [
    `### Figure ${figure.id}: ${figure.title}`,
    figure.setUp,
    markdownTable(
      ['System', 'Points', 'Mean error', 'Worst error', 'Goal', 'Met'],
      summarizeErrors(figure, rows).map((summary) => [summary.system, `${summary.points}`, ...errorCells(summary)]),
    ),
    markdownTable(
      ['System', 'Measure', labelWithUnit(figure.comparedBy ?? figure.xAxis), 'Published', 'Simulated', 'Error'],
      rows.map(pointCells),
    ),
    figure.notes.map((note) => `- ${note}`).join('\n'),
    `Published numbers: ${figure.source}. ${CITATION}`,
    '',
  ].join('\n\n');
}

/** One Markdown table of several figures: the errors of each system, and its goals. */
export function toSummaryMarkdown(
  compared: readonly { readonly figure: Figure; readonly summaries: readonly ErrorSummary[] }[],
): string {
  const rows = compared.flatMap(({ figure, summaries }) =>
    summaries.map((summary) => [
      figure.id,
      comparedPart(figure, summary.goal?.measures),
      summary.system,
      ...errorCells(summary),
    ]),
  );
  return [
    markdownTable(['Figure', 'What', 'System', 'Mean error', 'Worst point', 'Goal', 'Met'], rows),
    `Errors are those of the simulated numbers against the published ones. Published: ${CITATION}`,
    '',
  ].join('\n\n');
}

/** The figure's title, with the goal's measures if it has some. */
function comparedPart({ title }: Figure, measures?: readonly string[]): string {
  return measures ? `${title}: ${measures.join(', ')}` : title;
}

/** Mean error, worst error, goal, and whether the goal is met. */
export function errorCells(summary: ErrorSummary): string[] {
  const { goal, worst, meanError, met } = summary;
  return [
    errorSizeText(meanError, worst.unit),
    worstText(summary),
    goal ? goalTexts(goal, worst.unit).join(', ') : 'none set',
    metText(met),
  ];
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** One compared point: system, measure, place, published, simulated, error. */
export function pointCells({ system, measure, x, published, simulated, error, unit }: ComparisonRow): string[] {
  return [
    system,
    measure,
    placeText(x),
    quantityText(published, unit),
    quantityText(simulated, unit),
    signedErrorText(error, unit),
  ];
}
