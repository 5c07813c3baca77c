import { count, counted } from '../../src/text';
import type { Cell, ChartColumn, ChartTable } from './chartContent';

/** More rows than this take long to lay out; the CSV has all. */
const MOST_ROWS = 2000;

/** What a chart draws, as a table that scrolls. */
export function DataTable({ name, table: { columns, rows } }: { readonly name: string; readonly table: ChartTable }) {
  const shown = rows.slice(0, MOST_ROWS);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="data-table" aria-label={`${name}, as a table`} tabIndex={0}>
      <table>
        <caption>
          {counted(rows.length, 'row')}
          {shown.length < rows.length && `; the first ${count(shown.length)} are shown, the CSV has all`}
        </caption>
        <thead>
          <tr>
            {columns.map(({ title, heading }) => (
              <th scope="col" key={title}>
                {heading ?? title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) =>
                at === 0 ? <th scope="row">{textOf(columns[at], cell)}</th> : <td>{textOf(columns[at], cell)}</td>,
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function textOf(column: ChartColumn | undefined, cell: Cell): string {
  if (cell === null) return '–';
  return column?.text?.(cell) ?? String(cell);
}
