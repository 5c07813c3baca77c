import { describe, expect, it } from 'vitest';
import { fittedWorkload } from '../../../src/calibration';
import { simulate } from '../../../src/simulation';
import type { TraceFile } from '../../../src/trace';
import { exportedStages, exportedTrace } from './exported';
import { type Fitted, fitted, quantileOf } from './fitted';
import { type Truth, type TruthOptions, truth } from './truth';

/** The largest error that the closed loop allows. */
const GOAL = 0.1;

/** Relative errors of what is fitted to each function. */
function errorsOf(
  { calibration }: Fitted,
  { workload }: Truth,
  of: (spec: { imageMB: number; startFactor?: number }) => number,
) {
  const known = new Map(workload.functions.map((spec) => [spec.name, spec]));
  return calibration.functions.map((one) => {
    // Huawei's functions are called funcName---userID---pool.
    const spec = known.get(one.name.split('---')[0])!;
    return Math.abs(of(one) / of(spec) - 1);
  });
}

const loops = new Map<string, ReturnType<typeof closedFrom>>();

/** The loop through a trace without stages, computed once for all tests with the same options. */
function closed(options: TruthOptions) {
  const key = JSON.stringify(options);
  const loop = loops.get(key) ?? closedFrom(options, exportedTrace);
  loops.set(key, loop);
  return loop;
}

async function closedFrom(options: TruthOptions, exported: (of: Truth) => Promise<TraceFile>) {
  const known = await truth(options);
  const fit = await fitted(await exported(known), known.parameters);
  const latencies = async (system: string) => {
    const run = { system, parameters: known.parameters, seed: 5 };
    const [right, found] = await Promise.all([
      simulate({ ...run, workload: known.workload }),
      simulate({ ...run, workload: fittedWorkload(fit.replay, fit.calibration) }),
    ]);
    return (share: number) =>
      Math.abs(quantileOf(found.provisioning, share) / quantileOf(right.provisioning, share) - 1);
  };
  return { known, fit, images: errorsOf(fit, known, ({ imageMB }) => imageMB), latencies };
}

describe('a calibration of a trace that a known baseline left', () => {
  it.each<[string, TruthOptions]>([
    ['with 300 functions in bursts', {}],
    ['with scatter of 40 % and 67 starts a function', { scatter: 0.4, starts: 20_000 }],
    ['whose starts differ in work by 25 %', { startSd: 0.25 }],
    ['with ten starts a function, which differ in work by 25 %', { startSd: 0.25, starts: 3000 }],
  ])('finds images and what FaaSNet would have taken, %s', async (_, options) => {
    const { images, latencies } = await closed(options);
    expect(quantileOf(images, 0.5)).toBeLessThan(GOAL);
    const faasnet = await latencies('faasnet');
    expect(faasnet(0.5)).toBeLessThan(GOAL);
    expect(faasnet(0.99)).toBeLessThan(GOAL);
  });

  it('reproduces the recorded latencies', async () => {
    const { latencies } = await closed({});
    const baseline = await latencies('baseline');
    for (const share of [0.1, 0.25, 0.5, 0.75, 0.9, 0.99]) expect(baseline(share)).toBeLessThan(0.05);
  });

  it('finds which starts found the image on their VM', async () => {
    const { known, fit } = await closed({});
    const wrong = fit.calibration.isFound.filter((found, i) => (found === 1) !== (known.result.upstream[i] === -2));
    expect(wrong.length / fit.calibration.isFound.length).toBeLessThan(0.03);
  });

  it('finds the work of starts that differ by 25 %, where some of them find the image', async () => {
    const { known, fit } = await closed({ startSd: 0.25 });
    const starts = errorsOf(fit, known, ({ startFactor = 1 }) => startFactor);
    expect(quantileOf(starts, 0.5)).toBeLessThan(GOAL);
  });
});

describe('a calibration of a trace with stages', () => {
  it.each<[string, TruthOptions]>([
    ['with 300 functions in bursts', {}],
    ['whose starts scatter by 40 % and differ in work by 25 %', { startSd: 0.25, scatter: 0.4 }],
  ])('finds images, starts and what FaaSNet would have taken, %s', async (_, options) => {
    const { known, fit, images, latencies } = await closedFrom(options, exportedStages);
    expect(fit.calibration.functions.every(({ split }) => split === 'stages')).toBe(true);
    expect(quantileOf(images, 0.5)).toBeLessThan(GOAL);
    expect(
      quantileOf(
        errorsOf(fit, known, ({ startFactor = 1 }) => startFactor),
        0.5,
      ),
    ).toBeLessThan(GOAL);
    const faasnet = await latencies('faasnet');
    expect(faasnet(0.5)).toBeLessThan(GOAL);
    expect(faasnet(0.99)).toBeLessThan(GOAL);
  });
});

describe('a calibration of a trace recorded on a system that hides its images', () => {
  it('predicts the system itself, although image sizes cannot be told', async () => {
    const known = await truth({ system: 'faasnet' });
    const { replay, calibration } = await fitted(await exportedTrace(known), known.parameters, 'faasnet');
    const workload = fittedWorkload(replay, calibration);
    const { provisioning } = await simulate({ workload, system: 'faasnet', parameters: known.parameters, seed: 5 });
    for (const share of [0.5, 0.9, 0.99]) {
      expect(quantileOf(provisioning, share) / quantileOf(known.result.provisioning, share)).toBeGreaterThan(0.85);
      expect(quantileOf(provisioning, share) / quantileOf(known.result.provisioning, share)).toBeLessThan(1.15);
    }
  });
});
