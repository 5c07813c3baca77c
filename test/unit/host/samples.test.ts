import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coldStartHover } from '../../../src/host/editor/hoverText';
import type { LatencySummary } from '../../../src/protocol/queries';
import { buildIndex, hoverFacts } from '../../../src/statistics';
import { bytesSource, readTrace } from '../../../src/trace';
import { copyToSharedMemory } from '../../../src/worker';
import { cli } from '../cli/runCli';
import { type ShippedThread, shippedThread, startWorker, type WorkerChannel } from '../worker/shippedThread';

/** What each sample of a format gives, through the command line, the worker, and hover. */

const FIXTURES = path.resolve('test/fixtures/formats');

interface Expected {
  readonly format: string;
  readonly rows: number;
  readonly warmRows: number;
  /** Other records, whatever they are. */
  readonly others: number;
  /** What the hover of the first cold start tells. */
  readonly hover: readonly string[];
}

const SAMPLES: Readonly<Record<string, Expected>> = {
  'alibaba-fc-request-metrics.jsonl': {
    ...{ format: 'alibaba-fc', rows: 5, warmRows: 3, others: 1 },
    hover: ['orders-api', '1.22 s', 'memory 512 MB', 'runtime init', 'resource mode OnDemand'],
  },
  'openwhisk-activations.json': {
    ...{ format: 'openwhisk', rows: 5, warmRows: 3, others: 0 },
    hover: ['guest/orders-api', '1.01 s', 'runtime nodejs', 'memory 512 MB', 'wait before the start 928 ms'],
  },
  'kubernetes-events.json': {
    ...{ format: 'kubernetes-events', rows: 6, warmRows: 2, others: 30 },
    hover: ['registry.example/orders', '73.6 s', 'node node-a', 'image size 68.5 MB', 'pull'],
  },
  'containerd.log': {
    ...{ format: 'containerd', rows: 8, warmRows: 0, others: 8 },
    hover: ['registry.example/orders', '5.77 s', 'node node-a', 'image size 68.5 MB'],
  },
  'cloud-run-logs.json': {
    ...{ format: 'cloud-run', rows: 7, warmRows: 0, others: 8 },
    hover: ['thumbnailer', 'runtime python311', 'reason of the start DEPLOYMENT', 'region europe-west1'],
  },
};

let thread: ShippedThread;
let worker: Worker;
let channel: WorkerChannel;
beforeAll(async () => {
  thread = await shippedThread('main.ts');
  ({ worker, channel } = startWorker(thread.script, 1));
});
afterAll(async () => {
  await worker.terminate();
  await thread.remove();
});

/** Markdown as its reader sees it. */
function shown(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))).replaceAll('&nbsp;', ' ');
}

describe.each(Object.entries(SAMPLES))('the sample %s', (name, { format, rows, warmRows, others, hover }) => {
  const file = path.join(FIXTURES, name);

  it('gives its counts on the command line', async () => {
    const { stdout } = await cli(['summarize', file, '--json']);
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({ format, rows, warmRows, duplicateRows: 0, badRows: 0 });
    expect(summary.otherRows.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(others);
  });

  it('gives its counts in the worker', async () => {
    const pieces = [copyToSharedMemory(readFileSync(file))];
    const source = { kind: 'disk', name, version: 0, modified: 0 } as const;
    await channel.request('open', { bytes: { kind: 'pieces', pieces }, source, unit: 'auto' });
    const { account } = await channel.request('overview', {});
    expect(account).toMatchObject({ rows, warmRows, badRows: 0 });
  });

  it('tells a cold start by its hover', async () => {
    const trace = await readTrace(bytesSource([readFileSync(file)]));
    const index = await buildIndex(trace.table);
    const latency = { unit: 'seconds', setting: 'auto', reason: '' } as LatencySummary;
    const text = shown(
      coldStartHover(hoverFacts(trace.table, index, 1, 0), { latency, relativeTime: false, hasTimes: true }, []),
    );
    for (const part of hover) expect(text).toContain(part);
  });
});
