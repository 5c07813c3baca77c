import { describe, expect, it } from 'vitest';
import {
  type FunctionSpec,
  ImageState,
  type Run,
  resolveParameters,
  SYSTEMS,
  simulate,
  type Workload,
} from '../../../src/simulation';

const SPEC: FunctionSpec = { name: 'f', runtime: 'python', imageMB: 110.7, memoryMB: 512, runSeconds: 2 };
const EXACT = resolveParameters({ stepSeconds: 0, startStepSeconds: 0 });
const { found, missing } = ImageState;

function workload(arrival: readonly number[], states: readonly number[] | null, spec: Partial<FunctionSpec> = {}) {
  return {
    name: 'known images',
    arrival: Float64Array.from(arrival),
    functionId: new Uint32Array(arrival.length),
    functions: [{ ...SPEC, ...spec }],
    ...(states && { imageState: Uint8Array.from(states) }),
    recorded: null,
    assumptions: [],
  } satisfies Workload;
}

const run = (system: string, of: Workload, parameters = EXACT): Run => ({ workload: of, system, parameters, seed: 1 });

describe('a cold start whose image is known to be on its VM', () => {
  it('takes the start alone', async () => {
    const { provisioning, registryBytes, upstream } = await simulate(run('baseline', workload([0], [found])));
    expect(provisioning[0]).toBeCloseTo(2.3, 9);
    expect(registryBytes).toBe(0);
    expect(upstream[0]).toBe(-2);
  });

  it('does not wait for an image that is on its way to another VM', async () => {
    const { provisioning } = await simulate(run('baseline', workload([0, 1], [missing, found])));
    // The registry's session, 110.7 MB at 11.07 MB/s, and the start.
    expect(provisioning[0]).toBeCloseTo(0.1017 + 10 + 2.3, 9);
    expect(provisioning[1]).toBeCloseTo(2.3, 9);
  });

  it('is no replica whose fetch began', async () => {
    const { totals, vms } = await simulate(run('faasnet', workload([0], [found])));
    expect(totals.copies).toBe(0);
    expect(vms).toBe(1);
  });
});

describe('a cold start whose image is known to be missing', () => {
  it('fetches it although another VM holds it and has room', async () => {
    const { provisioning, vm } = await simulate(run('baseline', workload([0, 100], [missing, missing])));
    expect(provisioning[1]).toBeCloseTo(provisioning[0], 9);
    expect(vm[1]).not.toBe(vm[0]);
    const decided = await simulate(run('baseline', workload([0, 100], null)));
    expect(decided.provisioning[1]).toBeCloseTo(2.3, 9);
  });

  it('fetches it from the VMs that hold it, found or fetched', async () => {
    const { fetched } = await simulate(run('faasnet', workload([0, 50, 100], [found, missing, missing])));
    expect(fetched.registryBytes.every((bytes) => bytes === 0)).toBe(true);
    expect([...fetched.peerBytes].map((bytes) => bytes > 0)).toEqual([false, true, true]);
  });

  it('shares the image with a container of its function where the pool has no other VM', async () => {
    const small = resolveParameters({ stepSeconds: 0, startStepSeconds: 0, vms: 1 });
    const { provisioning } = await simulate(run('baseline', workload([0, 100], [missing, missing]), small));
    expect(provisioning[1]).toBeCloseTo(2.3, 9);
  });
});

describe.each(SYSTEMS.map(({ name }) => name))('known images with %s', (system) => {
  it('are fetched exactly where they are missing', async () => {
    const states = Array.from({ length: 120 }, (_, i) => ((i * 7) % 5 < 2 ? found : missing));
    const of = workload(
      states.map((_, i) => 3 * Math.floor(i / 4)),
      states,
    );
    const { upstream, provisioning } = await simulate(run(system, of));
    expect([...upstream].map((from) => (from === -2 ? found : missing))).toEqual(states);
    expect(provisioning.every((seconds) => seconds > 0)).toBe(true);
  });
});

describe('work that differs from the parameters', () => {
  it('scales a start by the factor of its function', async () => {
    for (const system of ['baseline', 'on-demand', 'faasnet']) {
      const seconds = async (startFactor?: number) =>
        (await simulate(run(system, workload([0], [missing], startFactor === undefined ? {} : { startFactor }))))
          .provisioning[0];
      const [plain, same, twice, thrice] = [await seconds(), await seconds(1), await seconds(2), await seconds(3)];
      expect(same).toBe(plain);
      expect(twice - plain).toBeGreaterThan(1);
      expect(thrice - twice).toBeCloseTo(twice - plain, 6);
    }
  });

  it('adds the seconds of the platform under every system', async () => {
    for (const { name } of SYSTEMS) {
      const seconds = async (spec: Partial<FunctionSpec>) =>
        (await simulate(run(name, workload([0], [missing], spec)))).provisioning[0];
      expect(await seconds({ platformSeconds: 5 })).toBeCloseTo((await seconds({})) + 5, 9);
    }
  });

  it('scatters log-normally around the median, with the same bytes and the same factors for every system', async () => {
    const arrivals = Array.from({ length: 400 }, (_, i) => 1000 * i);
    const states = arrivals.map(() => missing);
    const logs: number[][] = [];
    for (const [system, fixed] of [
      ['baseline', 0.1017],
      ['faasnet', 0.05 + 1.59 + 0.055],
      ['on-demand', 0.1017 + 1.59],
    ] as const) {
      const exact = await simulate(run(system, workload(arrivals, states)));
      const { provisioning, registryBytes } = await simulate(run(system, workload(arrivals, states, { scatter: 0.4 })));
      expect(registryBytes).toBeCloseTo(exact.registryBytes, 0);
      logs.push(
        Array.from(provisioning, (seconds, i) => Math.log((seconds - fixed) / (exact.provisioning[i] - fixed))),
      );
    }
    for (const [i, log] of logs[0].entries()) {
      expect(logs[1][i]).toBeCloseTo(log, 6);
      expect(logs[2][i]).toBeCloseTo(log, 6);
    }
    const mean = logs[0].reduce((sum, log) => sum + log, 0) / logs[0].length;
    const variance = logs[0].reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs[0].length;
    expect(mean).toBeCloseTo(0, 1);
    expect(Math.sqrt(variance)).toBeCloseTo(0.4, 1);
  });

  it('scatters as its shape says, and found starts by a spread of their own', async () => {
    const arrivals = Array.from({ length: 600 }, (_, i) => 1000 * i);
    const states = arrivals.map((_, i) => (i % 2 === 0 ? found : missing));
    // Half of the fetched starts take their median, the others up to 4 times as long.
    const spec = { scatterShape: [0, 0, Math.log(4)], scatter: 9, foundScatter: 0.2 };
    const { provisioning } = await simulate(run('baseline', workload(arrivals, states, spec)));
    const factors = (state: number, fixed: number, usual: number) =>
      Array.from(
        provisioning.filter((_, i) => states[i] === state),
        (seconds) => (seconds - fixed) / usual,
      ).sort((a, b) => a - b);
    const fetched = factors(missing, 0.1017, 12.3);
    expect(fetched[100]).toBeCloseTo(1, 6);
    expect(fetched[225]).toBeCloseTo(2, 0);
    expect(fetched[299]).toBeLessThanOrEqual(4);
    const others = factors(found, 0, 2.3).map(Math.log);
    const spread = Math.sqrt(others.reduce((sum, log) => sum + log * log, 0) / others.length);
    expect(spread).toBeGreaterThan(0.18);
    expect(spread).toBeLessThan(0.22);
  });
});
