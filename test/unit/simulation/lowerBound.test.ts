import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RunResult, resolveParameters, SYSTEMS, simulate, type Workload } from '../../../src/simulation';
import { runs } from '../../depth';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** A burst of a few functions. */
const bursts: fc.Arbitrary<Workload> = fc
  .record({
    containers: fc.integer({ min: 1, max: 60 }),
    functions: fc.array(
      fc.record({ imageMB: fc.integer({ min: 10, max: 900 }), memoryMB: fc.integer({ min: 300, max: 3008 }) }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ containers, functions }) => ({
    name: 'burst',
    arrival: new Float64Array(containers),
    functionId: Uint32Array.from({ length: containers }, (_, i) => i % functions.length),
    functions: functions.map((spec, i) => ({ ...spec, name: `f${i}`, runtime: '', runSeconds: 3600 })),
    recorded: null,
    assumptions: [],
  }));

const cluster = fc.record({
  nicMBps: between(2, 125),
  registryMBps: between(2, 400),
  fanOut: fc.integer({ min: 1, max: 5 }),
  spread: fc.nat(1),
});

/** Without randomness, and without the stages that only some systems have. */
const ALIKE = { vms: 200, stepSeconds: 0, startStepSeconds: 0, manifestSeconds: 0, inspectSeconds: 0 };

const bounds = new Map<string, Promise<RunResult>>();

/** The lower bound of a burst. All systems are compared on the same bursts, so it is simulated once for all. */
function boundOf(workload: Workload, given: Record<string, number>, seed: number): Promise<RunResult> {
  const key = JSON.stringify([workload.arrival.length, workload.functions, given, seed]);
  const run = { workload, system: 'optimal', parameters: resolveParameters(given), seed };
  const bound = bounds.get(key) ?? simulate(run);
  bounds.set(key, bound);
  return bound;
}

/** Expects that no container starts earlier than the lower bound. */
async function expectBounded(system: string, workload: Workload, given: Record<string, number>, seed: number) {
  const bound = await boundOf(workload, given, seed);
  const { provisioning } = await simulate({ workload, system, parameters: resolveParameters(given), seed });
  const early = provisioning.findIndex((seconds, i) => !(seconds >= bound.provisioning[i] * (1 - 1e-9)));
  if (early >= 0) expect(provisioning[early]).toBeGreaterThanOrEqual(bound.provisioning[early]);
}

describe('the lower bound', () => {
  it.each(SYSTEMS)('is below every start of $name, in any burst', async ({ name: system, startsSeeded }) => {
    await fc.assert(
      fc.asyncProperty(bursts, cluster, fc.nat(1000), async (workload, given, seed) => {
        // The extra VM has the same NIC as the others.
        const registryMBps = startsSeeded ? Math.max(given.nicMBps, given.registryMBps) : given.registryMBps;
        await expectBounded(system, workload, { ...ALIKE, ...given, registryMBps }, seed);
      }),
      { numRuns: runs(300), seed: 1, endOnFailure: true },
    );
  });

  it('is below every start of FaaSNet with the same random numbers', async () => {
    await fc.assert(
      fc.asyncProperty(bursts, cluster, fc.nat(1000), async (workload, given, seed) => {
        await expectBounded('faasnet', workload, { vms: 200, ...given }, seed);
      }),
      { numRuns: runs(300), seed: 2, endOnFailure: true },
    );
  });
});
