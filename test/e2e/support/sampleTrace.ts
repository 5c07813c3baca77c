import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The sample that the tests open. */
export const SAMPLE = 'synthetic-small.csv';

export interface ColdStart {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly time: number;
  readonly functionName: string;
  readonly latencyMs: number;
  readonly runtime: string;
}

/** Reads the sample in the simplest way, to check the product's numbers: it has no quotes, blank lines or bad rows. */
export function readSample(): ColdStart[] {
  const file = path.resolve(import.meta.dirname, '../../../media/samples', SAMPLE);
  const [header, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const columns = header.split(',');
  return rows.map((row, index) => {
    const field = Object.fromEntries(row.split(',').map((text, column) => [columns[column], text]));
    return {
      line: index + 2,
      time: Number(field.__time__),
      functionName: field.functionName,
      latencyMs: Number(field.latency),
      runtime: field.runtime,
    };
  });
}

/** Linear interpolation between order statistics, in seconds. */
export function quantileSeconds(coldStarts: readonly ColdStart[], p: number): number {
  const sorted = coldStarts.map(({ latencyMs }) => latencyMs / 1000).sort((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}

/** Cold starts by function, most cold starts first, ties by name. */
export function byFunction(coldStarts: readonly ColdStart[]): [name: string, coldStarts: ColdStart[]][] {
  const groups = Object.groupBy(coldStarts, ({ functionName }) => functionName);
  const entries = Object.entries(groups).map(([name, group]): [string, ColdStart[]] => [name, group ?? []]);
  return entries.sort(([nameA, a], [nameB, b]) => b.length - a.length || (nameA < nameB ? -1 : 1));
}

/** Largest number of cold starts in any 60 s, [t, t + 60). */
export function peakPerMinute(coldStarts: readonly ColdStart[]): number {
  const times = coldStarts.map(({ time }) => time);
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 60).length));
}

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** Three significant digits and a unit, as the dashboard rounds. */
export function rounded(seconds: number): string {
  return seconds < 1 ? `${threeDigits.format(seconds * 1000)} ms` : `${threeDigits.format(seconds)} s`;
}

/** Three significant digits and a unit, as hovers and CodeLenses round: from 120 s on in minutes. */
export function roundedInText(seconds: number): string {
  return seconds < 120 ? rounded(seconds) : `${threeDigits.format(seconds / 60)} min`;
}
