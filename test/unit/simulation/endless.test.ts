import { describe, expect, it } from 'vitest';
import { burstWorkload, ParameterError, resolveParameters, simulate } from '../../../src/simulation';
import { endWithin } from './randomRuns';

/** Simulates a burst; throws once it takes far more steps than it should. */
function burst(system: string, containers: number, given: Readonly<Record<string, number>>, mostEvents: number) {
  const parameters = resolveParameters(given);
  const workload = burstWorkload({ containers, memoryMB: given.memoryMB }, parameters);
  return simulate({ workload, system, parameters, seed: 1 }, endWithin(mostEvents));
}

describe('a run that could last forever', () => {
  it.each(['faasnet', 'on-demand', 'baseline', 'dadi-p2p', 'kraken'])(
    'of %s is refused after a few rounds of lost starts, with any number waiting',
    async (system) => {
      const given = { vms: 100, failuresPerVmHour: 60, nicMBps: 0.1, imageMB: 20_000 };
      const run = burst(system, 1_000_000, given, 1_500_000);
      await expect(run).rejects.toBeInstanceOf(ParameterError);
    },
    60_000,
  );

  it('takes no longer for pings every millisecond', async () => {
    const { events } = await burst('faasnet', 100, { vms: 100, failuresPerVmHour: 6, pingSeconds: 0.001 }, 100_000);
    expect(events).toBeLessThan(10_000);
  });

  it('ends for many small containers on one VM, because each start takes constant time', async () => {
    const { provisioning } = await burst('faasnet', 100_000, { vms: 1, vmMemoryMB: 1_048_576, memoryMB: 1 }, 1_000_000);
    expect(provisioning.every((seconds) => seconds > 0)).toBe(true);
  }, 60_000);

  it('ends where images leave their VMs while others are on their way', async () => {
    const parameters = resolveParameters({ vms: 50, idleSeconds: 1, runSeconds: 0.1 });
    const arrival = Float64Array.from({ length: 100 }, (_, i) => 0.003 * i + (i < 80 ? 0 : 20));
    const workload = { ...burstWorkload({ containers: 100, functions: 2 }, parameters), arrival };
    const { provisioning } = await simulate({ workload, system: 'faasnet', parameters, seed: 1 }, endWithin(10_000));
    expect(provisioning.every((seconds) => seconds > 0)).toBe(true);
  });

  it.each([
    ['faasnet', 8, 128, 3.25],
    ['on-demand', 16, 128, 5],
    ['dadi-p2p', 8, 128, 3.25],
  ])('of %s ends where a VM fails while its starts share it', async (system, containers, memoryMB, time) => {
    const parameters = resolveParameters({ vms: 1 });
    const workload = burstWorkload({ containers, memoryMB }, parameters);
    const run = { workload, system, parameters, seed: 1, failures: [{ vm: 0, time }] };
    const { provisioning } = await simulate(run, endWithin(10_000));
    expect(provisioning.every((seconds) => seconds > 0)).toBe(true);
  });

  it('ends where VMs fail again and again while their starts share them', async () => {
    const given = { vms: 5, failuresPerVmHour: 60 };
    const parameters = resolveParameters(given);
    const workload = burstWorkload({ containers: 40, memoryMB: 256 }, parameters);
    const { provisioning } = await simulate(
      { workload, system: 'faasnet', parameters, seed: 1019 },
      endWithin(100_000),
    );
    expect(provisioning.every((seconds) => seconds > 0)).toBe(true);
  });
});
