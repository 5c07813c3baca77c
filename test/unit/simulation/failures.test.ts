import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  burstWorkload,
  ParameterError,
  parseFailure,
  requireFailures,
  resolveParameters,
  SYSTEMS,
  simulate,
  type VmFailure,
} from '../../../src/simulation';

describe('a failure as text', () => {
  it('is a VM and a time', () => {
    expect(parseFailure('12@3.5')).toEqual({ vm: 12, time: 3.5 });
    const some = fc.record({ vm: fc.nat(999_999_999), time: fc.nat(999_999_999).map((ms) => ms / 1000) });
    fc.assert(
      fc.property(some, ({ vm, time }) => {
        expect(parseFailure(`${vm}@${time}`)).toEqual({ vm, time });
      }),
    );
  });

  it.each(['', '12', '@3', '12@', '-1@3', '1@-3', '1@1e', '1@3s', '1.5@3', '1 @ 3'])('is not %j', (text) => {
    expect(() => parseFailure(text)).toThrow(ParameterError);
  });
});

describe('a list of failures', () => {
  const parameters = resolveParameters({ vms: 10, failuresPerVmHour: 0 });
  const burst = burstWorkload({ containers: 10 }, parameters);

  it('names existing VMs and valid times', () => {
    requireFailures([{ vm: 9, time: 0 }], parameters);
    for (const failure of [
      { vm: 10, time: 0 },
      { vm: -1, time: 0 },
      { vm: 0.5, time: 0 },
      { vm: 0, time: -1 },
      { vm: 0, time: Number.NaN },
      { vm: 0, time: Number.POSITIVE_INFINITY },
    ]) {
      expect(() => requireFailures([failure], parameters)).toThrow(ParameterError);
    }
    const object = { vm: {}, time: [] } as unknown as VmFailure;
    expect(() => requireFailures([object], parameters)).toThrow('There is no VM an object.');
    expect(() => requireFailures([{ ...object, vm: 0 }], parameters)).toThrow("VM 0 can't fail at an empty list s.");
    expect(() => requireFailures(Array(10_001).fill({ vm: 0, time: 0 }), parameters)).toThrow(ParameterError);
  });

  it('makes exactly these VMs fail, or is refused by the run', async () => {
    const run = { workload: burst, system: 'faasnet', parameters, seed: 1 };
    await expect(simulate({ ...run, failures: [{ vm: 10, time: 1 }] })).rejects.toBeInstanceOf(ParameterError);
    const { totals, provisioning } = await simulate({ ...run, failures: [{ vm: 4, time: 2.5 }] });
    const undisturbed = await simulate(run);
    expect(totals.failedVms).toBe(1);
    const later = [...provisioning.keys()].filter((row) => provisioning[row] > undisturbed.provisioning[row] + 1e-9);
    expect(later).toContain(undisturbed.vm.indexOf(4));
    expect(later.length).toBeLessThan(provisioning.length);
  });
});

describe('VMs that fail at a rate', () => {
  const burst = (given: Record<string, number>, system: string, containers: number) => {
    const parameters = resolveParameters({ vms: 100, ...given });
    return simulate({ workload: burstWorkload({ containers }, parameters), system, parameters, seed: 1 });
  };
  const transferring = SYSTEMS.map(({ name }) => name).filter((name) => name !== 'optimal');

  it.each(transferring)('before an image reaches them end a run of %s with the reason', async (system) => {
    for (const containers of [1, 30]) {
      const run = burst({ failuresPerVmHour: 60, nicMBps: 0.1, imageMB: 20_000 }, system, containers);
      await expect(run).rejects.toBeInstanceOf(ParameterError);
      await expect(run).rejects.toMatchObject({
        parameter: 'failuresPerVmHour',
        message: expect.stringMatching(/lost with their VMs.*60 failures.*failuresPerVmHour.*0\.1 MB\/s \(nicMBps\)/),
      });
    }
  });

  it.each(transferring)('but sometimes receive an image let a run of %s end', async (system) => {
    const { provisioning, totals } = await burst({ failuresPerVmHour: 60, nicMBps: 20 }, system, 30);
    expect(provisioning.every((seconds) => seconds > 0)).toBe(true);
    expect(totals.failedVms).toBeGreaterThan(0);
  });
});
