import { describe, expect, it } from 'vitest';
import {
  type FunctionSpec,
  type Parameters,
  type RunResult,
  resolveParameters,
  simulate,
  type VmFailure,
  type Workload,
} from '../../../src/simulation';
import { Failures } from '../../../src/simulation/failures';
import { RandomStream } from '../../../src/simulation/random';

interface Start {
  readonly at: number;
  readonly memoryMB: number;
}

/** Cold starts, each of another function. */
function coldStarts(starts: readonly Start[], runSeconds: number): Workload {
  const functions = starts.map(
    ({ memoryMB }, i): FunctionSpec => ({ name: `f${i}`, runtime: 'python3', imageMB: 195, memoryMB, runSeconds }),
  );
  return {
    name: 'trace',
    arrival: Float64Array.from(starts, ({ at }) => at),
    functionId: Uint32Array.from(starts.keys()),
    functions,
    recorded: null,
    assumptions: [],
  };
}

function faasnet(workload: Workload, parameters: Parameters, failures: readonly VmFailure[]): Promise<RunResult> {
  return simulate({ workload, system: 'faasnet', parameters, seed: 1, failures });
}

describe('a VM that fails while its function is idle', () => {
  it('returns to the pool once, so two containers that each fill a VM get different VMs', async () => {
    const starts = [0, 5000, 5000].map((at) => ({ at, memoryMB: 4096 }));
    const parameters = resolveParameters({ vms: 3, pingSeconds: 3600 });
    const { vm, totals } = await faasnet(coldStarts(starts, 2), parameters, [{ vm: 0, time: 500 }]);
    expect(vm[1]).not.toBe(vm[2]);
    // VM 0 is active until the ping at 3,600 s, the others for their start and run.
    expect(totals.vmSeconds).toBeGreaterThan(3600);
    expect(totals.vmSeconds).toBeLessThan(3630);
  });

  it('gets no container before it is replaced, even after its idle time', async () => {
    const starts = [0, 1000, 5000, 5000].map((at) => ({ at, memoryMB: 512 }));
    const parameters = resolveParameters({ vms: 3, functionsPerVm: 1, pingSeconds: 3600 });
    const { vm, provisioning } = await faasnet(coldStarts(starts, 2), parameters, [{ vm: 0, time: 500 }]);
    expect(vm[0]).toBe(0);
    expect(vm[1]).not.toBe(0);
    expect(provisioning[1]).toBeLessThan(10);
  });
});

describe('a VM that fails while a container runs on it', () => {
  it.each([60, 86_400])('counts memory as used until the failure, during a run of %d s', async (runSeconds) => {
    const starts = [
      { at: 0, memoryMB: 4096 },
      { at: 40, memoryMB: 4096 },
    ];
    const parameters = resolveParameters({ vms: 4 });
    const { totals } = await faasnet(coldStarts(starts, runSeconds), parameters, [{ vm: 0, time: 30 }]);
    // Only from the failure to the ping, 1 s later, is a VM active whose 4.096 GB no container uses.
    expect(totals.idleGBSeconds).toBeCloseTo(4.096, 9);
  });
});

describe('failures at a rate', () => {
  const hours = (count: number) => count * 3600;

  it('of unused VMs cost nothing over any time', async () => {
    const starts = [0, 1_600_000_000].map((at) => ({ at, memoryMB: 512 }));
    for (const failuresPerVmHour of [1, 60]) {
      const parameters = resolveParameters({ failuresPerVmHour });
      const { events, provisioning } = await faasnet(coldStarts(starts, 2), parameters, []);
      expect(events).toBeLessThan(1000);
      expect(provisioning.every((seconds) => seconds > 0)).toBe(true);
    }
  });

  it('are as frequent as the rate', () => {
    const vms = 20_000;
    const failures = failuresAt(2, vms);
    for (let vm = 0; vm < vms; vm++) failures.activated(vm, hours(7.3));
    let failed = 0;
    for (; failures.nextTime < hours(8.3); failures.take()) failed++;
    const expected = vms * (1 - Math.exp(-2));
    const deviation = Math.sqrt(vms * Math.exp(-2) * (1 - Math.exp(-2)));
    expect(Math.abs(failed - expected)).toBeLessThan(4 * deviation);
  });

  it('hit a VM at times that do not depend on when it left the pool', () => {
    for (let vm = 0; vm < 500; vm++) {
      const failures = failuresAt(3, 500);
      failures.activated(vm, 0);
      const time = failures.nextTime;
      expect(failures.take()).toBe(vm);
      const later = failuresAt(3, 500);
      later.activated(vm, time * 0.9);
      expect(later.nextTime).toBe(time);
      later.take();
      later.activated(vm, time);
      expect(later.nextTime).toBeGreaterThan(time);
    }
  });
});

function failuresAt(failuresPerVmHour: number, vms: number): Failures {
  return new Failures([], resolveParameters({ failuresPerVmHour, vms }), new RandomStream(1, 3));
}
