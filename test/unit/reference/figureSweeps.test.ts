import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { figureSweeps } from '../../../scripts/figureSweeps.mjs';
import * as reference from '../../../src/reference';
import * as simulation from '../../../src/simulation';
import * as sweep from '../../../src/sweep';

const { FIGURES, figureRuns, REPRODUCTION_SEEDS, reproduceFigure, testedChanges } = reference;
const folder = path.resolve(import.meta.dirname, '../../../sweeps');
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const files = globSync(['figure-*', 'sensitivity-*'], { cwd: folder });

/** Of each unit of the files, all that determines its result. */
function contentsOf(names: readonly string[]): Set<string> {
  const contents = names.flatMap((name) => {
    const all = sweep.parseSweep(read(name), name);
    return Array.from({ length: sweep.unitCount(all) }, (_, unit) => sweep.contentOf(sweep.unitAt(all, unit), ''));
  });
  return new Set(contents);
}

/** The same of runs, one for each seed. */
function contentsOfRuns(runs: readonly simulation.RunRequest[]): Set<string> {
  const contents = runs.flatMap((request) => {
    const run = simulation.runFileOf([request], null);
    const bySeed = Array.from({ length: run.seeds }, (_, at) => ({ ...run, seed: run.seed + at, seeds: 1 }));
    return bySeed.map((one) => sweep.contentOf({ run: one }, ''));
  });
  return new Set(contents);
}

describe('the sweep files of the figures', () => {
  it('are as `npm run docs` writes them', () => {
    const written = figureSweeps({ ...reference, ...simulation, ...sweep });
    expect(written.map(({ name }) => name).sort()).toEqual(files.sort());
    for (const { name, text } of written) expect(read(name)).toBe(text);
  });

  it.each(FIGURES)('have exactly the runs of Figure $id', (figure) => {
    const runs = figureRuns(figure.id, { seed: 1, seeds: REPRODUCTION_SEEDS.defaultValue });
    expect(contentsOf([`figure-${figure.id}.ftsweep.json`])).toEqual(contentsOfRuns(runs));
    const changes = [undefined, ...testedChanges(figure).flatMap((one) => one.changes)];
    const all = changes.flatMap((changed) => figureRuns(figure.id, { seed: 1, seeds: 1, changed }));
    const ofSensitivity = files.filter((name) => new RegExp(`^sensitivity-${figure.id}[.-]`).test(name));
    expect(contentsOf(ofSensitivity)).toEqual(contentsOfRuns(all));
  });

  it('have the runs that the reproduction simulates', async () => {
    const changed = testedChanges(FIGURES[7]).find(({ name }) => name === 'blockKB')!.changes[1];
    const simulated: simulation.Run[] = [];
    const simulator = {
      ...simulation.simulatesHere,
      result: (run: simulation.Run) => {
        simulated.push(run);
        return simulation.simulatesHere.result(run);
      },
    };
    await reproduceFigure('20', { seed: 1, seeds: 2, changed, simulator });
    const expected = [1, 2].flatMap((seed) =>
      figureRuns('20', { seed, seeds: 1, changed }).map(async ({ workload, system, parameters }) => {
        const made = await simulation.requestedWorkload(workload as simulation.MadeWorkload, parameters);
        return { workload: made, system, parameters, seed };
      }),
    );
    expect(simulated).toMatchObject(await Promise.all(expected));
    expect(simulated[0].parameters.blockKB).toBeCloseTo(256 * 1.2, 9);
  });
});
