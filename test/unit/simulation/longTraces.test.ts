import fc from 'fast-check';
import { expect, it } from 'vitest';
import { burstWorkload, type Run, resolveParameters, simulate } from '../../../src/simulation';
import { runs } from '../../depth';
import { anyRun, endWithin, SYSTEM_NAMES } from './randomRuns';

const DAY = 86_400;
/** Far more events than any random run has. */
const MOST_EVENTS = 100_000;

/** The same run, shifted by this many seconds. */
function later({ workload, ...run }: Run, seconds: number): Run {
  return { ...run, workload: { ...workload, arrival: workload.arrival.map((time) => time + seconds) } };
}

it('cold starts end even years after the first, where neighbouring numbers are far apart in time', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyRun({ failures: false }),
      fc.constantFrom(12, 100, 1000, 10_000, 100_000),
      async (run, days) => {
        const { provisioning } = await simulate(later(run, days * DAY), endWithin(MOST_EVENTS));
        expect(provisioning.every((seconds) => seconds >= 0)).toBe(true);
      },
    ),
    { numRuns: runs(1000), seed: 1, endOnFailure: true },
  );
});

it.each(SYSTEM_NAMES)('%s provisions a burst after a year like one at the start', async (system) => {
  const parameters = resolveParameters({ vms: 100 });
  const run = { workload: burstWorkload({ containers: 100 }, parameters), system, parameters, seed: 1 };
  const [soon, late] = await Promise.all([simulate(run), simulate(later(run, 365 * DAY), endWithin(MOST_EVENTS))]);
  const errors = soon.provisioning.map((seconds, i) => Math.abs(seconds - late.provisioning[i]));
  expect(Math.max(...errors)).toBeLessThan(1e-5);
});
