import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunRequest } from '../../../src/protocol/queries';
import type { RequestError } from '../../../src/protocol/rpc';
import { type ShippedThread, shippedThread, startWorker, type WorkerChannel } from './shippedThread';

let thread: ShippedThread;
beforeAll(async () => {
  thread = await shippedThread('main.ts');
});
afterAll(() => thread.remove());

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

function started(): WorkerChannel {
  const { worker, channel } = startWorker(thread.script, 1);
  workers.push(worker);
  return channel;
}

const burst = (containers: number, functions: number, system = 'faasnet'): RunRequest => ({
  workload: { kind: 'burst', containers, functions, imageMB: null, memoryMB: null },
  system,
  parameters: {},
  seed: 1,
  seeds: 1,
});

/** Simulates; returns the number of the finished run. */
async function finished(channel: WorkerChannel, request: RunRequest): Promise<number> {
  const ended = new Promise<void>((resolve) => {
    channel.on('runChanged', ({ state }) => state === 'done' && resolve());
  });
  const { runId } = await channel.request('startRun', request);
  await ended;
  return runId;
}

const rejection = (promise: Promise<unknown>): Promise<RequestError> =>
  promise.then(
    () => expect.fail('was answered'),
    (error) => error as RequestError,
  );

describe('watching a run', () => {
  it('begins with its functions, those with most starts first, found by a part of their names', async () => {
    const channel = started();
    const runId = await finished(channel, burst(50, 3));
    const { total, functions } = await channel.request('runFunctions', { runId, filter: '', limit: 2 });
    expect(total).toBe(3);
    expect(functions.map(({ starts }) => starts)).toEqual([17, 17]);
    const [first] = functions;
    expect(first.busiest).toMatchObject({ starts: 17 });
    expect(first.busiest.to).toBeGreaterThan(first.to);
    const found = await channel.request('runFunctions', { runId, filter: first.name.toUpperCase(), limit: 10 });
    expect(found.functions[0]).toEqual(first);
  });

  it('tells what else started on a VM', async () => {
    const channel = started();
    const packed = { ...burst(8, 4), parameters: { vms: 2, vmMemoryMB: 40_000 } };
    const runId = await finished(channel, packed);
    const { total, functions } = await channel.request('vmFunctions', { runId, vm: 0, limit: 10 });
    expect(functions).toHaveLength(total);
    let starts = 0;
    for (const { functionId, starts: own, from, to } of functions) {
      const timeline = await channel.request('runTimeline', { runId, functionId, from: null, to: null });
      const onIt = [...timeline.starts.vm.keys()].filter((i) => timeline.vms[timeline.starts.vm[i]] === 0);
      expect(onIt).toHaveLength(own);
      expect(from).toBe(0);
      expect(to).toBeCloseTo(Math.max(...onIt.map((i) => timeline.starts.started[i])), 9);
      starts += own;
    }
    expect(starts).toBeGreaterThan(1);
  });

  it('plays a function, all of its VMs, over the run or a part of it', async () => {
    const channel = started();
    const runId = await finished(channel, burst(600, 1));
    const whole = await channel.request('runTimeline', { runId, functionId: 0, from: null, to: null });
    expect(whole.vms).toHaveLength(600);
    expect(whole.to).toBe(whole.runEnd);
    const part = await channel.request('runTimeline', { runId, functionId: 0, from: 2, to: 3 });
    expect(part).toMatchObject({ from: 2, to: 3 });
    expect(part.events.time.every((time) => time >= 2 && time <= 3)).toBe(true);
    expect(await channel.request('runTimeline', { runId, functionId: 0, from: 2, to: 3 })).toEqual(part);
  });

  it('says why a start took long, of a cold start and of a request that had to wait', async () => {
    const channel = started();
    const runId = await finished(channel, burst(50, 1));
    const { starts, vms } = await channel.request('runTimeline', { runId, functionId: 0, from: null, to: null });
    const last = starts.row[starts.row.length - 1];
    const path = await channel.request('criticalPath', { runId, row: last });
    expect(path.vm).toBe(vms[starts.vm[starts.row.length - 1]]);
    expect(path.latency).toBeGreaterThan(path.median);
    expect(path.steps.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(path.latency, 9);
    const refused = await rejection(channel.request('criticalPath', { runId, row: 50 }));
    expect(refused.message).toBe(`Run ${runId} has no cold start 50.`);

    const profile = { kind: 'profile', name: 'p.csv', csv: 't_sec,rps\n0,2\n30,2\n', leadInSeconds: 0 } as const;
    const workload = { ...profile, runSeconds: 0.5, imageMB: null, memoryMB: null };
    const requests = await finished(channel, { ...burst(1, 1), workload });
    const first = await channel.request('criticalPath', { runId: requests, row: 1 });
    expect(first.steps.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(first.latency, 9);
  });

  it('compares systems on one clock', async () => {
    const channel = started();
    const runIds = [await finished(channel, burst(100, 1)), await finished(channel, burst(100, 1, 'baseline'))];
    const curves = await channel.request('readyCurves', { runIds, functionId: 0, pixels: 50 });
    expect(curves.map(({ name }) => name)).toEqual(['FaaSNet, run 1', 'Baseline, run 2']);
    for (const { x, y } of curves) {
      expect(x).toHaveLength(50);
      expect(y[49]).toBe(1);
    }
    expect(curves[0].x[49]).toBeLessThan(curves[1].x[0]);
  });

  it('is refused in words for what is not there', async () => {
    const channel = started();
    const runId = await finished(channel, burst(10, 1));
    const ask = (functionId: number, from: number) =>
      rejection(channel.request('runTimeline', { runId, functionId, from, to: null }));
    expect((await ask(1, 0)).message).toBe('The run has no function 1.');
    expect((await ask(0, 1e9)).message).toMatch(/^Run 1 has no time from 1000000000 to /);
  });

  it('ends early when the page no longer asks', async () => {
    const channel = started();
    const runId = await finished(channel, burst(20_000, 1));
    const abort = new AbortController();
    channel.on('runProgress', () => abort.abort());
    const asked = { runId, functionId: 0, from: null, to: null };
    const cancelled = channel.request('runTimeline', asked, { signal: abort.signal });
    expect((await rejection(cancelled)).code).toBe('cancelled');
    expect((await channel.request('runTimeline', asked)).vms.length).toBeGreaterThan(500);
  });
});
