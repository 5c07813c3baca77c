import type { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunRequest, RunSummary } from '../../../src/protocol/queries';
import { SYSTEMS } from '../../../src/simulation';
import { copyToSharedMemory } from '../../../src/worker';
import { runs } from '../../depth';
import { type ShippedThread, shippedThread, startWorker, type WorkerChannel } from './shippedThread';

/** The worker thread as it ships, used through messages. */
let thread: ShippedThread;
let worker: Worker;
let channel: WorkerChannel;
/** Every reported state of each run, in order. */
const reported = new Map<number, RunSummary[]>();
let onReport: () => void = () => {};

beforeAll(async () => {
  thread = await shippedThread('main.ts');
  ({ worker, channel } = startWorker(thread.script));
  channel.on('runChanged', (run) => {
    reported.set(run.runId, [...(reported.get(run.runId) ?? []), run]);
    onReport();
  });
  await channel.request('open', {
    bytes: { kind: 'pieces', pieces: [copyToSharedMemory(new TextEncoder().encode(trace(20_000)))] },
    source: { kind: 'editor', name: 'trace.csv', version: 1, modified: 0 },
    unit: 'auto',
  });
});
afterAll(async () => {
  await worker.terminate();
  await thread.remove();
});

function trace(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => `${1000 + (i >> 4)},f${i % 300},${200 + (i % 991)},python3,256`);
  return `__time__,functionName,latency,runtime,memoryMB\n${lines.join('\n')}\n`;
}

/** Too much work to finish: thousands of seeds. */
const ENDLESS = 100_000;

const bursts = { kind: 'burst', containers: 5000, functions: 3, imageMB: null, memoryMB: null } as const;
const replay = { kind: 'trace', from: null, to: null, functionId: null } as const;

const endless = fc.record({
  workload: fc.constantFrom(bursts, replay),
  system: fc.constantFrom(...SYSTEMS.map(({ name }) => name)),
  parameters: fc.constant({}),
  seed: fc.nat(2 ** 31),
  seeds: fc.constant(ENDLESS),
});

const small = (seed: number): RunRequest => ({
  workload: { ...bursts, containers: 10 },
  system: 'faasnet',
  parameters: {},
  seed,
  seeds: 1,
});

/** Resolves when the run is reported as ended. */
function ended(runId: number): Promise<RunSummary> {
  return new Promise((resolve) => {
    const look = (): void => {
      const last = reported.get(runId)?.at(-1);
      if (last && last.state !== 'running') resolve(last);
    };
    onReport = look;
    look();
  });
}

/** Lets the thread compute between this many questions and their answers. */
async function questions(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await channel.request('runs', {});
}

describe('a run that is cancelled at any moment', () => {
  it('is reported as cancelled, never has a result, and lets the next run start', async () => {
    let seed = 0;
    await fc.assert(
      fc.asyncProperty(endless, fc.nat(30), async (request, moment) => {
        const { runId } = await channel.request('startRun', request);
        await questions(moment);
        await channel.request('cancelRun', { runId });
        expect(await ended(runId)).toMatchObject({ state: 'cancelled', result: null, message: null });
        const next = await channel.request('startRun', small(seed++));
        expect(await ended(next.runId)).toMatchObject({ state: 'done' });
        expect(reported.get(runId)!.map(({ state }) => state)).toEqual(['running', 'cancelled']);
        const known = (await channel.request('runs', {})).find((run) => run.runId === runId);
        expect(known).toMatchObject({ state: 'cancelled', result: null });
        await expect(channel.request('runFunctions', { runId, filter: '', limit: 1 })).rejects.toThrow('has no result');
      }),
      { numRuns: runs(30), seed: 1, endOnFailure: true },
    );
  });

  it('is skipped if it was waiting for others', async () => {
    const first = await channel.request('startRun', { ...small(1000), seeds: ENDLESS });
    const waiting = await channel.request('startRun', { ...small(1001), seeds: ENDLESS });
    const last = await channel.request('startRun', small(1002));
    await channel.request('cancelRun', waiting);
    expect(await ended(waiting.runId)).toMatchObject({ state: 'cancelled' });
    expect(reported.get(first.runId)!.at(-1)).toMatchObject({ state: 'running' });
    await channel.request('cancelRun', first);
    expect(await ended(last.runId)).toMatchObject({ state: 'done' });
    expect(reported.get(waiting.runId)!.at(-1)).toMatchObject({ state: 'cancelled', result: null });
  });

  it('starts again when it is requested again', async () => {
    const request = { ...small(2000), seeds: ENDLESS };
    const { runId } = await channel.request('startRun', request);
    await channel.request('cancelRun', { runId });
    const again = await channel.request('startRun', request);
    expect(again.runId).not.toBe(runId);
    await channel.request('cancelRun', again);
    await channel.request('cancelRun', again);
    expect(reported.get(again.runId)!.map(({ state }) => state)).toEqual(['running', 'cancelled']);
  });
});
