import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { type ComparisonRow, compare, type Figure, summarizeErrors, toCsv, toMarkdown } from '../../../src/reference';

const figure: Figure = {
  id: '14a',
  title: 'A figure',
  setUp: 'A set-up.',
  xAxis: { label: 'Containers', unit: '' },
  yAxis: { label: 'Latency', unit: 's' },
  published: [
    {
      system: 'faasnet',
      measure: 'latency',
      unit: 's',
      points: [
        { x: 8, y: 5 },
        { x: 16, y: 10 },
        { x: 32, y: 20, fitted: true },
      ],
    },
    { system: 'faasnet', measure: 'peak', unit: 's', points: [{ x: null, y: 4 }] },
    { system: 'baseline', measure: 'share', unit: '%', points: [{ x: 8, y: 50 }] },
    { system: 'kraken', measure: 'latency', unit: 's', points: [{ x: 8, y: 60 }] },
  ],
  lines: [],
  groups: [
    { systems: ['faasnet'], measures: ['latency'], what: 'latency', goal: { mean: 0.16, beatsNaive: true } },
    { systems: ['faasnet'], measures: ['peak'], what: 'highest', goal: null },
    { systems: ['baseline', 'kraken'], goal: { mean: 0.05 } },
  ],
  naive: {
    how: 'as for the last | of them',
    series: [
      {
        system: 'faasnet',
        measure: 'latency',
        unit: 's',
        points: [
          { x: 8, y: 6 },
          { x: 16, y: 13 },
        ],
      },
    ],
  },
  notes: ['A note with a | in it.'],
  source: 'nowhere',
};

const rows = compare(figure, [
  { system: 'faasnet', measure: 'latency', unit: 's', points: [{ x: 16, y: 8 }] },
  {
    system: 'faasnet',
    measure: 'latency',
    unit: 's',
    points: [
      { x: 8, y: 5.5 },
      { x: 32, y: 40 },
      { x: 99, y: 1 },
    ],
  },
  { system: 'faasnet', measure: 'peak', unit: 's', points: [{ x: null, y: 8 }] },
  { system: 'baseline', measure: 'share', unit: '%', points: [{ x: 8, y: 57 }] },
  { system: 'optimal', measure: 'latency', unit: 's', points: [{ x: 8, y: 1 }] },
]);

describe('compare', () => {
  test('pairs each published number with the simulated one of the same system, measure and x', () => {
    expect(rows.map(({ system, x, simulated }) => [system, x, simulated])).toEqual([
      ['faasnet', 8, 5.5],
      ['faasnet', 16, 8],
      ['faasnet', 32, 40],
      ['faasnet', null, 8],
      ['baseline', 8, 57],
      ['kraken', 8, null],
    ]);
  });

  test('gives signed errors as shares, in points for per cents, and none for numbers not simulated', () => {
    expect(rows.map(({ error }) => error && Number(error.toFixed(6)))).toEqual([0.1, -0.2, 1, 1, 0.07, null]);
  });

  test('is summarized by group, over the absolute errors of points that were not fitted', () => {
    const [latency, peak, baseline, ...rest] = summarizeErrors(figure, rows);
    expect(rest).toEqual([]);
    expect(latency).toMatchObject({ system: 'faasnet', points: 2, fittedPoints: 1, worst: { x: 16 }, met: true });
    expect(latency.meanError).toBeCloseTo(0.15, 9);
    expect(latency.naiveError).toBeCloseTo(0.25, 9);
    expect(peak).toMatchObject({
      what: 'highest',
      points: 1,
      meanError: 1,
      naiveError: null,
      goal: null,
      met: null,
    });
    expect(baseline).toMatchObject({ system: 'baseline', what: null, points: 1, worst: { x: 8 }, met: false });
  });

  test('leaves out groups of which every point was fitted', () => {
    const fitted = rows.map((row) => ({ ...row, fitted: true }));
    expect(summarizeErrors(figure, fitted)).toEqual([]);
  });

  test('misses a goal that the naive prediction comes nearer to', () => {
    const naive = rows.map((row) => ({ ...row, naiveError: row.naiveError === null ? null : 0.149 }));
    const [latency] = summarizeErrors(figure, naive);
    expect(latency).toMatchObject({ met: false, goal: { mean: 0.16 } });
  });

  test('tells the smallest and the largest mean error of a seed', () => {
    const of = (error: number) => rows.map((row) => ({ ...row, error: row.measure === 'latency' ? error : row.error }));
    const [latency, peak] = summarizeErrors(figure, rows, [of(-0.3), of(0.1), of(0.2)]);
    expect(latency.interval?.map((bound) => Number(bound.toFixed(9)))).toEqual([0.1, 0.3]);
    expect(peak.interval).toEqual([1, 1]);
    expect(summarizeErrors(figure, rows, [rows])[0].interval).toBeNull();
  });
});

describe('the report', () => {
  test('has every row and all digits in CSV', () => {
    const records = parse(toCsv(rows), { columns: true, bom: true });
    expect(records).toHaveLength(rows.length);
    expect(records[1]).toEqual({
      figure: '14a',
      system: 'faasnet',
      measure: 'latency',
      unit: 's',
      x: '16',
      published: '10',
      simulated: '8',
      error: '-0.2',
      fitted: 'false',
      naiveError: '0.3',
    });
    expect(records[2]).toMatchObject({ x: '32', fitted: 'true', naiveError: '' });
    expect(records[5]).toMatchObject({ system: 'kraken', simulated: '', error: '' });
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\n=x'])('guards the text %j in CSV', (system) => {
    const hostile: ComparisonRow = { ...rows[0], system, measure: 'with "quotes", and commas' };
    const [record] = parse(toCsv([hostile]), { columns: true });
    expect(record).toMatchObject({ system: `'${system}`, measure: 'with "quotes", and commas' });
  });

  test('has signed errors with units, the goals, the notes and the paper in Markdown', () => {
    const text = toMarkdown(figure, rows);
    expect(text).toContain('### Figure 14a: A figure');
    expect(text).toContain(
      '| faasnet | latency | 2 of 3 | 15.0 % | – | 25.0 % | -20.0 % at 16 | ≤ 16.0 % and below naive | yes |',
    );
    expect(text).toContain('| baseline | A figure | 1 | 7.0 points | – | – | +7.0 points at 8 | ≤ 5.0 points | no |');
    expect(text).toContain('| faasnet | latency | 32 | 20.0 s | 40.0 s | +100.0 % | fitted |');
    expect(text).toContain('- Naive prediction: as for the last | of them.');
    expect(text).toContain('| faasnet | peak | – | 4.00 s | 8.00 s | +100.0 % |  |');
    expect(text).toContain('| kraken | latency | 8 | 60.0 s | not simulated | – |  |');
    expect(text).toContain('- A note with a | in it.');
    expect(text).toContain("USENIX ATC '21");
  });
});
