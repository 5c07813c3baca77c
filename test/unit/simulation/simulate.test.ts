import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  burstWorkload,
  type Run,
  type RunResult,
  resolveParameters,
  SYSTEMS,
  simulate,
  summarizeRun,
} from '../../../src/simulation';
import { runs } from '../../depth';
import { treeLogsOf } from './timelines';

const names = SYSTEMS.map(({ name }) => name);

function burst(system: string, containers: number, given: Record<string, number> = {}, more: Partial<Run> = {}): Run {
  const parameters = resolveParameters(given);
  return { workload: burstWorkload({ containers }, parameters), system, parameters, seed: 1, ...more };
}

describe('simulate', () => {
  it.each(['faasnet', 'baseline', 'on-demand', 'dadi-p2p', 'kraken'])(
    '%s receives the bytes that were sent',
    async (system) => {
      const one = await simulate(burst(system, 1));
      const many = await simulate(burst(system, 64));
      const perVm = system === 'dadi-p2p' || system === 'kraken' ? one.peerBytes : one.registryBytes;
      const sentToRoot = system === 'dadi-p2p' || system === 'kraken' ? many.registryBytes : 0;
      expect((many.registryBytes - sentToRoot + many.peerBytes) / perVm).toBeCloseTo(64, 3);
    },
  );

  it('never finishes a burst later with more bandwidth', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 2, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 4, noNaN: true }),
        fc.integer({ min: 1, max: 4 }),
        async (system, containers, nicMBps, factor, fanOut) => {
          const slow = await simulate(burst(system, containers, { nicMBps, registryMBps: 4 * nicMBps, fanOut }));
          const fast = await simulate(
            burst(system, containers, { nicMBps: factor * nicMBps, registryMBps: 4 * factor * nicMBps, fanOut }),
          );
          expect(Math.max(...fast.provisioning)).toBeLessThanOrEqual(Math.max(...slow.provisioning) * (1 + 1e-9));
        },
      ),
      { numRuns: runs(150), seed: 4, endOnFailure: true },
    );
  });

  it.each(names)('%s never exceeds a NIC', async (system) => {
    const nicMBps = 12;
    const result = await simulate(burst(system, 30, { nicMBps }, { watchedVm: 1 }));
    for (const name of ['vmInBytes', 'vmOutBytes'] as const) {
      const { y } = result.series.find((series) => series.name === name)!;
      for (const rate of y) expect(rate).toBeLessThanOrEqual(nicMBps * 1e6 * (1 + 1e-6));
    }
  });

  it('fetches nothing for a container whose image is on the VM', async () => {
    const parameters = resolveParameters({});
    const workload = {
      ...burstWorkload({ containers: 2, memoryMB: 1024 }, parameters),
      arrival: Float64Array.of(0, 30),
    };
    const result = await simulate({ workload, system: 'faasnet', parameters, seed: 1 });
    expect(result.vm[1]).toBe(result.vm[0]);
    expect([...result.upstream]).toEqual([-1, -2]);
    expect(result.provisioning[1]).toBeLessThan(result.provisioning[0]);
  });

  it('reclaims a VM exactly after the idle time', async () => {
    const parameters = resolveParameters({ idleSeconds: 60 });
    const workload = burstWorkload({ containers: 2 }, parameters);
    const again = async (second: number): Promise<RunResult> =>
      simulate({
        workload: { ...workload, arrival: Float64Array.of(0, second) },
        system: 'faasnet',
        parameters,
        seed: 1,
      });
    expect((await again(65)).upstream[1]).toBe(-2);
    expect((await again(75)).upstream[1]).toBe(-1);
  });

  it('replaces the root when it fails', async () => {
    const run = burst('faasnet', 7, { pingSeconds: 0.5 }, { failures: [{ time: 3, vm: 0 }] });
    const [log] = await treeLogsOf(run);
    const heirs = log.filter(({ kind, other }) => kind === 'reparent' && other === -1);
    expect(heirs.length).toBeGreaterThan(0);
    expect(heirs[0].time).toBe(3.5);
    const failing = await simulate(run);
    expect(failing.provisioning.every((seconds) => seconds < 20)).toBe(true);
  });

  it('reports rising shares, and stops when the checkpoint throws', async () => {
    const shares: number[] = [];
    const run = burst('faasnet', 20_000, { vms: 20_000 });
    const stopped = simulate(run, (fraction) => {
      shares.push(fraction);
      if (shares.length === 3) throw new Error('enough');
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(shares).toHaveLength(3);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });

  it.each(names)(
    '%s calls the checkpoint at regular amounts of work, with any number of arrivals at once',
    async (system) => {
      const parameters = resolveParameters({ vms: 300, failuresPerVmHour: 10 });
      const workload = burstWorkload({ containers: 3000, functions: 6, memoryMB: 256 }, parameters);
      let before = 0;
      let asked = 0;
      const result = await simulate({ workload, system, parameters, seed: 1 }, (_, events) => {
        expect(events - before).toBeLessThanOrEqual(1000);
        before = events;
        asked++;
      });
      expect(result.events - before).toBeLessThanOrEqual(1000);
      expect(asked).toBeGreaterThanOrEqual(Math.floor(result.events / 1000));
    },
  );

  it('lists the systems when given an unknown one', async () => {
    await expect(simulate(burst('docker', 1))).rejects.toThrow(/"docker"; there are faasnet, /);
  });

  it('is never faster than the lower bound', async () => {
    const bound = await simulate(burst('optimal', 64));
    for (const system of names) {
      const result = await simulate(burst(system, 64));
      for (let i = 0; i < 64; i++) expect(result.provisioning[i]).toBeGreaterThanOrEqual(bound.provisioning[i] - 1e-6);
    }
  });

  it('sums each provisioning up from its stages', async () => {
    for (const system of names) {
      const { stages, provisioning } = await simulate(burst(system, 50));
      provisioning.forEach((seconds, i) => {
        expect(stages.reduce((sum, stage) => sum + stage.seconds[i], 0)).toBeCloseTo(seconds, 3);
      });
    }
  });

  it('summarizes its measurements', async () => {
    const run = burst('faasnet', 100);
    const summary = summarizeRun(run, await simulate(run));
    const { first, mean, p50, p90, p99, max, last } = summary.provisioningSeconds;
    expect([first, p50, p90, p99, max]).toEqual([first, p50, p90, p99, max].sort((a, b) => a - b));
    expect(mean).toBeGreaterThan(first);
    expect(last).toBe(max);
    expect(summary).toMatchObject({ containers: 100, vms: 100, functions: 1, trees: 1, seed: 1 });
  });
});
