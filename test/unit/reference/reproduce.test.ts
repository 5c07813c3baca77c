import { describe, expect, test } from 'vitest';
import { FIGURES, FigureError, figureById, reproduceFigure } from '../../../src/reference';
import { SYSTEMS } from '../../../src/simulation';

const simulatedSystems = new Set(SYSTEMS.map(({ name }) => name));

describe.each(FIGURES.map(({ id }) => id))('figure %s', (id) => {
  test('is simulated at every point of every system that there is, the same for the same seed', async () => {
    const { rows, summaries, simulated, ...rest } = await reproduceFigure(id, { seed: 7 });
    for (const { system, simulated } of rows) {
      if (simulatedSystems.has(system)) expect(simulated).toBeGreaterThan(0);
      else expect(simulated).toBeNull();
    }
    expect(new Set(summaries.map(({ system }) => system))).toEqual(
      new Set(rows.map(({ system }) => system).filter((system) => simulatedSystems.has(system))),
    );
    expect(await reproduceFigure(id, { seed: 7 })).toEqual({ rows, summaries, simulated, ...rest });
  });

  test('has lines to draw where the paper has', async () => {
    const { simulated } = await reproduceFigure(id, { seed: 7 });
    const drawn = figureById(id).lines.filter(({ system }) => simulatedSystems.has(system));
    expect(new Set(simulated.lines.map(({ system }) => system))).toEqual(new Set(drawn.map(({ system }) => system)));
    for (const { x, y } of simulated.lines) expect(x).toHaveLength(y.length);
  });
});

test('the share done grows over all runs of a figure', async () => {
  const shares: number[] = [];
  await reproduceFigure('14a', { seed: 1, checkpoint: (fraction) => void shares.push(fraction) });
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares[0]).toBe(0);
  expect(shares.at(-1)).toBeGreaterThan(0.8);
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
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

test('a figure that does not exist is refused', async () => {
  await expect(reproduceFigure('99', { seed: 1 })).rejects.toBeInstanceOf(FigureError);
});
