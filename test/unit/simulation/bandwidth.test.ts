import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstWorkload, resolveParameters, simulate, type Workload } from '../../../src/simulation';
import { imageOf } from '../../../src/simulation/images';
import { runs } from '../../depth';
import { startTimes } from '../../oracle/blockBurst';
import { SYSTEM_NAMES } from './randomRuns';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const factor = fc.oneof(fc.constant(1), between(1, 5));

/** Without randomness: with it, a system's decision may favour whichever container arrives first. */
const LUCKLESS = { stepSeconds: 0, startStepSeconds: 0 };

describe('a burst of one function', () => {
  it.each(SYSTEM_NAMES)('with %s never ends later on faster NICs, a faster registry, or both', async (system) => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ containers: fc.integer({ min: 1, max: 60 }), imageMB: between(10, 900) }),
        fc.integer({ min: 300, max: 3008 }),
        fc.record({ nicMBps: between(2, 100), registryMBps: between(2, 400), fanOut: fc.integer({ min: 1, max: 5 }) }),
        fc.record({ nic: factor, registry: factor }),
        async (burst, memoryMB, given, faster) => {
          const last = async (nicMBps: number, registryMBps: number): Promise<number> => {
            const parameters = resolveParameters({ ...LUCKLESS, ...given, nicMBps, registryMBps });
            const workload = burstWorkload({ ...burst, memoryMB }, parameters);
            const { provisioning } = await simulate({ workload, system, parameters, seed: 1 });
            return Math.max(...provisioning);
          };
          const { nicMBps, registryMBps } = given;
          const before = await last(nicMBps, registryMBps);
          const after = await last(faster.nic * nicMBps, faster.registry * registryMBps);
          expect(after).toBeLessThanOrEqual(before * (1 + 1e-9));
        },
      ),
      { numRuns: runs(400), seed: 4, endOnFailure: true },
    );
  });
});

/**
 * Faster NICs may delay a burst of several functions: fair shares are not an optimal schedule. A VM alone with its
 * image shares the registry with another VM that fetches two images; with faster NICs the other VM takes more of it.
 */
describe('a burst of three functions behind a tight registry', () => {
  it('ends later with faster NICs, also in the block-by-block simulation', async () => {
    const slow = await lastStarts(12.5);
    const fast = await lastStarts(13.8);
    expect(fast.fluid).toBeGreaterThan(slow.fluid * 1.01);
    expect(fast.exact).toBeGreaterThan(slow.exact * 1.01);
  });
});

/** When the last of three containers on two VMs starts. */
async function lastStarts(nicMBps: number): Promise<{ fluid: number; exact: number }> {
  const given = { manifestSeconds: 0, inspectSeconds: 0, hopSeconds: 0, startVcpus: 0, startCreationSeconds: 0 };
  const parameters = resolveParameters({ ...LUCKLESS, ...given, nicMBps, registryMBps: 20 });
  const functions = [
    { imageMB: 845, memoryMB: 1960 },
    { imageMB: 520, memoryMB: 2264 },
    { imageMB: 255, memoryMB: 1418 },
  ].map((spec, i) => ({ ...spec, name: `f${i}`, runtime: '', runSeconds: 3600 }));
  const arrival = new Float64Array(3);
  const functionId = Uint32Array.of(0, 1, 2);
  const workload: Workload = { name: 'three', arrival, functionId, functions, recorded: null, assumptions: [] };
  const { provisioning, vm } = await simulate({ workload, system: 'faasnet', parameters, seed: 1 });
  expect([...vm]).toEqual([0, 1, 1]);
  const exact = startTimes({
    arrival,
    vm,
    functionId,
    images: functions.map((spec) => imageOf(spec, parameters)),
    preparationSeconds: parameters.loadSeconds,
    fanOut: 2,
    network: { nicMBps, registryMBps: 20, window: 8, blocks: 1000 },
    failures: [],
    pingSeconds: 1,
  });
  return { fluid: Math.max(...provisioning), exact: Math.max(...exact) };
}
