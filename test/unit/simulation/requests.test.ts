import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  burstWorkload,
  readProfile,
  resolveParameters,
  simulate,
  summarizeRun,
  type VmFailure,
  type Workload,
} from '../../../src/simulation';
import { runs } from '../../depth';
import { profileWorkload } from './profileWorkload';
import { anyRun } from './randomRuns';

interface Asked {
  readonly csv: string;
  readonly runSeconds: number;
  readonly given?: Readonly<Record<string, number>>;
  readonly failures?: readonly VmFailure[];
}

/** A profile of requests on FaaSNet, with its numbers. */
async function requestsOf({ csv, runSeconds, given = {}, failures = [] }: Asked) {
  const parameters = resolveParameters(given);
  const workload = profileWorkload(readProfile(csv), parameters, { runSeconds });
  const run = { workload, system: 'faasnet', parameters, seed: 1, failures };
  const result = await simulate(run);
  return { run, result, numbers: summarizeRun(run, result) };
}

/** Requests to one function at given times, each running for `runSeconds`, of an image that takes a VM. */
function requestsAt(times: readonly number[], runSeconds: number, memoryMB = 3008): Workload {
  return {
    name: 'requests',
    arrival: Float64Array.from(times),
    functionId: new Uint32Array(times.length),
    functions: [{ name: 'f', runtime: 'python', imageMB: 758, memoryMB, runSeconds }],
    requests: true,
    recorded: null,
    assumptions: [],
  };
}

const POLICIES = [0, 1];
/** Ten requests within a tenth of a second, and one 1,000 seconds later. */
const BURST_AND_STRAGGLER = 'sec,rps\n0,100\n0.1,100\n0.1,0\n1000,0\n1000,1\n1001,1\n1001.1,0\n';
const EACH_SECOND = 'sec,rps\n0,1\n100,1\n';

describe('an order', () => {
  it.each(POLICIES)('that no request needs any more is withdrawn (policy %d)', async (scaleOut) => {
    const given = { scaleOut, vms: 1, idleSeconds: 60 };
    const { run, result, numbers } = await requestsOf({ csv: BURST_AND_STRAGGLER, runSeconds: 0.1, given });
    const { registryBytes, totals } = result;
    expect(run.workload.arrival).toHaveLength(11);
    // The burst and the straggler start a container each, which fetches 57 MB in 5.3 s or so.
    expect(totals.copies).toBe(2);
    expect(numbers.requests).toMatchObject({ containers: 2, cold: 2, warm: 9 });
    expect(registryBytes / 1e6).toBeCloseTo(113.9, 0);
    // The first: 5.3 s for its start, ten runs of 0.1 s, and 60 idle seconds. The second: a start and a run.
    expect(totals.vmSeconds).toBeCloseTo(5.3 + 10 * 0.1 + 60 + 5.3 + 0.1, -0.5);
    expect(totals.keepAliveVmSeconds).toBeCloseTo(60, 9);
  });

  it('for the offered load gets no more VMs than the load needs', async () => {
    const { result, numbers } = await requestsOf({ csv: 'sec,rps\n0,1\n200,1\n', runSeconds: 0.001 });
    expect(result.vms).toBe(1);
    expect(numbers.requests).toEqual({ containers: 1, cold: 1, warm: 199, waited: numbers.requests!.waited });
    expect(numbers.containerSeconds!.max).toBeCloseTo(result.provisioning[0], 9);
  });

  it('per waiting request is made for each request that arrives during a start', async () => {
    const given = { scaleOut: 0 };
    const { result, numbers } = await requestsOf({ csv: 'sec,rps\n0,1\n200,1\n', runSeconds: 0.001, given });
    const during = result.provisioning.filter((seconds) => seconds > 0).length;
    expect(numbers.requests).toMatchObject({ containers: during, cold: 1, warm: 199 });
    expect(result.containers!.seconds).toHaveLength(during);
  });

  it('for the offered load is made for requests that would run at once, times the headroom', async () => {
    const containers = async (given: Readonly<Record<string, number>>) => {
      const parameters = resolveParameters({ scaleOut: 1, ...given });
      const every = Array.from({ length: 60 }, (_, i) => i * 0.5);
      const run = { workload: requestsAt(every, 1.9), system: 'faasnet', parameters, seed: 1 };
      return (await simulate(run)).containers!.seconds.length;
    };
    // Two requests a second of 1.9 s: four at once, the last 0.1 s before the first ends.
    expect(await containers({})).toBe(4);
    expect(await containers({ scaleOutHeadroom: 1.5 })).toBe(6);
    expect(await containers({ requestsPerContainer: 2 })).toBe(2);
    // Twelve arrivals in 6 s are 3.8 at once.
    expect(await containers({ scaleOutWindowSeconds: 6 })).toBe(4);
  });
});

