import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  PARAMETERS,
  ParameterError,
  type Parameters,
  type Run,
  type RunResult,
  resolveParameters,
  simulate,
  type Workload,
} from '../../../src/simulation';
import { runs } from '../../depth';
import { endWithin, SYSTEM_NAMES } from './randomRuns';

/** Far more than any of these runs has. */
const MOST_EVENTS = 1_000_000;
/** A larger pool only takes longer to create. */
const MOST_VMS = 2000;

/** Any few parameters at the ends of their ranges, or in between. */
const parameters: fc.Arbitrary<Parameters> = fc
  .tuple(
    ...PARAMETERS.map(({ name, min, max, integer }) => {
      const most = name === 'vms' ? MOST_VMS : max;
      const between = integer ? fc.integer({ min, max: most }) : fc.double({ min, max: most, noNaN: true });
      return fc.option(
        fc.oneof(fc.constant(min), fc.constant(most), between).map((value) => [name, value] as const),
        { freq: 2 },
      );
    }),
  )
  .map((given) => resolveParameters(Object.fromEntries(given.filter((one) => one !== null))));

const workloads: fc.Arbitrary<Workload> = fc
  .record({
    functions: fc.array(
      fc.record({
        imageMB: fc.constantFrom(0.001, 1, 758, 20_000),
        memoryMB: fc.constantFrom(1, 3008, 100_000),
        runSeconds: fc.constantFrom(0, 0.001, 2, 86_400),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    starts: fc.array(fc.record({ functionId: fc.nat(3), gap: fc.constantFrom(0, 0, 1e-9, 1, 1000, 1e7, 3e8) }), {
      minLength: 1,
      maxLength: 30,
    }),
    requests: fc.boolean(),
  })
  .map(({ functions, starts, requests }) => {
    let now = 0;
    return {
      name: 'extreme',
      arrival: Float64Array.from(starts, ({ gap }) => (now += gap)),
      functionId: Uint32Array.from(starts, ({ functionId }) => functionId % functions.length),
      functions: functions.map((spec, i) => ({ ...spec, name: `f${i}`, runtime: '' })),
      requests,
      recorded: null,
      assumptions: [],
    };
  });

/** Whether all numbers are finite, and none is -0. */
function isSound(column: ArrayLike<number>): boolean {
  // A loop over one type of array takes a fraction of the time: a series has up to thousands of numbers.
  const values = column instanceof Float64Array ? column : Float64Array.from(column);
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]) || Object.is(values[i], -0)) return false;
  return true;
}

/** null for a run that is refused because VMs fail faster than starts succeed. */
async function resultOf(run: Run): Promise<RunResult | null> {
  try {
    return await simulate(run, endWithin(MOST_EVENTS));
  } catch (error) {
    if (error instanceof ParameterError && run.parameters.failuresPerVmHour > 0) return null;
    throw error;
  }
}

it('a run with any parameters within their ranges ends with valid numbers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SYSTEM_NAMES), workloads, parameters, async (system, workload, parameters) => {
      const result = await resultOf({ workload, system, parameters, seed: 1 });
      if (result === null) return;
      const columns = [
        ...result.stages.map(({ seconds }) => seconds),
        ...result.series.map(({ y }) => y),
        ...Object.values(result.fetched),
        result.provisioning.filter((seconds) => !Number.isNaN(seconds)),
        result.containers?.seconds ?? [],
        Object.values(result.totals),
      ];
      expect(columns.map(isSound)).not.toContain(false);
      expect(result.provisioning.filter((seconds) => seconds < 0)).toHaveLength(0);
      const missing = result.provisioning.filter(Number.isNaN);
      expect(missing).toHaveLength(workload.requests ? result.totals.lostRequests : 0);
    }),
    { numRuns: runs(3000), seed: 1, endOnFailure: true },
  );
});
