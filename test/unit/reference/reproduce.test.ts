import { describe, expect, test } from 'vitest';
import { FIGURES, FigureError, figureById, type Reproduction, reproduceFigure } from '../../../src/reference';
import { SYSTEMS } from '../../../src/simulation';
import { ONCE, reproducedOnce } from './reproduced';

const simulatedSystems = new Set(SYSTEMS.map(({ name }) => name));

describe.each(FIGURES.map(({ id }) => id))('figure %s', (id) => {
  test('is simulated at every point of every existing system, the same for the same seed', async () => {
    const { rows, summaries, ...rest } = await reproducedOnce(id);
    for (const { system, measure, simulated } of rows) {
      if (!simulatedSystems.has(system)) expect(simulated).toBeNull();
      // A burst may have no slow answer.
      else if (measure.startsWith('time above')) expect(simulated).toBeGreaterThanOrEqual(0);
      else expect(simulated).toBeGreaterThan(0);
    }
    const counted = rows.filter(({ system, fitted }) => simulatedSystems.has(system) && !fitted);
    expect(new Set(summaries.map(({ system }) => system))).toEqual(new Set(counted.map(({ system }) => system)));
    expect(await reproduceFigure(id, ONCE)).toEqual({ rows, summaries, ...rest });
  });

  test('has lines to draw for the systems of the paper’s lines', async () => {
    const { lines } = await reproducedOnce(id);
    const drawn = figureById(id).lines.filter(({ system }) => simulatedSystems.has(system));
    expect(new Set(lines.map(({ system }) => system))).toEqual(new Set(drawn.map(({ system }) => system)));
    for (const { x, y } of lines) expect(x).toHaveLength(y.length);
  });
});

test('reports rising progress over all its runs', async () => {
  const shares: number[] = [];
  await reproduceFigure('14a', { seed: 1, checkpoint: (fraction) => void shares.push(fraction) });
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBeGreaterThan(0.8);
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
});

test('several seeds give means, and lines through the means or of the first seed', async () => {
  for (const [id, throughPoints] of [
    ['14a', true],
    ['15', false],
  ] as const) {
    const each: Reproduction[] = [];
    for (const seed of [2 ** 32 - 1, 0, 1]) each.push(await reproduceFigure(id, { seed, seeds: 1 }));
    const all = await reproduceFigure(id, { seed: 2 ** 32 - 1, seeds: 3 });
    all.rows.forEach(({ simulated }, at) => {
      const mean = each.reduce((sum, { rows }) => sum + rows[at].simulated! / 3, 0);
      expect(simulated).toBeCloseTo(mean, 9);
    });
    if (throughPoints)
      expect(all.lines[0].y).toEqual(all.series.slice(0, 5).flatMap(({ points }) => points.map(({ y }) => y)));
    else expect(all.lines).toEqual(each[0].lines);
    expect(all.lineSeeds).toBe(throughPoints ? 3 : 1);
  }
});

test('a checkpoint that throws ends the reproduction', async () => {
  const cancelled = new Error('cancelled');
  const reproduction = reproduceFigure('14a', {
    seed: 1,
    checkpoint: () => {
      throw cancelled;
    },
  });
  await expect(reproduction).rejects.toBe(cancelled);
});

test('an unknown figure is refused', async () => {
  await expect(reproduceFigure('99', { seed: 1 })).rejects.toBeInstanceOf(FigureError);
});
