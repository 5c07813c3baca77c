import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../../src/protocol/queries';
import { traceWorker } from '../../../src/worker/traceWorker';

const { signal } = new AbortController();

describe('a removed run', () => {
  it('is reported as cancelled if it was running', async () => {
    const changes: RunSummary[] = [];
    const worker = traceWorker(1, (name, event) => {
      if (name === 'runChanged') changes.push(event as RunSummary);
    });
    const workload = { kind: 'burst', containers: 1000, functions: 1, imageMB: null, memoryMB: null } as const;
    const request = { workload, system: 'faasnet', parameters: {}, seed: 1, seeds: 1 };
    const { runId } = await worker.startRun(request, signal);
    await worker.removeRun({ runId }, signal);
    expect(changes.map(({ state }) => state)).toEqual(['running', 'cancelled']);
    expect(await worker.runs({}, signal)).toEqual([]);
    await worker.removeRun({ runId }, signal);
    expect(changes).toHaveLength(2);
  });
});
