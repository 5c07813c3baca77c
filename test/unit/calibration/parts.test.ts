import { describe, expect, it } from 'vitest';
import {
  checkFit,
  compareReplay,
  fitTrace,
  headlineOf,
  heldOut,
  intervalsOf,
  recordedOf,
  responseOf,
  stageRole,
} from '../../../src/calibration';
import { fitMixture } from '../../../src/calibration/mixture';
import { waitsFor } from '../../../src/calibration/queueing';
import { shrink } from '../../../src/calibration/shrinkage';
import { RandomStream, resolveParameters, SYSTEMS } from '../../../src/simulation';
import { exportedTrace } from './exported';
import { fitted } from './fitted';
import { replayOf, truth } from './truth';

const random = new RandomStream(3, 3);
const normals = (n: number, mean: number, sd: number, from: number) =>
  Array.from({ length: n }, (_, i) => mean + sd * random.normal(from + i));
const sorted = (values: readonly number[]) => Float64Array.from(values).sort();

describe('a mixture', () => {
  it('finds the medians, spreads and shares of two components', () => {
    const fit = fitMixture(sorted([...normals(600, 1, 0.2, 0), ...normals(1400, 3, 0.3, 10_000)]))!;
    expect(fit.lower.mean).toBeCloseTo(1, 1);
    expect(fit.lower.sd).toBeCloseTo(0.2, 1);
    expect(fit.lower.count / 2000).toBeCloseTo(0.3, 2);
    expect(fit.upper.mean).toBeCloseTo(3, 1);
    expect(fit.upper.sd).toBeCloseTo(0.3, 1);
  });

  it('is refused for one component, however many values there are', () => {
    for (let n = 8; n < 3000; n *= 2) {
      for (let seed = 0; seed < 20; seed++) {
        expect(fitMixture(sorted(normals(n, 2, 0.5, 100_000 * seed + n)))).toBeNull();
      }
    }
  });

  it('is refused for equal values, few values and components less than 1.4 times apart', () => {
    expect(fitMixture(sorted(new Array(50).fill(2)))).toBeNull();
    expect(fitMixture(sorted([1, 1, 1, 3, 3, 3]))).toBeNull();
    expect(fitMixture(sorted([...normals(100, 1, 0.01, 0), ...normals(100, 1.2, 0.01, 500)]))).toBeNull();
  });
});

describe('shrinkage', () => {
  const groupOf = new Uint32Array(4);

  it('leaves well-known values alone, and gives unknown ones the mean of their group', () => {
    const value = Float64Array.from([1, 2, 3, Number.NaN]);
    const { value: shrunk, borrowed } = shrink({ value, variance: new Float64Array(4).fill(1e-9) }, groupOf, 1);
    expect([...shrunk].map((one) => Math.round(1e4 * one) / 1e4)).toEqual([1, 2, 3, 2]);
    expect(borrowed[3]).toBe(1);
    expect(borrowed[0]).toBeLessThan(1e-6);
  });

  it('weighs the variance of sampling against that between functions', () => {
    // DerSimonian and Laird: Q = 18/0.5, weights 2, so between = (36 − 3)/(8 − 16/8) = 5.5.
    const value = Float64Array.from([-3, 0, 0, 3]);
    const { groups, borrowed, value: shrunk } = shrink({ value, variance: new Float64Array(4).fill(0.5) }, groupOf, 1);
    expect(groups[0]?.between).toBeCloseTo(5.5, 9);
    expect(borrowed[0]).toBeCloseTo(0.5 / 6, 9);
    expect(shrunk[3]).toBeCloseTo(3 * (1 - 0.5 / 6), 9);
  });

  it('draws values that differ no more than their sampling to their mean', () => {
    const { value } = shrink(
      { value: Float64Array.from([1, 1.1, 0.9, 1]), variance: new Float64Array(4).fill(1) },
      groupOf,
      1,
    );
    for (const one of value) expect(one).toBeCloseTo(1, 9);
  });
});

