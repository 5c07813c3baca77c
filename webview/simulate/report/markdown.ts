import { markdownText } from '../../../src/text';
import { MADE_BY, type Report, type ReportTable } from './report';

/** Links to its pictures by their names: they are files beside it. */
export function reportMarkdown(report: Report): string {
  const { title, lead, facts, notes, pictures, tables, assumptions, parameters } = report;
  const parts = [
    `# ${markdownText(title)} (simulated)`,
    markdownText(lead),
    ...notes.map((text) => `> ${markdownText(text)}`),
    facts.map(([term, value]) => `- **${markdownText(term)}**: ${markdownText(value)}`).join('\n'),
    ...pictures.map(({ name, description }) => `![${markdownText(description)}](${name})`),
    ...tables.map(table),
    ...(assumptions.length > 0 ? ['## Assumptions', assumptions.map((text) => `- ${text}`).join('\n')] : []),
    table(parameters),
    `Made by ${MADE_BY}. All numbers are simulated, except those marked as recorded.`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function table({ title, titles, rows }: ReportTable): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => markdownText(cell)).join(' | ')} |`;
  return [
    `## ${markdownText(title)}`,
    '',
    line(titles),
    `| --- |${' ---: |'.repeat(titles.length - 1)}`,
    ...rows.map(line),
  ].join('\n');
}
