import { describe, expect, it } from 'vitest';
import type { RunRequest, WorkloadRequest } from '../../../src/protocol/queries';
import { runFileOf, SYSTEMS } from '../../../src/simulation';
import { AXIS_KINDS, parseSweep, sweepText } from '../../../src/sweep';
import { firstAxis, offeredAxes, readSweep } from '../../../webview/simulate/sweep/readSweep';
import { INITIAL_VIEW, type SweepAxis } from '../../../webview/state/view';

const WORKLOADS = {
  burst: { kind: 'burst', containers: 128, functions: 2, imageMB: 428, memoryMB: null },
  profile: {
    ...{ kind: 'profile', name: 'a.csv', csv: '0,1\n9,2', leadInSeconds: 900, runSeconds: null },
    ...{ imageMB: null, memoryMB: null },
  },
  replay: { kind: 'trace', from: null, to: null, functionId: null },
} as const satisfies Record<string, WorkloadRequest>;
const TRACE = { name: 'a.csv', sha256: 'a'.repeat(64), nameOf: () => 'f' };

const request = (workload: WorkloadRequest): RunRequest => ({
  ...{ workload, system: 'faasnet', parameters: { nicMBps: 50 }, seed: 3, seeds: 2 },
});
const offered = (workload: keyof typeof WORKLOADS, systems: readonly string[] = ['faasnet', 'kraken']) =>
  offeredAxes(
    AXIS_KINDS,
    { ...INITIAL_VIEW.form, workload },
    SYSTEMS.filter(({ name }) => systems.includes(name)),
  );
const named = (name: string) => AXIS_KINDS.find((kind) => kind.name === name)!;
const typed = (change: Partial<SweepAxis>): SweepAxis => ({
  ...{ name: 'imageMB', listed: false, values: '', from: '1', to: '100', count: '3', scale: 'log' },
  ...change,
});

describe('the sweep of a form', () => {
  it.each(['burst', 'profile', 'replay'] as const)(
    'offers axes of a %s that the sweep file takes as they start',
    (kind) => {
      const asked = request(WORKLOADS[kind]);
      for (const info of offered(kind)) {
        const axis = firstAxis(info, asked);
        const texts: Readonly<Record<string, string>> = { set: 'fanOut=3 nicMBps=9' };
        const filled = info.limit ? axis : { ...axis, values: texts[info.name] ?? 'a\nb' };
        const { axes, errors } = readSweep([filled], offered(kind));
        expect([info.name, ...errors]).toEqual([info.name]);
        const ofAll = SYSTEMS.map(({ name }) => ({ ...asked, system: name }));
        const sweep = parseSweep(sweepText(runFileOf(ofAll, TRACE), axes));
        expect(sweep.axes[0].name).toBe(info.name);
        expect(sweep.axes[0].values.length).toBeGreaterThan(0);
      }
    },
  );

  it('has only axes that its workload and systems use', () => {
    const names = (...given: Parameters<typeof offered>) => offered(...given).map(({ name }) => name);
    expect(names('burst')).toEqual(expect.arrayContaining(['containers', 'functions', 'imageMB', 'set']));
    expect(names('burst')).not.toContain('where');
    expect(names('burst')).not.toContain('system');
    expect(names('burst', ['baseline'])).not.toContain('fanOut');
    expect(names('profile')).toContain('leadInSeconds');
    expect(names('replay')).toEqual(expect.arrayContaining(['where', 'functionName', 'pythonImageMB']));
    const waits = readSweep([typed({ name: 'containers' }), typed({ name: 'vms' })], offered('replay'));
    expect(waits.axes).toEqual([{ name: 'vms', from: 1, to: 100, count: 3, scale: 'log' }]);
  });

  it('starts around what the form says', () => {
    const start = (name: string) => firstAxis(named(name), request(WORKLOADS.burst));
    expect(start('containers')).toMatchObject({ from: '32', to: '512', count: '5', scale: 'log', listed: false });
    expect(start('imageMB')).toMatchObject({ from: '107', to: '1710' });
    expect(start('nicMBps')).toMatchObject({ from: '12.5', to: '200' });
    expect(start('failuresPerVmHour')).toMatchObject({ from: '0', to: '60', scale: 'linear' });
    expect(start('spread')).toMatchObject({ listed: true, values: '0 1' });
  });

  it('reads lists and ranges as the sweep file has them', () => {
    const all = offered('burst');
    expect(readSweep([typed({ listed: true, values: ' 1, 2.5;3 1,000 ' })], all).axes).toEqual([
      { name: 'imageMB', values: [1, 2.5, 3, 1000] },
    ]);
    expect(
      readSweep([typed({ name: 'set', listed: true, values: 'fanOut=3\n\n nicMBps=9 vms=2 ' })], all).axes,
    ).toEqual([{ name: 'set', values: ['fanOut=3', 'nicMBps=9 vms=2'] }]);
    expect(readSweep([typed({ scale: 'linear', to: '1,000' })], all).axes).toEqual([
      { name: 'imageMB', from: 1, to: 1000, count: 3, scale: 'linear' },
    ]);
  });

  it.each([
    [typed({ from: '0' }), 'imageMB.from', 'Must be 0.1 to 100,000 MB. The nearest is 0.1.'],
    [typed({ to: '1,5' }), 'imageMB.to', 'Write a decimal point: 1.5. The range is 0.1 to 100,000 MB.'],
    [typed({ count: 'x' }), 'imageMB.count', '"x" is not a number. Write digits, such as 1516 or 151.6.'],
    [typed({ listed: true, values: '1 two' }), 'imageMB.values', '"two" is not a number.'],
    [typed({ listed: true }), 'imageMB.values', 'Write numbers with spaces between them.'],
    [typed({ name: 'set', listed: true, values: ' \n' }), 'set.values', 'Write a value on each line.'],
  ])('says at the field what is wrong with %j', (axis, field, message) => {
    const { axes, errors } = readSweep([axis], offered('burst'));
    expect(axes).toEqual([]);
    expect(errors.get(field)).toContain(message);
    expect(errors.size).toBe(1);
  });
});
