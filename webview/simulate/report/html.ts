import { xmlText } from '../../charts/export/svgPaint';
import { MADE_BY, type Report, type ReportPicture, type ReportTable } from './report';

/** Readable on a screen and on paper. */
const STYLE = `
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.5rem; background: #fff; color: #1f1f1f;
  font: 15px/1.5 system-ui, "Segoe UI", Ubuntu, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.lead { margin: .25rem 0 1.5rem; color: #4d4d4d; }
.mark { padding: 0 .5em; border: 1px solid currentColor; border-radius: 3px; font-size: .8rem; font-weight: 400;
  vertical-align: middle; }
.note { padding-left: .75rem; border-left: 3px solid #9a9a9a; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.5rem; }
dt { color: #4d4d4d; } dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 1.5rem 0; } figure svg { display: block; width: 100%; height: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; white-space: nowrap; }
th, td { padding: .2rem .75rem; border-bottom: 1px solid #dcdcdc; text-align: right; }
th:first-child, td:first-child { padding-left: 0; text-align: left; } thead th { color: #4d4d4d; font-weight: 400; }
tbody th { font-weight: 400; white-space: normal; } footer { margin-top: 2rem; color: #4d4d4d; }
@media print { body { padding: 0; max-width: none; font-size: 11px; } h2, figure { break-inside: avoid; } }
`;

/** One file: pictures are inside, nothing is loaded, and nothing runs. */
export function reportHtml(report: Report): string {
  const { title, lead, facts, notes, pictures, tables, assumptions, parameters } = report;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${xmlText(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${xmlText(title)} <span class="mark">simulated</span></h1>
<p class="lead">${xmlText(lead)}</p>
${notes.map((text) => `<p class="note">${xmlText(text)}</p>`).join('\n')}
<dl>
${facts.map(([term, value]) => `<dt>${xmlText(term)}</dt><dd>${xmlText(value)}</dd>`).join('\n')}
</dl>
${pictures.map(figure).join('\n')}
${tables.map(table).join('\n')}
${section('Assumptions', list(assumptions))}
${table(parameters)}
<footer>Made by ${MADE_BY}. All numbers are simulated, except those marked as recorded.</footer>
</body>
</html>
`;
}

/** The SVG has a title and a description of its own. */
function figure({ svg }: ReportPicture): string {
  return `<figure>\n${svg.replace(/^<\?xml[^>]*>\n/, '')}</figure>`;
}

function table({ title, titles, rows }: ReportTable): string {
  if (rows.length === 0) return '';
  const head = titles.map((text) => `<th scope="col">${xmlText(text)}</th>`).join('');
  const body = rows.map(([name, ...cells]) => {
    return `<tr><th scope="row">${xmlText(name)}</th>${cells.map((cell) => `<td>${xmlText(cell)}</td>`).join('')}</tr>`;
  });
  return section(
    title,
    `<div class="scroll"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table></div>`,
  );
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? '' : `<ul>\n${texts.map((text) => `<li>${xmlText(text)}</li>`).join('\n')}\n</ul>`;
}

function section(title: string, content: string): string {
  return content === '' ? '' : `<h2>${xmlText(title)}</h2>\n${content}`;
}
