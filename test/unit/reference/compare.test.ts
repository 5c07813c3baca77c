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
      ],
    },
    { system: 'faasnet', measure: 'peak', unit: 's', points: [{ x: null, y: 4 }] },
    { system: 'baseline', measure: 'share', unit: '%', points: [{ x: 8, y: 50 }] },
    { system: 'kraken', measure: 'latency', unit: 's', points: [{ x: 8, y: 60 }] },
  ],
  lines: [],
  goals: [
    { systems: ['faasnet'], measures: ['latency'], mean: 0.16, worst: 0.2 },
    { systems: ['baseline', 'kraken'], mean: 0.05, worst: null },
  ],
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
      ['faasnet', null, 8],
      ['baseline', 8, 57],
      ['kraken', 8, null],
    ]);
  });

  test('gives signed errors as shares, in points for per cents, and none for numbers not simulated', () => {
    expect(rows.map(({ error }) => error && Number(error.toFixed(6)))).toEqual([0.1, -0.2, 1, 0.07, null]);
  });

  test('is summarized by goal, over the absolute errors of its measures', () => {
    const [faasnet, baseline, ...rest] = summarizeErrors(figure, rows);
    expect(rest).toEqual([]);
    expect(faasnet).toMatchObject({ system: 'faasnet', points: 2, worst: { x: 16 }, met: true });
    expect(faasnet.meanError).toBeCloseTo(0.15, 9);
    expect(baseline).toMatchObject({ system: 'baseline', points: 1, worst: { x: 8 }, met: false });
  });

  test('also checks the worst point', () => {
    const strict = { ...figure, goals: [{ systems: ['faasnet'], measures: ['latency'], mean: 0.16, worst: 0.19 }] };
    expect(summarizeErrors(strict, rows).map(({ system, met }) => [system, met])).toEqual([
      ['faasnet', false],
      ['baseline', null],
    ]);
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
    });
    expect(records[4]).toMatchObject({ system: 'kraken', simulated: '', error: '' });
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\n=x'])('guards the text %j in CSV', (system) => {
    const hostile: ComparisonRow = { ...rows[0], system, measure: 'with "quotes", and commas' };
    const [record] = parse(toCsv([hostile]), { columns: true });
    expect(record).toMatchObject({ system: `'${system}`, measure: 'with "quotes", and commas' });
  });

  test('has signed errors with units, the goals, the notes and the paper in Markdown', () => {
    const text = toMarkdown(figure, rows);
    expect(text).toContain('### Figure 14a: A figure');
    expect(text).toContain('| faasnet | 2 | 15.0 % | -20.0 % at 16 | mean ≤ 16.0 %, worst ≤ 20.0 % | yes |');
    expect(text).toContain('| baseline | 1 | 7.0 points | +7.0 points at 8 | mean ≤ 5.0 points | no |');
    expect(text).toContain('| faasnet | peak | – | 4.00 s | 8.00 s | +100.0 % |');
    expect(text).toContain('| kraken | latency | 8 | 60.0 s | not simulated | – |');
    expect(text).toContain('- A note with a | in it.');
    expect(text).toContain("USENIX ATC '21");
  });
});
