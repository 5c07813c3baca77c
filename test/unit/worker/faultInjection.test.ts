import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WorkerThread } from '../../../src/host/sessions/workerThread';
import { Channel, RequestError } from '../../../src/protocol/rpc';
import type { RunSummary } from '../../../src/protocol/runs';
import type { WorkerEvents, WorkerRequests } from '../../../src/protocol/worker';
import { depth, runs } from '../../depth';
import { type ShippedThread, shippedThread, type WorkerChannel } from './shippedThread';

/** A fault strikes at the n-th use of what can fail, for every n up to this: 200, and 2,000 in `npm run test:deep`. */
const FAULTS = runs(200);
/** Each needs a separate thread. */
const CRASHES = Math.max(5, Math.ceil(40 * depth));

/**
 * Runs before the worker's own code. Counts uses of files and memory, and lets the n-th fail once it is told which: by
 * message, or as it starts. Typed arrays over memory that is there allocate nothing, and do not count.
 */
const SABOTEUR = `
const fs = require('node:fs');
const { parentPort } = require('node:worker_threads');
let armed = globalThis.fault ?? null;
let uses = 0;
function use(kind, fail) {
  if (!armed || (armed.kind !== kind && armed.kind !== 'crash')) return;
  if (++uses !== armed.n) return;
  if (armed.kind === 'crash') process.exit(7);
  fail();
}
parentPort.on('message', (message) => {
  if (!('fault' in message)) return;
  const used = uses;
  armed = message.fault;
  uses = 0;
  message.port.postMessage(used);
});
const broken = () => { throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' }); };
const open = fs.promises.open;
fs.promises.open = async (...args) => {
  use('read', broken);
  const handle = await open(...args);
  for (const name of ['read', 'stat']) {
    const real = handle[name].bind(handle);
    handle[name] = async (...rest) => { use('read', broken); return real(...rest); };
  }
  return handle;
};
const full = () => { throw new RangeError('Array buffer allocation failed'); };
for (const name of ['ArrayBuffer', 'SharedArrayBuffer', 'Uint8Array', 'Uint16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array']) {
  globalThis[name] = new Proxy(globalThis[name], {
    construct(type, args, target) {
      if (!(args[0] instanceof Object)) use('allocation', full);
      return Reflect.construct(type, args, target);
    },
  });
}
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages) { use('allocation', full); return grow.call(this, pages); };
`;

let thread: ShippedThread;
let saboteur: string;
let trace: string;
beforeAll(async () => {
  thread = await shippedThread('main.ts');
  saboteur = path.join(thread.folder, 'saboteur.cjs');
  await writeFile(saboteur, SABOTEUR);
  trace = path.join(thread.folder, 'trace.csv');
  const rows = Array.from({ length: 2000 }, (_, i) => `${1.7e9 + i},f${i % 9},${100 + ((i * 37) % 991)},r${i % 3},256`);
  await writeFile(
    trace,
    `__time__,functionName,latency,runtime,memoryMB\n${rows.join('\n')}\n"q,",1700003000,5,r0,64\n`,
  );
});
afterAll(() => thread.remove());

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

type FaultKind = 'read' | 'allocation' | 'crash';
interface Fault {
  readonly kind: FaultKind;
  readonly n: number;
}

function sabotaged(): { channel: WorkerChannel; arm(fault: Fault | null): Promise<number> } {
  const worker = new Worker(thread.script, { workerData: { firstRunId: 1 }, execArgv: ['--require', saboteur] });
  workers.push(worker);
  const channel = new Channel<WorkerRequests, WorkerEvents>({
    post: (message) => worker.postMessage(message),
    listen: (listener) => {
      worker.on('message', listener);
      return () => worker.off('message', listener);
    },
  });
  const arm = (fault: Fault | null) =>
    new Promise<number>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.once('message', (uses: number) => {
        port1.close();
        resolve(uses);
      });
      worker.postMessage({ fault, port: port2 }, [port2]);
    });
  return { channel, arm };
}

