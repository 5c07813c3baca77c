import fc from 'fast-check';
import {
  type Checkpoint,
  type Run,
  resolveParameters,
  SYSTEMS,
  type VmFailure,
  type Workload,
} from '../../../src/simulation';

export const SYSTEM_NAMES = SYSTEMS.map(({ name }) => name);

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const functions = fc.array(
  fc.record(
    {
      imageMB: fc.integer({ min: 1, max: 500 }),
      memoryMB: fc.integer({ min: 64, max: 4096 }),
      runSeconds: between(0, 30),
      startFactor: between(0.05, 4),
      platformSeconds: between(0, 5),
      scatter: between(0, 0.5),
      foundScatter: between(0, 0.5),
      scatterShape: fc.array(between(-1, 1), { minLength: 2, maxLength: 5 }).map((logs) => logs.sort((a, b) => a - b)),
    },
    { requiredKeys: ['imageMB', 'memoryMB', 'runSeconds'] },
  ),
  { minLength: 1, maxLength: 4 },
);

/** Cold starts, or requests, of a few functions: at random times, several at once or all. */
const workloads: fc.Arbitrary<Workload> = fc
  .record({
    functions,
    arrivals: fc.array(fc.record({ gap: fc.oneof(fc.constant(0), between(0, 12)), functionId: fc.nat(1000) }), {
      minLength: 1,
      maxLength: 24,
    }),
    imageStates: fc.option(fc.array(fc.nat(2), { minLength: 24, maxLength: 24 })),
    together: fc.boolean(),
    requests: fc.boolean(),
  })
  .map(({ functions, arrivals, imageStates, together, requests }) => {
    let now = 0;
    return {
      name: 'random',
      arrival: Float64Array.from(arrivals, ({ gap }) => (now += together ? 0 : gap)),
      functionId: Uint32Array.from(arrivals, ({ functionId }) => functionId % functions.length),
      functions: functions.map((spec, i) => ({ ...spec, name: `f${i}`, runtime: 'python' })),
      ...(imageStates && { imageState: Uint8Array.from(arrivals, (_, i) => imageStates[i]) }),
      requests,
      recorded: null,
      assumptions: [],
    };
  });

/** Bandwidths let a VM probably receive an image before it fails; otherwise a run might never end. */
const parameters = fc.record({
  vms: fc.integer({ min: 1, max: 8 }),
  functionsPerVm: fc.integer({ min: 1, max: 5 }),
  idleSeconds: between(1, 30),
  pingSeconds: fc.oneof(between(0.05, 5), between(5, 100)),
  spread: fc.nat(1),
  nicMBps: between(15, 125),
  registryMBps: between(50, 500),
  fanOut: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 20 })),
  hopSeconds: between(0, 1),
  startVcpus: fc.nat(2),
  startCreationSeconds: fc.oneof(fc.constant(0), between(0, 1)),
  startWaitShare: fc.oneof(fc.constantFrom(0, 1), between(0, 1)),
  scaleOut: fc.nat(1),
  scaleOutHeadroom: fc.oneof(fc.constant(1), between(1, 3)),
  scaleOutWindowSeconds: fc.oneof(fc.constant(0), between(0, 60)),
  requestsPerContainer: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 4 })),
  requestRetries: fc.nat(3),
});

/** VMs that fail at given times, some of them more than once, some before they are noticed. */
const failures: fc.Arbitrary<VmFailure[]> = fc.array(fc.record({ time: between(0, 80), vm: fc.nat(1000) }), {
  maxLength: 8,
});

/** Small runs of any system. No VM fails unless `failures` is set. */
export function anyRun(options: { failures: boolean }): fc.Arbitrary<Run> {
  return fc
    .record({
      system: fc.constantFrom(...SYSTEM_NAMES),
      workload: workloads,
      parameters,
      seed: fc.nat(2 ** 31),
      failures: options.failures ? failures : fc.constant<VmFailure[]>([]),
      failuresPerVmHour: options.failures ? fc.constantFrom(0, 5, 20) : fc.constant(0),
    })
    .map(({ parameters, failuresPerVmHour, failures, ...run }) => ({
      ...run,
      failures: failures.map(({ time, vm }) => ({ time, vm: vm % parameters.vms })),
      parameters: resolveParameters({ ...parameters, failuresPerVmHour }),
    }));
}

/** A checkpoint that throws after more events than this, because the run makes no progress. */
export function endWithin(most: number): Checkpoint {
  return (_, events) => {
    if (events > most) throw new Error(`${events} events, and no end.`);
  };
}
