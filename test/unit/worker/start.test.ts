import { copyFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startThreadsFor } from '../../../src/worker/largeFiles';
import { earlyThread } from '../../../src/worker/readingThread';
import { type ShippedThread, shippedThread, startWorker } from './shippedThread';

let thread: ShippedThread;
beforeAll(async () => {
  thread = await shippedThread('start.ts');
});
afterAll(() => thread.remove());

describe('the worker thread', () => {
  it('answers the request that was sent before it ran, and those after it', async () => {
    const file = path.join(thread.folder, 'trace.csv');
    await writeFile(file, '__time__,functionName,latency\n1,f,2\n2,g,3\n');
    const { worker, channel } = startWorker(thread.script);
    const source = { kind: 'disk', name: 'trace.csv', version: 0, modified: 0 } as const;
    const opened = channel.request('open', { bytes: { kind: 'file', path: file }, source, unit: 'auto' });
    const tooEarly = expect(channel.request('traceHash', {})).rejects.toThrow('No trace has been read');
    expect((await opened).unitsPerSecond).toBeGreaterThan(0);
    await tooEarly;
    expect((await channel.request('overview', {})).coldStarts).toBe(2);
    channel.close();
    await worker.terminate();
  });
});

describe('reading threads', () => {
  it('start early for a large file, and for nothing else', async () => {
    const scan = await shippedThread('scanThread.ts');
    await copyFile(scan.script, path.join(thread.folder, 'scan.js'));
    await scan.remove();
    const small = path.join(thread.folder, 'small.csv');
    const large = path.join(thread.folder, 'large.csv');
    await writeFile(small, 'a');
    await writeFile(large, '');
    await truncate(large, 33 << 20);
    await startThreadsFor(['summarize', '--json', thread.folder, small, 'x'.repeat(10_000), ''], thread.folder);
    expect(earlyThread()).toBeNull();
    await startThreadsFor(['-', large], thread.folder);
    const early = earlyThread();
    expect(early).not.toBeNull();
    await expect.poll(() => early?.ready).toBe(true);
    for (let started = early; started; started = earlyThread()) started.end();
  });
});
