import { expect, test } from 'vitest';
import type { ReproduceProgress } from '../../../src/protocol/figures';
import { FIGURES, FITTED_TO, reproduceFigure, toCsv } from '../../../src/reference';
import { figureQueries } from '../../../src/worker/figures';

const never = new AbortController().signal;

test('the published figures are listed', async () => {
  const { figures, fittedTo, tested } = await figureQueries(() => {}).figures({}, never);
  expect(figures.map(({ notes: _, ...figure }) => figure)).toEqual(FIGURES.map(({ notes: _, ...figure }) => figure));
  for (const [at, { notes, naive }] of FIGURES.entries()) {
    expect(figures[at].notes).toEqual(naive ? [...notes, `Naive prediction: ${naive.how}.`] : notes);
  }
  expect(fittedTo).toBe(FITTED_TO);
  expect(Object.keys(tested).sort()).toEqual(FIGURES.map(({ id }) => id).sort());
});

test('a figure is simulated and reports its progress', async () => {
  const told: ReproduceProgress[] = [];
  const report = await figureQueries((progress) => told.push(progress)).reproduce(
    { figure: '20', seed: 5, seeds: 2 },
    never,
  );
  const { rows, lines } = await reproduceFigure('20', { seed: 5, seeds: 2 });
  expect(report).toMatchObject({ figure: '20', seed: 5, seeds: 2, rows, lines, csv: toCsv(rows) });
  expect(structuredClone(report)).toEqual(report);
  expect(told[0]).toEqual({ figure: '20', fraction: 0 });
});

test('a cancelled simulation ends with the reason', async () => {
  const abort = new AbortController();
  const queries = figureQueries(({ fraction }) => {
    if (fraction > 0) abort.abort();
  });
  await expect(queries.reproduce({ figure: '11', seed: 1, seeds: 1 }, abort.signal)).rejects.toHaveProperty(
    'name',
    'AbortError',
  );
});

test('a figure that does not exist is refused', async () => {
  await expect(figureQueries(() => {}).reproduce({ figure: '1', seed: 1, seeds: 1 }, never)).rejects.toThrow(
    'no figure "1"',
  );
});
