import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFunctionTree } from '../../../src/functionTree';
import type { SeriesName } from '../../../src/protocol/queries';
import { burstWorkload, type Run, type RunResult, resolveParameters, simulate } from '../../../src/simulation';
import { runs } from '../../depth';
import { anyRun, SYSTEM_NAMES as names } from './randomRuns';
import { type TreeEntry, treeLogsOf } from './timelines';

/** Any workload on any system with any failures, and one watched VM of the pool or the extra VM. */
const watchedRuns: fc.Arbitrary<Run> = fc
  .tuple(anyRun({ failures: true }), fc.nat(1000))
  .map(([run, vm]) => ({ ...run, watchedVm: vm % (run.parameters.vms + 1) }));

async function always(check: (result: RunResult, run: Run) => Promise<void> | void): Promise<void> {
  const property = fc.asyncProperty(watchedRuns, async (run) => check(await simulate(run), run));
  await fc.assert(property, { numRuns: runs(500), seed: 1, endOnFailure: true });
}

const series = (result: RunResult, name: SeriesName) => result.series.find((one) => one.name === name)!;
const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);
const widthOf = (result: RunResult) => {
  const { x } = series(result, 'activeVms');
  return x.length > 1 ? x[1] - x[0] : 1 / 16;
};

/** Expects bytes, seconds or requests to be equal up to rounding. */
function expectSame(one: number, other: number): void {
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-6 * Math.max(Math.abs(one), Math.abs(other)) + 1);
}

describe('bytes by source', () => {
  it('of all cold starts add up to the bytes of the run, without those sent to the extra VM', async () => {
    await always(({ fetched, registryBytes, peerBytes, totals }) => {
      expectSame(total(fetched.registryBytes), registryBytes - totals.seedBytes);
      expectSame(total(fetched.peerBytes), peerBytes);
      expectSame(totals.savedRegistryBytes, Math.max(0, peerBytes - totals.seedBytes));
    });
  });

  it('of a cold start whose image is on its VM are 0', async () => {
    const parameters = resolveParameters({});
    const workload = {
      ...burstWorkload({ containers: 3, memoryMB: 1024 }, parameters),
      arrival: Float64Array.of(0, 1, 60),
    };
    const { fetched, upstream } = await simulate({ workload, system: 'faasnet', parameters, seed: 1 });
    expect([...upstream]).toEqual([-1, -1, -2]);
    expect(fetched.registryBytes[0]).toBeGreaterThan(0);
    // The second start waits for the image that the first ordered.
    expect([...fetched.registryBytes.slice(1), ...fetched.peerBytes]).toEqual([0, 0, 0, 0, 0]);
  });

  it('come from both sources if the registry replaces a failed upstream VM', async () => {
    const parameters = resolveParameters({ nicMBps: 5 });
    const workload = burstWorkload({ containers: 3 }, parameters);
    const failing = [{ time: 6, vm: 0 }];
    const { fetched, registryBytes, peerBytes } = await simulate({
      workload,
      system: 'faasnet',
      parameters,
      seed: 1,
      failures: failing,
    });
    const both = [...fetched.peerBytes.keys()].filter((i) => fetched.peerBytes[i] > 0 && fetched.registryBytes[i] > 0);
    // The VM that replaced the root, and the lost root's container, which starts again below it.
    expect(both).toHaveLength(2);
    expect(total(fetched.registryBytes)).toBeCloseTo(registryBytes, 0);
    expect(total(fetched.peerBytes)).toBeCloseTo(peerBytes, 0);
  });
});

