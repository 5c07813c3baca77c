import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstWorkload, resolveParameters, simulate } from '../../../src/simulation';
import { runs } from '../../depth';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/**
 * NICs that several levels of a tree fill equally, so that VMs above one another complete at the same time up to
 * rounding.
 */
const tight = fc.record({
  nicMBps: between(4, 60),
  registryMBps: between(4, 300),
  startMBps: between(10, 120),
  hopSeconds: between(0.01, 0.5),
  loadSeconds: between(0, 1),
  fanOut: fc.integer({ min: 1, max: 5 }),
});

describe('a burst without randomness', () => {
  it('starts each container at least one hop after its upstream', async () => {
    await fc.assert(
      fc.asyncProperty(tight, fc.integer({ min: 2, max: 24 }), between(10, 900), async (given, containers, imageMB) => {
        const parameters = resolveParameters({
          ...given,
          stepSeconds: 0,
          startStepSeconds: 0,
          startVcpus: 0,
          startCreationSeconds: 0,
        });
        const workload = burstWorkload({ containers, imageMB }, parameters);
        const { provisioning, upstream, vm } = await simulate({ workload, system: 'faasnet', parameters, seed: 1 });
        provisioning.forEach((seconds, i) => {
          if (upstream[i] < 0) return;
          const above = provisioning[vm.indexOf(upstream[i])];
          expect(seconds).toBeGreaterThanOrEqual(above + given.hopSeconds - 1e-6);
        });
      }),
      { numRuns: runs(3000), seed: 1, endOnFailure: true },
    );
  });
});