describe('a container', () => {
  it('is reclaimed after its own idle time, while another on its VM goes on', async () => {
    // Two together, then one every 5 s: the second container is idle from 10 s or so on.
    const times = [0, 0, ...Array.from({ length: 20 }, (_, i) => 20 + 5 * i), 119, 119];
    const workload = requestsAt(times, 2, 512);
    const run = (idleSeconds: number) =>
      simulate({ workload, system: 'faasnet', parameters: resolveParameters({ vms: 1, idleSeconds }), seed: 1 });
    const [short, long] = [await run(30), await run(300)];
    expect(long.containers!.seconds).toHaveLength(2);
    expect(short.containers!.seconds).toHaveLength(3);
    expect(short.totals.copies).toBe(1);
    // The container that is left serves one of the last two at once.
    expect([...short.provisioning].slice(-2)).toEqual([0, expect.closeTo(2, 9)]);
    expect([...long.provisioning].slice(-2)).toEqual([0, 0]);
  });

  it('serves as many requests at a time as it may', async () => {
    const parameters = resolveParameters({ requestsPerContainer: 3 });
    const run = { workload: requestsAt([0, 0, 0, 0, 50, 50, 50], 10), system: 'faasnet', parameters, seed: 1 };
    const { containers, provisioning } = await simulate(run);
    expect(containers!.seconds).toHaveLength(2);
    expect([...provisioning.subarray(4)]).toEqual([0, 0, 0]);
  });
});

describe('requests and failing VMs', () => {
  const failing = (time: number, vms: number) => Array.from({ length: vms }, (_, vm) => ({ vm, time }));

  it.each(POLICIES)('are served by no dead VM (policy %d)', async (scaleOut) => {
    const given = { scaleOut, pingSeconds: 60 };
    const asked = { csv: EACH_SECOND, runSeconds: 0.1, given, failures: failing(20, 6) };
    const { run, result, numbers } = await requestsOf(asked);
    const { arrival } = run.workload;
    // VMs keep their number when they are replaced, at the ping after 60 s: a start takes 3 s more at least.
    const dead = [...arrival.keys()].filter((row) => arrival[row] > 20 && arrival[row] < 60 && result.vm[row] < 6);
    for (const row of dead) expect(arrival[row] + result.provisioning[row]).toBeGreaterThan(63);
    expect(numbers.requests!.cold + numbers.requests!.warm).toBe(100);
  });

  it('that it cuts off are tried again at the next ping', async () => {
    const asked = { csv: 'sec,rps\n0,1\n1,1\n', runSeconds: 100, failures: failing(50, 1) };
    const { run, result } = await requestsOf(asked);
    expect(result.totals).toMatchObject({ failedVms: 1, retriedRequests: 1, lostRequests: 0 });
    // Noticed at 51 s; then a start and a run of 100 s.
    const { orderedAt, seconds } = result.containers!;
    expect(orderedAt[1]).toBe(51);
    expect(result.provisioning[0]).toBeCloseTo(51 + seconds[1] - run.workload.arrival[0], 9);
    expect(result.warm![0]).toBe(0);
    const staged = result.stages.reduce((sum, stage) => sum + stage.seconds[0], 0);
    expect(staged).toBeCloseTo(result.provisioning[0], 3);
  });

  it('are lost once they were tried again as often as allowed', async () => {
    const asked = {
      csv: 'sec,rps\n0,1\n10,1\n',
      runSeconds: 100,
      given: { vms: 1, requestRetries: 1 },
      failures: [50, 150].map((time) => ({ vm: 0, time })),
    };
    const { result, numbers } = await requestsOf(asked);
    expect(result.totals).toMatchObject({ failedVms: 2, retriedRequests: 1, lostRequests: 1 });
    expect([...result.provisioning].filter(Number.isNaN)).toHaveLength(1);
    expect(numbers.containers).toBe(10);
    expect(numbers.requests!.cold + numbers.requests!.warm).toBe(9);
    expect(Number.isFinite(numbers.responseSeconds!.mean)).toBe(true);
    const stages = numbers.stages.reduce((sum, { meanSeconds }) => sum + meanSeconds, 0);
    expect(stages).toBeCloseTo(numbers.responseSeconds!.mean, 3);
  });

  it('without a request elsewhere count a VM that fails after the last start', async () => {
    const parameters = resolveParameters({});
    const run = { workload: burstWorkload({ containers: 1 }, parameters), system: 'faasnet', parameters, seed: 1 };
    const whole = await simulate(run);
    expect(whole.simulatedSeconds).toBeGreaterThan(7);
    const { totals, provisioning } = await simulate({ ...run, failures: [{ vm: 0, time: 6 }] });
    expect(totals).toMatchObject({ failedVms: 1, lostRequests: 1, retriedRequests: 0 });
    expect([...provisioning]).toEqual([...whole.provisioning]);
    const { totals: after } = await simulate({ ...run, failures: [{ vm: 0, time: whole.simulatedSeconds + 1 }] });
    expect(after).toMatchObject({ failedVms: 0, lostRequests: 0 });
  });
});