describe('series', () => {
  it('add up to the totals of the run', async () => {
    await always((result) => {
      const width = widthOf(result);
      const whole = (name: SeriesName) => total(series(result, name).y) * width;
      expectSame(whole('registryBytes'), result.registryBytes);
      expectSame(whole('peerBytes'), result.peerBytes);
      expectSame(whole('registryRequests'), result.totals.registryRequests);
      expectSame(whole('activeVms'), result.totals.vmSeconds);
    });
  });

  it('have means that, times the active VMs, give the bytes of all VMs', async () => {
    await always((result, { system }) => {
      const width = widthOf(result);
      const active = series(result, 'activeVms').y;
      const whole = (name: SeriesName) => total(series(result, name).y.map((mean, bin) => mean * active[bin])) * width;
      expectSame(whole('meanVmInBytes'), result.registryBytes - result.totals.seedBytes + result.peerBytes);
      if (system === 'faasnet') expectSame(whole('meanVmOutBytes'), result.peerBytes);
      if (system === 'kraken') expect(whole('meanVmOutBytes')).toBeLessThanOrEqual(result.peerBytes + 1);
    });
  });

  it('have peaks that no VM exceeds and that do not exceed a NIC', async () => {
    await always((result, { watchedVm, parameters: { vms, nicMBps } }) => {
      // The bound of each image ignores all other images.
      if (result.system === 'optimal') return;
      const isOfPool = watchedVm! < vms;
      for (const [peakName, own, mean] of [
        ['peakVmInBytes', 'vmInBytes', 'meanVmInBytes'],
        ['peakVmOutBytes', 'vmOutBytes', 'meanVmOutBytes'],
      ] as const) {
        const peak = series(result, peakName).y;
        expect(peak.reduce((most, rate) => Math.max(most, rate), 0)).toBeLessThanOrEqual(nicMBps * 1e6 * (1 + 1e-6));
        const known = isOfPool ? [own, mean] : [mean];
        for (const name of known as SeriesName[]) {
          const { y } = series(result, name);
          const above = y.map((rate, bin) => rate - (peak[bin] ?? 0) * (1 + 1e-6));
          expect(above.reduce((most, excess) => Math.max(most, excess), 0)).toBeLessThanOrEqual(1);
        }
      }
    });
  });

  it('watch any VM without changing the result of the run', async () => {
    for (const system of names) {
      const parameters = resolveParameters({ vms: 8 });
      const run = { workload: burstWorkload({ containers: 8 }, parameters), system, parameters, seed: 1 };
      const plain = await simulate(run);
      let [received, sent] = [0, 0];
      for (let watchedVm = 0; watchedVm <= 8; watchedVm++) {
        const watched = await simulate({ ...run, watchedVm });
        expect({ ...watched, series: watched.series.slice(0, -2) }).toEqual(plain);
        received += total(series(watched, 'vmInBytes').y) * widthOf(watched);
        sent += total(series(watched, 'vmOutBytes').y) * widthOf(watched);
      }
      expectSame(received, plain.registryBytes + plain.peerBytes);
      expectSame(sent, system === 'optimal' ? 0 : plain.peerBytes);
    }
  });

  it('have the levels of the replayed trees', async () => {
    await always(async (result, run) => {
      const width = widthOf(result);
      const trees = series(result, 'trees').y;
      const mean = series(result, 'meanTreeLevels').y;
      const most = series(result, 'mostTreeLevels').y;
      const logs = result.system === 'faasnet' ? await treeLogsOf(run) : [];
      // A last bin of less time than rounding errors has levels, but no amounts.
      const bins = Math.max(trees.length, most.length);
      const known = replayed(logs, run.parameters.fanOut, width, bins, result.simulatedSeconds);
      const levels = trees.map((count, bin) => count * mean[bin] * width);
      const off = levels.map((seconds, bin) => Math.abs(seconds - known.levels[bin]));
      expect(off.reduce((worst, one) => Math.max(worst, one), 0)).toBeLessThan(1e-6);
      expect(most).toEqual(known.most.subarray(0, most.length));
    });
  });
});

/** By bin: seconds times levels of all trees in the logs, and the most levels of any. */
function replayed(logs: readonly TreeEntry[][], fanOut: number, width: number, bins: number, end: number) {
  const levels = new Float64Array(bins);
  const most = new Float64Array(bins);
  for (const log of logs) {
    const tree = createFunctionTree(fanOut);
    log.forEach(({ time: from, kind, vm }, i) => {
      if (kind === 'insert') tree.insert(vm);
      if (kind === 'remove') tree.delete(vm);
      const to = log[i + 1]?.time ?? end;
      for (let bin = Math.floor(from / width); to > from && bin < bins && bin * width < to; bin++) {
        const seconds = Math.min(to, (bin + 1) * width) - Math.max(from, bin * width);
        levels[bin] += seconds * tree.levels;
        most[bin] = Math.max(most[bin], tree.levels);
      }
    });
  }
  return { levels, most };
}

describe('requests to the registry', () => {
  const burst = async (system: string, containers: number, given: Record<string, number> = {}) => {
    const parameters = resolveParameters(given);
    return simulate({ workload: burstWorkload({ containers, functions: 2 }, parameters), system, parameters, seed: 1 });
  };

  it('count one per pull for systems that pull whole images', async () => {
    expect((await burst('baseline', 10)).totals.registryRequests).toBe(10);
    expect((await burst('kraken', 10)).totals.registryRequests).toBe(2);
  });

  it('count one per block for systems that fetch blocks', async () => {
    for (const [system, block] of [
      ['faasnet', 'blockKB'],
      ['on-demand', 'blockKB'],
      ['dadi-p2p', 'dadi-p2p.blockKB'],
    ] as const) {
      const { registryBytes, totals, parameters } = await burst(system, 10, { compressionRatio: 2 });
      expect(totals.registryRequests).toBeCloseTo(registryBytes / ((parameters[block] * 1024) / 2), 3);
    }
  });
});

describe('the depth of a VM in its tree', () => {
  it('is correct in a chain of any length', async () => {
    const vms = 66_000;
    const parameters = resolveParameters({ vms, fanOut: 1, hopSeconds: 0 });
    const workload = burstWorkload({ containers: vms }, parameters);
    const { depth } = await simulate({ workload, system: 'faasnet', parameters, seed: 1 });
    expect(depth.sort().every((edges, i) => edges === i)).toBe(true);
  });
});
