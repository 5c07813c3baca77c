/** Numbers as hover, CodeLens and messages write them. */

const integers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function count(value: number): string {
  return integers.format(value);
}

/** "1 cold start", "2 cold starts". */
export function counted(value: number, singular: string, plural = `${singular}s`): string {
  return `${count(value)} ${value === 1 ? singular : plural}`;
}

/** Three significant digits and the unit that suits: 0.42 ms, 4.51 s, 12.5 min, 3.2 h, 1.5 days. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  const [size, unit] = unitOf(Math.abs(seconds));
  return `${(seconds / size).toLocaleString('en-US', { maximumSignificantDigits: 3 })} ${unit}`;
}

function unitOf(seconds: number): readonly [size: number, unit: string] {
  if (seconds === 0) return [1, 's'];
  if (seconds < 0.9995) return [0.001, 'ms'];
  if (seconds < 120) return [1, 's'];
  if (seconds < 7200) return [60, 'min'];
  return seconds < 172_800 ? [3600, 'h'] : [86_400, 'days'];
}

/** A share of 1 as a percentage, which is 0 % or 100 % only where it is exactly that. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  if (share < 1 && share > 0.99) return '> 99 %';
  return `${Math.round(share * 100)} %`;
}

/** Epoch seconds as date and time in UTC, to the second or, where there are fractions, the millisecond. */
export function utc(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  if (Number.isNaN(date.getTime())) return `${epochSeconds} s after 1970`;
  const text = date.toISOString().replace('T', ' ');
  return `${Number.isInteger(epochSeconds) ? text.replace(/\.\d+Z$/, '') : text.slice(0, -1)} UTC`;
}
