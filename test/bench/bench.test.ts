import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const results = path.join(root, 'test-results/bench-small');

interface Quantity {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

interface Row {
  readonly area: string;
  readonly work: string;
  readonly ours: Quantity;
  readonly peer: (Quantity & { readonly name: string }) | null;
  readonly judged: number;
  readonly goal: object | null;
  readonly met: boolean | null;
  readonly agreed: number | null;
}

/** Number of functions in a generated trace. Readers agree on three quantiles of each, and on two counts. */
const FUNCTIONS = 5000;

let printed = '';
let rows: readonly Row[] = [];

beforeAll(() => {
  rmSync(results, { recursive: true, force: true });
  const script = path.join(root, 'scripts/bench.mjs');
  printed = execFileSync(process.execPath, [script, '--small', '--rounds', '1'], { cwd: root, encoding: 'utf8' });
  rows = JSON.parse(readFileSync(path.join(results, 'results.json'), 'utf8')).rows;
});

function beside(peer: string): Row {
  const row = rows.find((row) => row.peer?.name === peer);
  expect(row, peer).toBeDefined();
  return row!;
}

function isTable(work: string): boolean {
  return /huawei-2025|by a mapping/.test(work);
}

/** A small run on a busy machine says nothing about speed, only that everything runs. */
describe('the benchmarks, small', () => {
  it('measure every area', () => {
    const areas = new Set(rows.map(({ area }) => area));
    expect(areas).toEqual(
      new Set([
        'read',
        'summary',
        'quoted',
        'tables',
        'large',
        'logs',
        'decide',
        'explore',
        'tree',
        'simulator',
        'sweep',
        'watch',
        'workbench',
      ]),
    );
  });

  it('give numbers without judging them', () => {
    for (const { work, ours, peer, judged, met } of rows) {
      const numbers = [
        ours.median,
        ours.least,
        ours.most,
        judged,
        ...(peer ? [peer.median, peer.least, peer.most] : []),
      ];
      expect(numbers.filter(Number.isFinite), work).toEqual(numbers);
      expect(met, work).toBeNull();
    }
  });

  it('find every function’s quantiles as DuckDB does, up to rounding', () => {
    const both = rows.filter(({ area, peer, agreed }) => area === 'read' && peer?.name === 'DuckDB' && agreed !== null);
    expect(both).toHaveLength(2);
    for (const { agreed } of both) {
      // A few functions do not occur in so few rows.
      expect(agreed).toBeGreaterThan(0.9 * (3 * FUNCTIONS + 2));
      expect(agreed).toBeLessThanOrEqual(3 * FUNCTIONS + 2);
    }
  });

  it('summarize as DuckDB does', () => {
    // 4 counts and times and 7 latencies of all, 8 numbers of each of 5 runtimes, and 7 of each of 10 functions.
    const counted = 4 + 7 + 5 * 8 + 10 * 7;
    // 2 rates of all, of each runtime and of each function.
    const rates = 2 * (1 + 5 + 10);
    const summaries = rows.filter(({ area }) => area === 'summary');
    expect(summaries.map(({ agreed }) => agreed)).toEqual([counted, counted + rates]);
  });

  it('find the same quantiles, times and stages in tables of other formats as DuckDB', () => {
    const tables = rows.filter(({ agreed, work }) => agreed !== null && isTable(work));
    expect(tables).toHaveLength(2);
    for (const { agreed, work } of tables) expect(agreed, work).toBeGreaterThan(0.8 * 3 * FUNCTIONS);
  });

  it('find the same rows, sums and names as every other reader', () => {
    for (const peer of ['csv-parse', 'PapaParse', 'uDSV', 'csv-parser']) expect(beside(peer).agreed, peer).toBe(6);
    for (const peer of ['newlines counted', 'csv-parse, arrays only']) expect(beside(peer).agreed, peer).toBe(1);
  });

  it('print a table, and write the rows of each area that have a goal as Markdown', () => {
    for (const { work } of rows) expect(printed).toContain(work);
    for (const area of new Set(rows.map((row) => row.area))) {
      const markdown = readFileSync(path.join(results, `${area}.md`), 'utf8').split('\n');
      const ofArea = rows.filter((row) => row.area === area);
      const goals = ofArea.filter(({ goal }) => goal !== null);
      const listed = goals.length > 0 ? goals : ofArea;
      expect(markdown.filter((line) => line.startsWith('| '))).toHaveLength(listed.length + 2);
      for (const { work } of listed) expect(markdown.some((line) => line.startsWith(`| ${work} |`))).toBe(true);
    }
  });
});
