import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WorkerThread } from '../../../src/host/sessions/workerThread';
import type { RequestError } from '../../../src/protocol/rpc';

/** Small, so that a thread uses it up quickly. */
const HEAP_MB = 64;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'faasnet-thread-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A thread that does `what` at the first message it gets. */
async function threadThat(what: string) {
  const script = path.join(folder, `${Math.random()}.cjs`);
  await writeFile(script, `require('node:worker_threads').parentPort.on('message', () => { ${what} });`);
  let stopped: (reason: RequestError) => void = () => {};
  const reason = new Promise<RequestError>((resolve) => {
    stopped = resolve;
  });
  return { thread: new WorkerThread(script, { firstRunId: 1 }, stopped, HEAP_MB), reason };
}

const rejection = (promise: Promise<unknown>): Promise<RequestError> =>
  promise.then(
    () => expect.fail('was answered'),
    (error) => error as RequestError,
  );

describe('a worker thread that stops by itself', () => {
  it.each([
    ['throws', `throw new Error('out of luck')`, /stopped: out of luck/],
    ['exits', 'process.exit(3)', /stopped: exit code 3/],
    ['uses up its memory', 'const hog = []; for (;;) hog.push(new Array(1e6).fill(hog))', /not enough memory/],
  ])('because it %s reports so once to its owner and to each pending request', async (_, what, message) => {
    const { thread, reason } = await threadThat(what);
    const waiting = [rejection(thread.channel.request('overview', {})), rejection(thread.channel.request('runs', {}))];
    const told = await reason;
    expect(told.message).toMatch(message);
    expect(told.advice).not.toBe('');
    expect(await Promise.all(waiting)).toEqual([told, told]);
    expect(await rejection(thread.channel.request('runs', {}))).toBe(told);
    thread.dispose();
  });

  it('reports nothing after it is disposed', async () => {
    const { thread, reason } = await threadThat('');
    const waiting = rejection(thread.channel.request('overview', {}));
    thread.dispose();
    expect((await waiting).code).toBe('closed');
    await expect(Promise.race([reason, Promise.resolve('quiet')])).resolves.toBe('quiet');
  });
});
