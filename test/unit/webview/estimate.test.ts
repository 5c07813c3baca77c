import { describe, expect, it } from 'vitest';
import type { RunRequest, RunSummary, WorkloadRequest } from '../../../src/protocol/queries';
import { differencesOf } from '../../../webview/simulate/differences';
import { estimatedSeconds } from '../../../webview/simulate/estimate';

const asked = (system: string, containers: number, part: Partial<RunRequest> = {}): RunRequest => ({
  workload: { kind: 'burst', containers, functions: 1, imageMB: null, memoryMB: null },
  system,
  parameters: {},
  seed: 1,
  seeds: 1,
  ...part,
});

const done = (request: RunRequest, wallSeconds: number) =>
  ({
    request,
    state: 'done',
    outdated: null,
    result: { wallSeconds, containers: (request.workload as { containers: number }).containers },
  }) as RunSummary;

const startsOf = (workload: WorkloadRequest) => (workload.kind === 'burst' ? workload.containers : null);

describe('the time that runs will take', () => {
  const before = [done(asked('faasnet', 100), 2), done(asked('kraken', 100), 5)];

  it('grows with cold starts and seeds, at the rate of the system’s last run', () => {
    expect(estimatedSeconds([asked('faasnet', 1000)], before, startsOf, 1)).toBeCloseTo(20);
    expect(estimatedSeconds([asked('faasnet', 1000, { seeds: 3 })], before, startsOf, 1)).toBeCloseTo(60);
    const later = [...before, done(asked('faasnet', 200), 1)];
    expect(estimatedSeconds([asked('faasnet', 1000)], later, startsOf, 1)).toBeCloseTo(5);
  });

  it('takes the slowest rate for a system that has not run, and shares the runs between cores', () => {
    expect(estimatedSeconds([asked('baseline', 200)], before, startsOf, 1)).toBeCloseTo(10);
    const both = [asked('faasnet', 1000), asked('kraken', 1000)];
    expect(estimatedSeconds(both, before, startsOf, 1)).toBeCloseTo(70);
    expect(estimatedSeconds(both, before, startsOf, 8)).toBeCloseTo(50);
  });

  it('is 0 for runs that are done, and unknown without a run or a count', () => {
    expect(estimatedSeconds([asked('faasnet', 100)], before, startsOf, 1)).toBe(0);
    expect(estimatedSeconds([asked('faasnet', 100)], [], startsOf, 1)).toBeNull();
    expect(estimatedSeconds([asked('faasnet', 1000)], before, () => null, 1)).toBeNull();
    expect(estimatedSeconds([], before, startsOf, 1)).toBeNull();
  });
});

describe('what two groups of runs were asked for', () => {
  const vms = { name: 'vms', label: 'VMs in the pool', unit: 'VMs', min: 1, max: 9999, defaultValue: 1000 };
  const infos = [{ ...vms, integer: true, source: '', group: 'cluster' as const }];
  const describe = (workload: WorkloadRequest) => `a ${workload.kind} of ${startsOf(workload)}`;

  it('is told where it differs, with the default of a parameter that only one changed', () => {
    const [a, b] = [asked('faasnet', 8), asked('faasnet', 9, { parameters: { vms: 50 }, seeds: 3 })];
    expect(differencesOf(a, b, infos, describe)).toEqual([
      { what: 'Workload', ofA: 'a burst of 8', ofB: 'a burst of 9' },
      { what: 'VMs in the pool', ofA: '1,000 VMs', ofB: '50 VMs' },
      { what: 'Number of seeds', ofA: '1', ofB: '3' },
    ]);
    expect(differencesOf(a, { ...a, failures: [{ vm: 3, time: 2.5 }] }, infos, describe)).toEqual([
      { what: 'VMs that fail', ofA: 'none', ofB: '3@2.5' },
    ]);
    expect(differencesOf(a, { ...a, system: 'kraken' }, infos, describe)).toEqual([]);
  });
});
