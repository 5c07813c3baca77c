import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstWorkload, type Run, type RunResult, resolveParameters, simulate } from '../../../src/simulation';
import { runs } from '../../depth';
import { anyRun, SYSTEM_NAMES } from './randomRuns';

/** Digest of a whole result, with every byte of every array. */
function digestOf(result: RunResult): string {
  const hash = createHash('sha256');
  const scalars = JSON.stringify(result, (_, value) => {
    if (!ArrayBuffer.isView(value)) return value;
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return `${value.constructor.name} of ${value.byteLength} bytes`;
  });
  return hash.update(scalars).digest('hex');
}

/** Simulates, and yields to concurrent simulations. */
async function interleaved(run: Run): Promise<string> {
  return digestOf(await simulate(run, () => Promise.resolve()));
}

describe('a run', () => {
  it('gives the same bytes for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun({ failures: true }), async (run) => {
        expect(digestOf(await simulate(structuredClone(run)))).toBe(digestOf(await simulate(run)));
      }),
      { numRuns: runs(1000), seed: 1, endOnFailure: true },
    );
  });

  it.each(SYSTEM_NAMES)('of %s differs with another seed', async (system) => {
    const parameters = resolveParameters({});
    const of = (seed: number) =>
      simulate({ workload: burstWorkload({ containers: 40 }, parameters), system, parameters, seed });
    expect((await of(1)).provisioning).not.toEqual((await of(2)).provisioning);
  });

  it('does not depend on earlier and concurrent runs', async () => {
    const orders = fc.shuffledSubarray(SYSTEM_NAMES, { minLength: SYSTEM_NAMES.length });
    await fc.assert(
      fc.asyncProperty(anyRun({ failures: true }), orders, orders, async (run, first, second) => {
        const alone = new Map<string, string>();
        for (const system of first) alone.set(system, digestOf(await simulate({ ...run, system })));
        const together = await Promise.all(second.map((system) => interleaved({ ...run, system })));
        second.forEach((system, i) => {
          expect(together[i]).toBe(alone.get(system));
        });
      }),
      { numRuns: runs(200), seed: 2, endOnFailure: true },
    );
    const parameters = resolveParameters({ vms: 2000 });
    const large = { workload: burstWorkload({ containers: 2000 }, parameters), parameters, seed: 1 };
    const together = await Promise.all(SYSTEM_NAMES.map((system) => interleaved({ ...large, system })));
    for (const [i, system] of [...SYSTEM_NAMES.entries()].reverse()) {
      expect(digestOf(await simulate({ ...large, system }))).toBe(together[i]);
    }
  });
});
