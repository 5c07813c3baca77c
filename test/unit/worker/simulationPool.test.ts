import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { burstWorkload, type Run, resolveParameters, SYSTEMS, simulate, simulateSeeds } from '../../../src/simulation';
import { SimulationPool } from '../../../src/worker';
import { type ShippedThread, shippedThread } from './shippedThread';

/** Simulation threads as they ship: bundled, in threads of their own. */

let thread: ShippedThread;
let pool: SimulationPool;
beforeAll(async () => {
  thread = await shippedThread('simulationThread.ts');
  pool = new SimulationPool(thread.script, 2);
});
afterAll(async () => {
  pool.close();
  await thread.remove();
});

const PARAMETERS = resolveParameters({ vms: 500 });
const WORKLOAD = burstWorkload({ containers: 20_000, functions: 5 }, PARAMETERS);

function run(system: string, seed = 1): Run {
  return { workload: WORKLOAD, system, parameters: PARAMETERS, seed };
}

/** With logs that are made on first access. */
const whole = <T extends object>(result: T) => structuredClone({ ...result });

describe('runs on all cores', () => {
  it('have the results of runs on one thread, for every system', async () => {
    const names = SYSTEMS.map(({ name }) => name);
    // Twice, so that threads simulate several runs in a row.
    const all = await Promise.all([...names, ...names].map((name) => pool.result(run(name))));
    for (const [at, name] of names.entries()) {
      const expected = whole(await simulate(run(name)));
      expect(whole(all[at])).toEqual(expected);
      expect(whole(all[at + names.length])).toEqual(expected);
    }
  });

  it('have the same numbers over seeds', async () => {
    const [here, everywhere] = [
      await simulateSeeds(run('faasnet'), 7),
      await simulateSeeds(run('faasnet'), 7, undefined, pool),
    ];
    expect(everywhere.numbers).toEqual(here.numbers);
    expect(everywhere.result.seed).toBe(1);
  });

  it('report progress that adds up to the whole', async () => {
    const fractions: number[] = [];
    await simulateSeeds(run('kraken'), 5, (fraction) => void fractions.push(fraction), pool);
    expect(fractions.at(-1)).toBeCloseTo(1, 12);
    expect(Math.min(...fractions)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...fractions)).toBeLessThanOrEqual(1 + 1e-12);
  });

  it('end when a checkpoint throws, wherever they run, and leave the pool usable', async () => {
    const refuse = () => {
      throw new Error('cancelled');
    };
    const runs = [1, 2, 3, 4, 5, 6].map((seed) => simulateSeeds(run('baseline', seed), 2, refuse, pool));
    for (const { status, reason } of (await Promise.allSettled(runs)) as PromiseRejectedResult[]) {
      expect([status, String(reason)]).toEqual(['rejected', 'Error: cancelled']);
    }
    expect((await pool.numbers(run('faasnet'))).containers).toBe(20_000);
  });

  it('fail with the error of the run itself', async () => {
    const wrong = [1, 2, 3].map((seed) => pool.numbers({ ...run('faasnet', seed), system: 'no-such' }));
    for (const { reason } of (await Promise.allSettled(wrong)) as PromiseRejectedResult[]) {
      expect([reason.name, reason.message]).toEqual(['SystemError', expect.stringContaining('"no-such"')]);
    }
  });
});

describe('a pool without threads', () => {
  it('simulates one run after another on this thread', async () => {
    const alone = new SimulationPool('no such file.js');
    expect(alone.lanes).toBe(1);
    const [one, two] = await Promise.all([alone.numbers(run('faasnet')), alone.numbers(run('faasnet', 2))]);
    expect([one.seed, two.seed]).toEqual([1, 2]);
  });

  it('does the work of threads that cannot start', async () => {
    const script = path.join(thread.folder, 'broken.js');
    await writeFile(script, "throw new Error('broken');");
    const broken = new SimulationPool(script, 1);
    const all = await Promise.all([1, 2, 3].map((seed) => broken.numbers(run('faasnet', seed))));
    expect(all.map(({ seed }) => seed)).toEqual([1, 2, 3]);
  });
});
