import { describe, expect, it } from 'vitest';
import { FilterError } from '../../../src/filter';
import type { AxisEntry, RunRequest } from '../../../src/protocol/queries';
import { RunFileError, requestsOf } from '../../../src/simulation';
import { parseSweep, unitAt } from '../../../src/sweep';
import { copyToSharedMemory } from '../../../src/worker';
import { traceWorker } from '../../../src/worker/traceWorker';

const { signal } = new AbortController();
const CSV = '__time__,functionName,latency\n100,f,1500\n101,g,1600\n';
const burst: RunRequest = {
  workload: { kind: 'burst', containers: 20, functions: 1, imageMB: null, memoryMB: null },
  system: 'faasnet',
  parameters: { nicMBps: 50 },
  seed: 3,
  seeds: 2,
};
const replay: RunRequest = { ...burst, workload: { kind: 'trace', from: null, to: 101, functionId: 1 } };

async function workerWithTrace() {
  const worker = traceWorker(1, () => {});
  const bytes = { kind: 'pieces', pieces: [copyToSharedMemory(new TextEncoder().encode(CSV))] } as const;
  const source = { kind: 'editor', name: 'a.csv', version: 1, modified: 0 } as const;
  await worker.open({ bytes, source, unit: 'auto' }, signal);
  return worker;
}

describe('a run file', () => {
  it.each([
    ['a burst', burst, 'burst', null],
    ['one function of a trace', replay, 'a.csv', 1],
  ])('gives the requests of %s again', async (_, request, about, functionId) => {
    const worker = await workerWithTrace();
    const requests = [request, { ...request, system: 'baseline' }] as const;
    const saved = await worker.runFileText({ requests, name: 'a.csv' }, signal);
    expect(saved.about).toBe(about);
    const file = await worker.parseRunFile({ text: saved.text, name: 'a.ftsim.json' }, signal);
    expect(file.trace?.name ?? null).toBe(request === replay ? 'a.csv' : null);
    expect(await worker.runFileRequests({ file, functionId }, signal)).toEqual(requests);
  });

  it('is refused with a reason if it is invalid', async () => {
    const worker = await workerWithTrace();
    expect(() => worker.parseRunFile({ text: '{}', name: 'b.json' }, signal)).toThrow(RunFileError);
    expect(() => worker.parseRunFile({ text: '{}', name: 'b.json' }, signal)).toThrow(
      'b.json is not a FaaSNet run file.',
    );
  });

  it('needs the trace that its runs replay', async () => {
    const worker = traceWorker(1, () => {});
    await expect(worker.runFileText({ requests: [replay], name: 'a.csv' }, signal)).rejects.toThrow(/no trace/);
  });
});

describe('a sweep file', () => {
  it('is written of the runs of a form and axes, and counted', async () => {
    const worker = await workerWithTrace();
    const requests = [burst, { ...burst, system: 'baseline' }] as const;
    const axes = [
      { name: 'containers', from: 1, to: 512, count: 10, scale: 'log' },
      { name: 'set', values: [null, 'nicMBps=100 fanOut=3'] },
    ] as const;
    expect(await worker.sweepUnits({ requests, axes }, signal)).toEqual({
      units: 80,
      axes: [
        { values: 10, shown: '1, 2, 4, 8, 16, 32, 64, …, 512' },
        { values: 2, shown: 'none, nicMBps=100 fanOut=3' },
      ],
    });
    const { text, about } = await worker.sweepText({ requests, axes, name: 'a.csv' }, signal);
    expect(about).toBe('burst');
    expect(text.split('\n')).toContain(
      '    { "name": "containers", "from": 1, "to": 512, "count": 10, "scale": "log" },',
    );
    const sweep = parseSweep(text);
    expect(requestsOf(sweep.base, null)).toEqual(requests);
    expect(unitAt(sweep, 79).run.parameters).toMatchObject({ nicMBps: 100, fanOut: 3 });
    expect(unitAt(sweep, 0).run.parameters).toMatchObject({ nicMBps: 50, fanOut: 2 });
  });

  it('of a replay names the trace and the function, and has filters that can be read', async () => {
    const worker = await workerWithTrace();
    const filtered = (filter: string) => ({ requests: [replay], axes: [{ name: 'where', values: [filter] }] });
    const { text, about } = await worker.sweepText({ ...filtered('latency>1s'), name: 'a.csv' }, signal);
    expect(about).toBe('a.csv');
    const { base } = parseSweep(text);
    expect(base.workload).toMatchObject({ kind: 'trace', functionName: 'g', to: 101 });
    expect(base.trace).toEqual({ name: 'a.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await expect(worker.sweepUnits(filtered('latncy>1s'), signal)).rejects.toThrow(FilterError);
  });

  it('is refused in the words of the sweep file', async () => {
    const worker = await workerWithTrace();
    const refused = (axis: AxisEntry) => expect(worker.sweepUnits({ requests: [burst], axes: [axis] }, signal)).rejects;
    await refused({ name: 'vms', from: 0, to: 9, count: 3, scale: 'log' }).toThrow(
      'the axis vms goes from 0 to 9 on a log scale; expected numbers above 0',
    );
    await refused({ name: 'where', values: ['x'] }).toThrow(
      'The axis where has no effect on a workload of the kind "burst"',
    );
    await refused({ name: 'set', values: ['fanout=3'] }).toThrow('There is no parameter "fanout".');
  });
});
