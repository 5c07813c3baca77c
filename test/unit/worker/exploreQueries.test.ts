import { beforeEach, describe, expect, it } from 'vitest';
import type { ExploreReply, ExploreRequest } from '../../../src/protocol/queries';
import type { Handlers } from '../../../src/protocol/rpc';
import type { WorkerRequests } from '../../../src/protocol/worker';
import { copyToSharedMemory } from '../../../src/worker';
import { traceWorker } from '../../../src/worker/traceWorker';

const ROWS = [
  [1000, 'a', 500, 'python', 128],
  [1030, 'b', 1500, 'java', 256],
  [1061, 'a', 2500, 'python', 128],
  [5000, 'c', 9000, 'java', 256],
];

const REQUEST: ExploreRequest = {
  where: '',
  active: null,
  from: null,
  to: null,
  pixels: 100,
  rows: 30,
  stackBy: 'runtime',
  percentiles: [0.5],
  target: 2,
  heatId: null,
};

let worker: Handlers<WorkerRequests>;
beforeEach(() => {
  worker = traceWorker(1, () => {});
});

const never = new AbortController().signal;

async function opened(rows: readonly (readonly (string | number)[])[]): Promise<void> {
  const text = ['__time__,functionName,latency,runtime,memoryMB', ...rows.map((row) => row.join())].join('\n');
  const pieces = [copyToSharedMemory(new TextEncoder().encode(`${text}\n`))];
  const source = { kind: 'editor', name: 'test.csv', version: 1, modified: 0 } as const;
  await worker.open({ bytes: { kind: 'pieces', pieces }, source, unit: 'milliseconds' }, never);
}

async function explored(request: Partial<ExploreRequest>, signal = never): Promise<ExploreReply> {
  return worker.explore({ ...REQUEST, ...request }, signal);
}

describe('explore', () => {
  it('follows the filter, the unit, and another trace', async () => {
    await opened(ROWS);
    expect((await explored({ where: 'latency>1s' })).selected).toMatchObject({ coldStarts: 3, functions: 3, p50: 2.5 });
    await worker.setUnit({ unit: 'seconds' }, never);
    expect((await explored({ where: 'latency>1s' })).selected).toMatchObject({ coldStarts: 4, p50: 2000 });
    await opened(ROWS.slice(0, 1));
    expect((await explored({ where: '' })).whole.coldStarts).toBe(1);
  });

  it('leaves out the heat map that is at hand', async () => {
    await opened(ROWS);
    const { heat } = await explored({});
    const heatId = heat?.id ?? Number.NaN;
    // A heat map follows neither time nor latency.
    for (const where of ['time:00:16..00:33', 'latency>1s', 'time>=00:40 latency<1s']) {
      expect((await explored({ where, heatId, active: 'time' })).heat).toBeNull();
      expect((await explored({ where })).heat).toEqual(heat);
    }
    for (const change of [
      { where: 'runtime:java' },
      { percentiles: [0.9] },
      { target: 3 },
      { rows: 10 },
      { from: 1020 },
    ]) {
      const answer = await explored({ ...change, heatId });
      expect(answer.heat?.id).not.toBe(heatId);
      expect(answer.heat).not.toBeNull();
    }
  });

  it('ends early when it is cancelled', async () => {
    await opened(ROWS);
    const aborted = AbortSignal.abort(new Error('cancelled'));
    await expect(explored({ where: 'latency>1s' }, aborted)).rejects.toThrow('cancelled');
    expect((await explored({ where: 'latency>1s' })).selected.coldStarts).toBe(3);
  });

  it('needs a trace', async () => {
    await expect(explored({})).rejects.toThrow('No trace has been read.');
  });
});
