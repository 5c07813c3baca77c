import { describe, expect, it } from 'vitest';
import { FIGURES, figureById, toSummaryMarkdown } from '../../../src/reference';
import { linesThrough } from '../../../src/reference/figures/series';
import { reproducedOnce } from './reproduced';

describe('toSummaryMarkdown', () => {
  it('has a line for each group of each figure that tells whether the goal is met', async () => {
    const compared = await Promise.all(FIGURES.map(({ id }) => reproducedOnce(id)));
    const rows = toSummaryMarkdown(compared)
      .split('\n')
      .filter((line) => /^\| \d/.test(line))
      .map((line) => line.slice(2, -2).split(' | '));
    const summaries = compared.flatMap((one) => one.summaries);
    expect(rows.map(([id]) => id)).toEqual(compared.flatMap((one) => one.summaries.map(() => one.figure.id)));
    expect(rows.map((row) => row.at(-1))).toEqual(
      summaries.map(({ met }) => (met === null ? '–' : met ? 'yes' : 'no')),
    );
  });
});

describe('linesThrough', () => {
  it('makes one line of the points of each quantity that has more than one x', () => {
    const { published } = figureById('12');
    const one = { system: 's', measure: 'm', unit: '' };
    expect(
      linesThrough([...published, { ...one, points: [{ x: 1, y: 2 }] }, { ...one, points: [{ x: 2, y: 3 }] }]),
    ).toEqual([
      { system: 'faasnet', measure: 'levels of the function tree', unit: '', x: [12, 20, 22], y: [6, 5, 7] },
      { ...one, x: [1, 2], y: [2, 3] },
    ]);
  });
});
