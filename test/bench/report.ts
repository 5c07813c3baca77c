import type { Environment } from './environment';
import type { Goal, Quantity, Row } from './measure/rows';
import { words } from './words';

export interface Report extends Environment {
  readonly small: boolean;
  readonly rows: readonly Row[];
}

export const NOISE_NOTE =
  'Medians (least – most) of rounds. Readers, trees and simulations each have a process of their own and take turns, running twice, of which the second counts; a ratio is the median of the rounds’ ratios; the workbench’s rounds are in one window. Files are in the page cache.';

/** Load above which other work takes processors from two threads. */
const BUSY = 1;

const HEADINGS = ['work', 'ours', 'beside', 'ratio', 'goal', 'met'] as const;

/** The table for a terminal. */
export function printedTable(report: Report): string {
  const cells = [HEADINGS, ...report.rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('   ')
      .trimEnd(),
  );
  return [...lines, '', ...notes(report)].join('\n');
}

/** The rows that have a goal, as a Markdown table; of an area without goals, all rows. */
export function markdownTable(report: Report): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const withGoal = report.rows.filter(({ goal }) => goal !== null);
  const judged = withGoal.length > 0 ? withGoal : report.rows;
  const lines = [line(HEADINGS), line(HEADINGS.map(() => '---')), ...judged.map((row) => line(cellsOf(row)))];
  return `${[...lines, '', ...circumstances(report)].join('\n')}\n`;
}

function circumstances({ date, machine, node, load, commit }: Report): string[] {
  return [
    `Measured ${date} on ${machine}, Node.js ${node}${commit ? `, commit ${commit}` : ''}.`,
    load < BUSY
      ? ''
      : `The machine was busy (load ${load.toFixed(1)} before): what uses several threads loses more by it than what uses one.`,
  ].filter((note) => note !== '');
}

function notes(report: Report): string[] {
  const { rows, small } = report;
  const agreed = rows.reduce((sum, row) => sum + (row.agreed ?? 0), 0);
  const goals = rows.filter(({ met }) => met !== null);
  const met = goals.filter(({ met }) => met).length;
  return [
    ...circumstances(report),
    NOISE_NOTE,
    agreed === 0 ? '' : `What readers found was compared: ${words(agreed)} values, which agree but for rounding.`,
    small ? 'Small sizes: these numbers only show that everything runs.' : `${met} of ${goals.length} goals met.`,
  ].filter((note) => note !== '');
}

function cellsOf({ work, ours, peer, ratio, goal, met }: Row): readonly string[] {
  return [
    work,
    quantity(ours),
    peer ? `${peer.name} ${quantity(peer)}` : '',
    ratio,
    goal ? goalText(goal, ours, ratio) : '',
    met === null ? '' : met ? 'yes' : 'no',
  ];
}

function goalText({ kind, limit }: Goal, { unit }: Quantity, ratio: string): string {
  const sign = kind === 'at most' ? '≤' : '≥';
  return `${sign} ${ratio === '' ? value(limit, unit) : `${limit} ×`}`;
}

function quantity({ median, least, most, rounds, unit }: Quantity): string {
  return rounds === 1 ? value(median, unit) : `${value(median, unit)} (${value(least, unit)} – ${value(most, unit)})`;
}

function value(number: number, unit: Quantity['unit']): string {
  const digits = number < 10 ? number.toFixed(2) : number < 100 ? number.toFixed(1) : words(number);
  return unit === '/s' ? `${words(number)}/s` : `${digits} ${unit}`;
}
