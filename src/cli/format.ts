const wholeNumbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

export function count(value: number): string {
  return wholeNumbers.format(value);
}

/** "1 cold start", "2 cold starts". */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${value === 1 ? singular : plural}`;
}

/** Seconds to the millisecond, so that columns line up; `–` for none. */
export function seconds(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  return Math.abs(value) < 1e9 ? value.toFixed(3) : value.toExponential(3);
}

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Decimal units, three digits: 45.3 MB; no fractions of a byte. */
export function bytes(value: number): string {
  if (value < 1000) return `${count(value)} bytes`;
  const power = Math.min(Math.floor(Math.log10(value) / 3), BYTE_UNITS.length - 1);
  return `${threeDigits.format(value / 1000 ** power)} ${BYTE_UNITS[power]}`;
}

/** Epoch seconds as a date and time in UTC. */
export function utc(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  if (Number.isNaN(date.getTime())) return `${epochSeconds} s after 1970`;
  return date
    .toISOString()
    .replace('T', ' ')
    .replace(/\.000Z$|Z$/, ' UTC');
}

/** A table with a header: the first column to the left, the others, numbers, to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => [...row[column]].length)));
  return [header, ...rows].map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column], column > 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Names to the left, values beside them. */
export function definitions(entries: readonly (readonly [name: string, value: string])[]): string[] {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

/** Text cut to `most` characters, the last one an ellipsis where something is missing. */
export function shortened(text: string, most: number): string {
  const characters = [...text.slice(0, 2 * most)];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

function pad(cell: string, width: number, toTheRight: boolean): string {
  const spaces = ' '.repeat(width - [...cell].length);
  return toTheRight ? spaces + cell : cell + spaces;
}
