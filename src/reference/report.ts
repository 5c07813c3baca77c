import { CITATION } from './citation';
import { type ComparisonRow, type ErrorSummary, summarize } from './compare';
import type { Axis, Figure, Goal } from './types';

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
    table(['System', 'Points', 'Mean error', 'Worst error', 'Goal', 'Met'], summarize(figure, rows).map(summaryCells)),
    table(
      ['System', 'Measure', axisText(figure.comparedBy ?? figure.xAxis), 'Published', 'Simulated', 'Error'],
      rows.map((row) => [
        row.system,
        row.measure,
        row.x === null ? '–' : `${row.x}`,
        quantity(row.published, row.unit),
        quantity(row.simulated, row.unit),
        percent(row.error, row.unit),
      ]),
    ),
    figure.notes.map((note) => `- ${note}`).join('\n'),
    `Published numbers: ${figure.source}. ${CITATION}`,
    '',
  ].join('\n\n');
}

function axisText({ label, unit }: Axis): string {
  return unit === '' ? label : `${label} (${unit})`;
}

function summaryCells({ system, points, meanError, worst, goal, met }: ErrorSummary): string[] {
  const { unit } = worst;
  return [
    system,
    `${points}`,
    percent(meanError, unit, false),
    `${percent(worst.error, unit)}${worst.x === null ? '' : ` at ${worst.x}`}`,
    goal ? goalText(goal, unit) : '–',
    met === null ? '–' : met ? 'yes' : 'no',
  ];
}

function goalText({ mean, worst }: Goal, unit: string): string {
  const text = `mean ≤ ${percent(mean, unit, false)}`;
  return worst === null ? text : `${text}, worst ≤ ${percent(worst, unit, false)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function quantity(value: number | null, unit: string): string {
  if (value === null) return 'not simulated';
  const digits = Math.abs(value) < 10 ? 2 : 1;
  return unit === '' ? value.toFixed(digits) : `${value.toFixed(digits)} ${unit}`;
}

/** An error with its sign: in per cent, or in percentage points for a quantity that is in per cent itself. */
function percent(error: number | null, unit: string, signed = true): string {
  if (error === null) return '–';
  const sign = signed && error > 0 ? '+' : '';
  return `${sign}${(100 * error).toFixed(1)} ${unit === '%' ? 'points' : '%'}`;
}