/**
 * What a person does with a trace: opens it, looks at it, simulates it, and watches the tree. Throws what the person
 * would be told.
 */
async function useTrace(channel: WorkerChannel): Promise<void> {
  const opened = await channel.request('open', {
    bytes: { kind: 'file', path: trace },
    source: { kind: 'file', name: 'trace.csv', version: 0, modified: 0 } as never,
    unit: 'auto',
  });
  opened.columns.close();
  await channel.request('overview', {});
  await channel.request('functions', { sort: 'count', descending: true, filter: '', offset: 0, limit: 10 } as never);
  await channel.request('latencyCdf', { by: 'runtime', functionId: null, from: null, to: null, pixels: 100 } as never);
  const run = await finishedRun(channel);
  if (run.state === 'failed') throw new RequestError(run.message ?? '', 'Said in one sentence.');
  const { runId } = run;
  await channel.request('runCurves', {
    runIds: [runId],
    kind: 'provisioning',
    pixels: 100,
    recorded: true,
    vm: null,
  } as never);
  await channel.request('runTimeline', { runId, functionId: 0, from: null, to: null });
  await channel.request('removeRun', { runId });
}

/** A part of the trace, provisioned through function trees. */
async function finishedRun(channel: WorkerChannel): Promise<RunSummary> {
  let stop = () => {};
  const ended = new Promise<RunSummary>((resolve) => {
    stop = channel.on('runChanged', (run) => {
      if (run.state !== 'running') resolve(run);
    });
  });
  try {
    const workload = { kind: 'trace', from: 1.7e9, to: 1.7e9 + 40, functionId: null } as const;
    await channel.request('startRun', { workload, system: 'faasnet', parameters: { vms: 20 }, seed: 1, seeds: 1 });
    return await ended;
  } finally {
    stop();
  }
}

function expectClear(error: unknown): void {
  expect(error).toBeInstanceOf(RequestError);
  const { message, advice } = error as RequestError;
  expect(message).toMatch(/^[A-Z].{10,300}\.$/s);
  expect(`${message} ${advice}`).not.toMatch(/undefined|NaN|\[object|allocation failed\.?$/);
  expect(advice).toMatch(/^[A-Z].*\.$/s);
}

describe('a worker with an injected fault', () => {
  it.each<FaultKind>(['read', 'allocation'])('says clearly what went wrong at each %s, and goes on', async (kind) => {
    const { channel, arm } = sabotaged();
    await useTrace(channel);
    let failed = 0;
    for (let n = 1; n <= FAULTS; n++) {
      await arm({ kind, n });
      const error = await useTrace(channel).then(
        () => null,
        (error: unknown) => error,
      );
      const uses = await arm(null);
      if (error) {
        failed++;
        expectClear(error);
      }
      await useTrace(channel);
      if (uses < n) break;
    }
    expect(failed).toBeGreaterThan(2);
  });

  it('at any use of a file or of memory is replaced, and all pending requests fail', async () => {
    let crashed = 0;
    for (let n = 1; n <= CRASHES; n++) {
      const script = path.join(thread.folder, `crash-${n}.cjs`);
      const start = `globalThis.fault = ${JSON.stringify({ kind: 'crash', n })};`;
      await writeFile(script, `${start}\nrequire('./saboteur.cjs');\nrequire('./thread.js');\n`);
      const reasons: RequestError[] = [];
      const first = new WorkerThread(script, { firstRunId: 1 }, (reason) => reasons.push(reason));
      const error = await useTrace(first.channel).then(
        () => null,
        (error: unknown) => error,
      );
      first.dispose();
      if (!error) break;
      crashed++;
      expectClear(error);
      expect(reasons).toEqual([error]);
      const second = new WorkerThread(thread.script, { firstRunId: 1 }, (reason) => reasons.push(reason));
      await useTrace(second.channel);
      second.dispose();
      expect(reasons).toHaveLength(1);
    }
    expect(crashed).toBeGreaterThan(2);
  });
});
