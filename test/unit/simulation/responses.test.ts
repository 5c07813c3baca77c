import { describe, expect, it } from 'vitest';
import {
  containerCdfOf,
  latencyCdfOf,
  longestResponses,
  readProfile,
  resolveParameters,
  responseCurve,
  responseSpans,
  simulate,
  summarizeRun,
} from '../../../src/simulation';
import { profileWorkload } from './profileWorkload';

const parameters = resolveParameters({ requestRetries: 0 });

const ALL_FAIL = Array.from({ length: 200 }, (_, vm) => ({ vm, time: 140 }));

/** A profile with a spike after a lead-in; then all VMs fail, and lose what they run. */
async function spike(failures = ALL_FAIL) {
  const csv = 'sec,rps\n0,2\n60,2\n60.5,40\n61,2\n120,2\n';
  const workload = profileWorkload(readProfile(csv), parameters, { leadInSeconds: 30, runSeconds: 3 });
  const run = { workload, system: 'faasnet', parameters, seed: 1, failures };
  const result = await simulate(run);
  return { run, workload, result, numbers: summarizeRun(run, result) };
}

describe('responses over time', () => {
  it('count each answered request of the profile once, and have the longest response', async () => {
    const { workload, result, numbers } = await spike();
    expect(result.totals.lostRequests).toBeGreaterThan(0);
    const spans = responseSpans(workload, result, 12);
    expect(spans).toHaveLength(12);
    const answered = numbers.requests!.cold + numbers.requests!.warm;
    expect(answered).toBe(numbers.containers - result.totals.lostRequests);
    expect(spans.reduce((sum, { requests }) => sum + requests, 0)).toBe(answered);
    expect(Math.max(...spans.map(({ longest }) => longest))).toBe(numbers.responseSeconds!.max);
    const total = spans.reduce((sum, { requests, mean }) => sum + requests * mean, 0);
    expect(total / answered).toBeCloseTo(numbers.responseSeconds!.mean, 9);
    const [{ from: first }, { from: second }] = spans;
    expect(first).toBe(0);
    expect(second).toBeCloseTo(10, 0);
  });

  it('are NaN where no request arrives, in bins from the start of the run', async () => {
    const { workload, result } = await spike();
    const longest = longestResponses(workload, result, 10);
    // Requests of the lead-in, the first 30 s, do not count.
    expect([...longest.subarray(0, 3)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([...longest.subarray(3)].every((seconds) => seconds >= 3)).toBe(true);
    const curve = responseCurve(workload, result, 100);
    expect(Math.max(...[...curve.y].filter((seconds) => !Number.isNaN(seconds)))).toBe(
      Math.max(...longest.subarray(3)),
    );
  });

  it('are absent where every arrival is a cold start', async () => {
    const { run, workload } = await spike([]);
    const coldStarts = { ...workload, requests: false, leadIn: 0, leadInSeconds: 0 };
    const result = await simulate({ ...run, workload: coldStarts });
    expect(responseSpans(coldStarts, result, 12)).toEqual([]);
    expect(longestResponses(coldStarts, result, 1)).toHaveLength(0);
    expect(result.containers).toBeNull();
    expect(containerCdfOf(coldStarts, result, 100).count).toBe(0);
  });
});

describe('the containers of requests', () => {
  it('have a CDF of their own: those ordered after the lead-in', async () => {
    const { workload, result, numbers } = await spike([]);
    const cdf = containerCdfOf(workload, result, 1000);
    const { orderedAt, seconds } = result.containers!;
    const counted = [...seconds].filter((_, i) => orderedAt[i] > 30).sort((a, b) => a - b);
    expect(counted.length).toBeLessThan(seconds.length);
    expect([...cdf.x]).toEqual(counted);
    expect(cdf.y.at(-1)).toBe(1);
    expect(numbers.requests!.containers).toBe(counted.length);
    expect(numbers.containerSeconds!.max).toBe(counted.at(-1));
    expect(numbers.containerSeconds!.first).toBe(counted[0]);
    expect(latencyCdfOf(workload, result, 1000).count).toBe(numbers.containers);
  });
});
