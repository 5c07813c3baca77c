import { expect, test } from 'vitest';
import { errorText, FIGURES, figureById, goalText, reproduceFigure, toSummaryMarkdown } from '../../../src/reference';
import { linesThrough } from '../../../src/reference/figures/series';

test('errors have a sign, and none where they round to zero', () => {
  expect(errorText(0.1234, 's')).toBe('+12.3 %');
  expect(errorText(-0.0004, 's')).toBe('0.0 %');
  expect(errorText(-0.03, '%')).toBe('-3.0 points');
  expect(goalText({ systems: [], mean: 0.06, worst: null }, 's')).toBe('mean ≤ 6.0 %');
});

test('the summary has a line for each goal of each figure, and tells which is met', async () => {
  const compared = await Promise.all(FIGURES.map(({ id }) => reproduceFigure(id, { seed: 1, seeds: 1 })));
  const rows = toSummaryMarkdown(compared)
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => line.slice(2, -2).split(' | '));
  const summaries = compared.flatMap((one) => one.summaries);
  expect(rows.map(([id]) => id)).toEqual(compared.flatMap((one) => one.summaries.map(() => one.figure.id)));
  expect(rows.map((row) => row.at(-1))).toEqual(summaries.map(({ met }) => (met === null ? '–' : met ? 'yes' : 'no')));
});

test('lines go through the points that stand along the axis, one for each quantity', () => {
  const { published } = figureById('12');
  const one = { system: 's', measure: 'm', unit: '' };
  expect(
    linesThrough([...published, { ...one, points: [{ x: 1, y: 2 }] }, { ...one, points: [{ x: 2, y: 3 }] }]),
  ).toEqual([
    { system: 'faasnet', measure: 'levels of the function tree', unit: '', x: [5, 12, 20, 22], y: [2, 6, 5, 7] },
    { ...one, x: [1, 2], y: [2, 3] },
  ]);
});