describe('waits in the registry’s queue', () => {
  const none = new Uint8Array(4);

  it('are a pull’s own session and those before it', () => {
    const waits = waitsFor(Float64Array.from([0, 0, 0.15, 9]), Float64Array.from([20, 30, 20, 20]), none, 0.1);
    expect([...waits].map((wait) => Math.round(1000 * wait) / 1000)).toEqual([0.1, 0.2, 0.15, 0.1]);
  });

  it('pass over starts that found the image', () => {
    const waits = waitsFor(Float64Array.from([0, 0]), Float64Array.from([20, 2]), Uint8Array.from([0, 1]), 0.1);
    expect(waits[0]).toBeCloseTo(0.1, 6);
    expect(waits[1]).toBe(0);
  });

  it('are the same for equal starts, and at most half of a latency', () => {
    const waits = waitsFor(new Float64Array(4), new Float64Array(4).fill(1), none, 0.2);
    for (const wait of waits) expect(wait).toBeCloseTo(0.5, 6);
  });
});

describe('the response of a system', () => {
  it('of the baseline is its formula', async () => {
    const response = await responseOf('baseline', resolveParameters());
    expect(response.sessionSeconds).toBeCloseTo(0.1017, 6);
    expect(response.foundSeconds(300)).toBeCloseTo(2.3, 6);
    expect(response.startSeconds(300)).toBeCloseTo(2.3, 6);
    // The smallest image of the grid counts as fixed: 0.1 MB.
    expect(response.fetchSeconds(110.8)).toBeCloseTo(10, 2);
    expect(response.imageMB(10 + 2 * 2.3, 2)).toBeCloseTo(110.8, 0);
  });

  it.each(SYSTEMS.map(({ name }) => name))('of %s inverts itself', async (system) => {
    const response = await responseOf(system, resolveParameters());
    for (const imageMB of [20, 195, 758]) {
      const seconds = response.fetchSeconds(imageMB) + 1.3 * response.startSeconds(imageMB);
      const found = response.imageMB(seconds, 1.3);
      expect(response.fetchSeconds(found) + 1.3 * response.startSeconds(found)).toBeCloseTo(seconds, 6);
    }
  });
});

describe('a stage', () => {
  it.each([
    ['pull', 'fetch'],
    ['code', 'fetch'],
    ['dependencies', 'fetch'],
    ['scheduling', 'platform'],
    ['wait', 'platform'],
    ['allocation', 'start'],
    ['init', 'start'],
    ['runtimeInit', 'start'],
  ])('called %s is %s', (key, role) => {
    expect(stageRole({ key, title: key })).toBe(role);
  });
});

