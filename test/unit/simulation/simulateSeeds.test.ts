import { describe, expect, it } from 'vitest';
import type { RunNumbers } from '../../../src/protocol/queries';
import {
  burstWorkload,
  meanOverSeeds,
  requestedProfile,
  resolveParameters,
  simulate,
  simulateSeeds,
  summarizeRun,
} from '../../../src/simulation';

const parameters = resolveParameters();
const run = { workload: burstWorkload({ containers: 40 }, parameters), system: 'faasnet', parameters, seed: 3 };

describe('a run with several seeds', () => {
  it('of requests has the means of their responses', async () => {
    const csv = '0,2\n10,2\n11,40\n12,2\n60,2\n';
    const asked = {
      kind: 'profile',
      name: 'p',
      csv,
      leadInSeconds: 0,
      runSeconds: 3,
      imageMB: null,
      memoryMB: null,
    } as const;
    const requests = { ...run, workload: await requestedProfile(asked, parameters) };
    const { numbers } = await simulateSeeds(requests, 2);
    const maxima: number[] = [];
    for (const seed of [3, 4]) {
      const seeded = { ...requests, seed };
      maxima.push(summarizeRun(seeded, await simulate(seeded)).responseSeconds!.max);
    }
    expect(numbers.overSeeds!.max.mean).toBeCloseTo((maxima[0] + maxima[1]) / 2, 9);
    expect(numbers.overSeeds!.p50.mean).toBeCloseTo(3, 9);
  });

  it('has the result of the first seed and means over all seeds', async () => {
    const { result, numbers } = await simulateSeeds(run, 3);
    expect(result).toEqual(await simulate(run));
    const all: Omit<RunNumbers, 'wallSeconds' | 'overSeeds'>[] = [];
    for (const seed of [3, 4, 5]) {
      const seeded = { ...run, seed };
      all.push(summarizeRun(seeded, await simulate(seeded)));
    }
    const over = (of: (one: (typeof all)[number]) => number) => {
      const { mean, halfWidth95 } = meanOverSeeds(all.map(of));
      return { mean, halfWidth95 };
    };
    const { overSeeds } = numbers;
    expect(numbers.provisioningSeconds).toEqual(all[0].provisioningSeconds);
    for (const key of ['mean', 'p50', 'p99', 'last'] as const) {
      expect(overSeeds?.[key]).toEqual(over((one) => one.provisioningSeconds[key]));
    }
    for (const key of ['registryBytes', 'peerBytes'] as const)
      expect(overSeeds?.[key]).toEqual(over((one) => one[key]));
    for (const key of ['vmSeconds', 'idleGBSeconds', 'rotations'] as const) {
      expect(overSeeds?.totals[key]).toEqual(over((one) => one.totals[key]));
    }
  });

  it('has no interval with one seed', async () => {
    expect((await simulateSeeds(run, 1)).numbers.overSeeds).toBeNull();
  });

  it('wraps around after the last seed', async () => {
    const last = { ...run, seed: 2 ** 32 - 1 };
    const { numbers } = await simulateSeeds(last, 2);
    const means = [];
    for (const seed of [2 ** 32 - 1, 0]) {
      const seeded = { ...run, seed };
      means.push(summarizeRun(seeded, await simulate(seeded)).provisioningSeconds.mean);
    }
    expect(numbers.overSeeds?.mean.mean).toBe(meanOverSeeds(means).mean);
  });

  it('reports its progress over all seeds, and can be cancelled', async () => {
    const large = { ...run, workload: burstWorkload({ containers: 30_000 }, parameters) };
    const fractions: number[] = [];
    await simulateSeeds(large, 2, (fraction) => void fractions.push(fraction));
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.some((fraction) => fraction > 0.5)).toBe(true);
    expect(fractions.every((fraction) => fraction <= 1)).toBe(true);
    const stop = () => {
      throw new Error('given up');
    };
    await expect(simulateSeeds(large, 2, stop)).rejects.toThrow('given up');
    await expect(simulateSeeds(run, 2, stop)).rejects.toThrow('given up');
  });
});
