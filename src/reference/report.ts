import { CITATION } from './citation';
import { type ComparisonRow, type ErrorSummary, summarize } from './compare';
import type { Figure } from './types';
import { axisText, errorText, goalText, meanErrorText, metText, placeText, quantityText, worstText } from './words';

const COLUMNS = ['figure', 'system', 'measure', 'unit', 'x', 'published', 'simulated', 'error'] as const;

/**
 * The rows as CSV (RFC 4180) with a header line; numbers in full, an unknown one empty, errors as shares.
 * A text that a spreadsheet would take for a formula is written with an apostrophe before it.
 */
export function toCsv(rows: readonly ComparisonRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => csvCell(row[column])).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return `${value}`;
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A figure's comparison as Markdown: set-up, errors by system, every point, notes, and the paper. */
export function toMarkdown(figure: Figure, rows: readonly ComparisonRow[]): string {
  return [
    `### Figure ${figure.id}: ${figure.title}`,
    figure.setUp,
    table(
      ['System', 'Points', 'Mean error', 'Worst error', 'Goal', 'Met'],
      summarize(figure, rows).map((summary) => [summary.system, `${summary.points}`, ...errorCells(summary)]),
    ),
    table(
      ['System', 'Measure', axisText(figure.comparedBy ?? figure.xAxis), 'Published', 'Simulated', 'Error'],
      rows.map(pointCells),
    ),
    figure.notes.map((note) => `- ${note}`).join('\n'),
    `Published numbers: ${figure.source}. ${CITATION}`,
    '',
  ].join('\n\n');
}

/** One table over several figures: how far each system's simulation is from what was published, and the goal. */
export function toSummaryMarkdown(
  compared: readonly { readonly figure: Figure; readonly summaries: readonly ErrorSummary[] }[],
): string {
  const rows = compared.flatMap(({ figure, summaries }) =>
    summaries.map((summary) => [
      figure.id,
      whatIsCompared(figure, summary.goal?.measures),
      summary.system,
      ...errorCells(summary),
    ]),
  );
  return [
    table(['Figure', 'What', 'System', 'Mean error', 'Worst point', 'Goal', 'Met'], rows),
    `Errors are those of the simulated numbers against the published ones. Published: ${CITATION}`,
    '',
  ].join('\n\n');
}

/** The figure's title, with what the goal is for where that is not all of it. */
function whatIsCompared({ title }: Figure, measures?: readonly string[]): string {
  return measures ? `${title}: ${measures.join(', ')}` : title;
}

function errorCells(summary: ErrorSummary): string[] {
  const { goal, worst } = summary;
  return [meanErrorText(summary), worstText(summary), goal ? goalText(goal, worst.unit) : 'none set', metText(summary)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** One compared point as texts: system, measure, place, published, simulated, error. */
export function pointCells({ system, measure, x, published, simulated, error, unit }: ComparisonRow): string[] {
  return [
    system,
    measure,
    placeText(x),
    quantityText(published, unit),
    quantityText(simulated, unit),
    errorText(error, unit),
  ];
}