describe('a check on cold starts that were not seen', () => {
  it('predicts the second half of the time span better than a guess without a model of images', async () => {
    const known = await truth({});
    const { replay, recorded } = await fitted(await exportedTrace(known), known.parameters);
    const { check, fittedStarts } = (await heldOut(replay, recorded, 'baseline', known.parameters, 1))!;
    expect(fittedStarts + check.starts).toBe(recorded.latency.length);
    const errors = new Map(check.overall.map(({ share, error }) => [share, Math.abs(error)]));
    for (const share of [0.1, 0.25, 0.75, 0.9, 0.99]) expect(errors.get(share)).toBeLessThan(0.05);
    // The median lies in the gap between starts that found the image and those that fetched it.
    expect(errors.get(0.5)).toBeLessThan(0.2);
    expect(check.comparedFunctions).toBeGreaterThan(50);
    for (const { share, median } of check.perFunction) if (share >= 0.5) expect(median).toBeLessThan(0.1);
  });

  it('names a registry that is too slow for the trace, and one that is not', async () => {
    const known = await truth({ starts: 4000, seconds: 300, system: 'faasnet' });
    // A platform whose starts all took 20 s, 13 a second.
    const replay = { ...replayOf(known), recorded: known.workload.arrival.map((_, i) => 20 + (i % 7) / 10) };
    const fit = await fitTrace(replay, { stages: [] }, 'baseline', known.parameters);
    const { report } = await checkFit(fit, known.parameters, 1);
    expect(report.causes[0]).toMatch(
      /^Where its pulls queue, the simulated registry opens 9\.8 a second; the trace has 13/,
    );
    const [, seconds] = /A registry\.sessionSeconds of ([\d.]+) would leave it room\.$/.exec(report.causes[0])!;
    const roomy = { ...known.parameters, 'registry.sessionSeconds': Number(seconds) };
    const faster = await checkFit(await fitTrace(replay, { stages: [] }, 'baseline', roomy), roomy, 1);
    const errors = (of: typeof report) => Math.abs(of.fit.overall.find(({ share }) => share === 0.5)!.error);
    expect(errors(report)).toBeGreaterThan(1);
    expect(errors(faster.report)).toBeLessThan(0.1);
    expect(headlineOf(faster.report)).toContain('on the half of the time span that it has not seen');
  });

  it('is not made of a handful of starts', async () => {
    const known = await truth({ starts: 25, functions: 3 });
    const replay = replayOf(known);
    expect(await heldOut(replay, recordedOf(replay, { stages: [] }), 'baseline', known.parameters, 1)).toBeNull();
  });

  it('ends where its progress throws', async () => {
    const known = await truth({ starts: 2000 });
    const replay = replayOf(known);
    const cancel = () => {
      throw new Error('cancelled');
    };
    const check = heldOut(replay, recordedOf(replay, { stages: [] }), 'baseline', known.parameters, 1, cancel);
    await expect(check).rejects.toThrow('cancelled');
  });
});

describe('the comparison of a replay', () => {
  it('has no error where 0 s were recorded and simulated, and none to tell where they were only recorded', () => {
    const recorded = Float64Array.from({ length: 80 }, (_, i) => (i < 40 ? 0 : 2));
    const simulated = Float64Array.from({ length: 80 }, (_, i) => (i < 20 ? 0 : i < 40 ? 1 : 3));
    const { overall, perFunction } = compareReplay(recorded, simulated, new Uint32Array(80), 1);
    expect(overall.find(({ share }) => share === 0.1)?.error).toBe(0);
    expect(overall.find(({ share }) => share === 0.25)?.error).toBeNaN();
    expect(overall.find(({ share }) => share === 0.9)?.error).toBeCloseTo(0.5, 12);
    expect(perFunction.map(({ share }) => share)).toEqual([0.1, 0.5, 0.75, 0.9]);
    for (const { median, p90 } of perFunction) expect(Number.isNaN(median + p90)).toBe(false);
  });
});

describe('failures of VMs', () => {
  it('change no fit, but the intervals of the run that has them', async () => {
    const known = await truth({ starts: 3000 });
    const { replay, calibration } = await fitted(await exportedTrace(known), known.parameters);
    const fit = { whole: replay, recorded: recordedOf(replay, { stages: [] }), calibration };
    const failing = { ...known.parameters, failuresPerVmHour: 20 };
    const { report } = await checkFit(fit, failing, 1);
    expect(report).toEqual((await checkFit(fit, known.parameters, 1)).report);

    const run = { workload: replay, system: 'faasnet', parameters: known.parameters, seed: 1 };
    const failures = Array.from({ length: 500 }, (_, i) => ({ vm: i % 10, time: 4 * i }));
    const calm = await intervalsOf(run, calibration, 2);
    expect(await intervalsOf({ ...run, failures }, calibration, 2)).not.toEqual(calm);
  });
});

describe('intervals', () => {
  it('have a low and a high end, and repeat with their seed', async () => {
    const known = await truth({ starts: 3000, startSd: 0.25 });
    const { replay, calibration } = await fitted(await exportedTrace(known), known.parameters);
    const run = { workload: replay, system: 'faasnet', parameters: known.parameters, seed: 1 };
    const first = await intervalsOf(run, calibration, 6);
    expect(await intervalsOf(run, calibration, 6)).toEqual(first);
    for (const { lowSeconds, highSeconds } of first) expect(lowSeconds).toBeLessThan(highSeconds);
  });
});
