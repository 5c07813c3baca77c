import fc from 'fast-check';
import type { VmFailure, Workload } from '../../../src/simulation';

/** Cold starts or requests of a few functions at random times, for a small pool. */
export const workloads: fc.Arbitrary<Workload> = fc
  .record({
    gaps: fc.array(fc.double({ min: 0, max: 8, noNaN: true }), { minLength: 1, maxLength: 12 }),
    functions: fc.array(
      fc.record({ imageMB: fc.integer({ min: 1, max: 900 }), memoryMB: fc.integer({ min: 64, max: 4096 }) }),
      { minLength: 1, maxLength: 3 },
    ),
    picks: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
    requests: fc.boolean(),
  })
  .map(({ gaps, functions, picks, requests }) => {
    let now = 0;
    return {
      name: 'random',
      arrival: Float64Array.from(gaps, (gap) => (now += gap)),
      functionId: Uint32Array.from(gaps, (_, i) => picks[i] % functions.length),
      functions: functions.map((spec, i) => ({ ...spec, name: `f${i}`, runtime: 'python', runSeconds: 2 })),
      requests,
      recorded: null,
      assumptions: [],
    };
  });

/** Failures of the first five VMs. */
export const failures: fc.Arbitrary<VmFailure[]> = fc.array(
  fc.record({ time: fc.double({ min: 0, max: 60, noNaN: true }), vm: fc.nat(4) }),
  { maxLength: 6 },
);
