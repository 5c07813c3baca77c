import { describe, expect, it } from 'vitest';
import type { RunRequest } from '../../../src/protocol/queries';
import { RunFileError } from '../../../src/simulation';
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