describe('VM-seconds', () => {
  it('of a burst are those until its end, and those of the idle time after it', async () => {
    const parameters = resolveParameters({});
    const workload = burstWorkload({ containers: 128 }, parameters);
    const { totals, provisioning, simulatedSeconds } = await simulate({
      workload,
      system: 'faasnet',
      parameters,
      seed: 1,
    });
    expect(totals.vmSeconds).toBeCloseTo(128 * simulatedSeconds, 6);
    // Each VM is kept for 900 s after its container's run of 2 s.
    const idle = provisioning.reduce((sum, seconds) => sum + 900 - (simulatedSeconds - seconds - 2), 0);
    expect(totals.keepAliveVmSeconds).toBeCloseTo(idle, 6);
  });
});

describe('simultaneous events', () => {
  it('come first for those who came first', async () => {
    const parameters = resolveParameters({ stepSeconds: 0, startStepSeconds: 0 });
    const workload = burstWorkload({ containers: 17 }, parameters);
    const { provisioning } = await simulate({ workload, system: 'dadi-p2p', parameters, seed: 1 });
    // The root feeds 16 VMs at once.
    expect(new Set(provisioning.subarray(0, 16)).size).toBe(1);
    expect(provisioning[16]).toBeGreaterThan(provisioning[15] + 1);
  });
});

/** Requests of one run of several, as random runs have them. */
const ofRequests = (failures: boolean) => anyRun({ failures }).filter(({ workload }) => workload.requests === true);

describe('any run of requests', () => {
  it('answers or loses each once', async () => {
    let cutOff = 0;
    await fc.assert(
      fc.asyncProperty(ofRequests(true), async (random) => {
        const often = Array.from({ length: 20 }, (_, i) => ({ vm: 0, time: 7 * i }));
        const run = { ...random, failures: [...random.failures!, ...often] };
        const result = await simulate(run);
        const { cold, warm } = summarizeRun(run, result).requests!;
        expect(cold + warm + result.totals.lostRequests).toBe(run.workload.arrival.length);
        cutOff += result.totals.lostRequests + result.totals.retriedRequests;
      }),
      { numRuns: runs(1000), seed: 3, endOnFailure: true },
    );
    expect(cutOff).toBeGreaterThan(0);
  });

  it('has no more cold starts if containers are kept longer', async () => {
    await fc.assert(
      fc.asyncProperty(roomyRuns, fc.double({ min: 1, max: 20, noNaN: true }), async (run, factor) => {
        const starts = async (idleSeconds: number) => {
          const result = await simulate({ ...run, parameters: { ...run.parameters, idleSeconds } });
          return summarizeRun(run, result).requests!;
        };
        const [short, long] = [
          await starts(run.parameters.idleSeconds),
          await starts(factor * run.parameters.idleSeconds),
        ];
        expect(long.cold).toBeLessThanOrEqual(short.cold);
      }),
      { numRuns: runs(1000), seed: 4, endOnFailure: true },
    );
  });

  it('starts as many containers as its load needs, with any policy', async () => {
    const steady = fc.record({
      scaleOut: fc.constantFrom(...POLICIES),
      rps: fc.integer({ min: 1, max: 20 }),
      runSeconds: fc.double({ min: 0.05, max: 5, noNaN: true }),
      system: fc.constantFrom('faasnet', 'on-demand', 'baseline'),
      requestsPerContainer: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(steady, async ({ rps, runSeconds, system, ...given }) => {
        const parameters = resolveParameters({ ...given, vms: 1000 });
        const profile = { time: Float64Array.of(0, 60), rps: Float64Array.of(rps, rps) };
        const workload = profileWorkload(profile, parameters, { runSeconds });
        const result = await simulate({ workload, system, parameters, seed: 1 });
        const load = Math.floor(rps * runSeconds);
        expect(result.containers!.seconds.length).toBeGreaterThanOrEqual(load / given.requestsPerContainer);
        expect(result.provisioning.every((seconds) => seconds >= 0)).toBe(true);
      }),
      { numRuns: runs(300), seed: 5, endOnFailure: true },
    );
  });
});

/** Runs of requests to one function with room for a container each, where nothing but idleness ends containers. */
const roomyRuns = ofRequests(false).map((run) => ({
  ...run,
  workload: {
    ...run.workload,
    functionId: new Uint32Array(run.workload.arrival.length),
    functions: run.workload.functions.slice(0, 1),
  },
  parameters: resolveParameters({ ...run.parameters, vms: 100, spread: 0 }),
}));
