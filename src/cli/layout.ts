/** Lines of text in columns. */

/** A table with a header. The first column is aligned to the left, the others, which hold numbers, to the right. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => [...row[column]].length)));
  return [header, ...rows].map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column], column > 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Names in one column, their values in a second. */
export function definitions(entries: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

function pad(cell: string, width: number, alignRight: boolean): string {
  const spaces = ' '.repeat(width - [...cell].length);
  return alignRight ? spaces + cell : cell + spaces;
}
