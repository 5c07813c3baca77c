import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { compareSides } from '../../../src/host/dashboard/compareSides';
import type { RequestFor } from '../../../src/protocol/requests';
import type { RequestError } from '../../../src/protocol/rpc';
import { copyToSharedMemory } from '../../../src/worker';
import { naiveQuantile } from '../comparison/sides';
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

interface Row {
  readonly time: number;
  readonly name: string;
  readonly seconds: number;
}

const START = 1_620_489_600;

/** A cold start every ten seconds. */
function rowsOf(count: number, functions: number, seconds: (at: number) => number): Row[] {
  return Array.from({ length: count }, (_, at) => ({
    time: START + 10 * at,
    name: `f${at % functions}`,
    seconds: seconds(at),
  }));
}

/** The thread of a trace. */
async function opened(rows: readonly Row[]): Promise<WorkerChannel> {
  const { worker, channel } = startWorker(thread.script, 1);
  workers.push(worker);
  const lines = rows.map(({ time, name, seconds }) => `${time},${name},${Math.round(1000 * seconds)},go,128`);
  const text = `__time__,functionName,latency,runtime,memoryMB\n${lines.join('\n')}\n`;
  await channel.request('open', {
    bytes: { kind: 'pieces', pieces: [copyToSharedMemory(new TextEncoder().encode(text))] },
    source: { kind: 'editor', name: 'trace.csv', version: 1, modified: 0 },
    unit: 'milliseconds',
  });
  return channel;
}

const ASKED = { by: 'p50', least: 5, limit: 50, pixels: 500 } as const;
const part = (where: string, isRest = false) => ({ kind: 'where', where, isRest }) as const;
const file = (key: string, where = '') => ({ kind: 'file', key, where }) as const;

/** As the host compares, with the threads of other files by key. */
function compare(
  own: WorkerChannel,
  sides: Pick<RequestFor<'compare'>, 'a' | 'b'>,
  others: Readonly<Record<string, WorkerChannel>> = {},
  signal = new AbortController().signal,
) {
  return compareSides(
    { compareSides: (request, abort) => own.request('compareSides', request, { signal: abort }) },
    async (key) => ({
      summarizeSide: (request, abort) => others[key].request('summarizeSide', request, { signal: abort }),
    }),
    { ...ASKED, ...sides },
    signal,
  );
}

const median = (rows: readonly Row[]) =>
  naiveQuantile(
    rows.map(({ seconds }) => seconds),
    0.5,
  );

describe('comparing', () => {
  const rows = rowsOf(600, 4, (at) => 1 + (at % 7) + (at >= 300 ? 2 : 0));

  it('sets a part of a trace against all else, and a range against another', async () => {
    const own = await opened(rows);
    const found = await compare(own, { a: part('fn:f1', true), b: part('fn:f1') });
    const [a, b] = [rows.filter(({ name }) => name !== 'f1'), rows.filter(({ name }) => name === 'f1')];
    expect([found.a.count, found.b.count]).toEqual([a.length, b.length]);
    expect(found.quantiles[4]).toMatchObject({ share: 0.5, a: median(a), b: median(b) });
    expect(found.functions).toMatchObject({ compared: 0, onlyA: { functions: 3 }, onlyB: { functions: 1 } });

    const halves = await compare(own, { a: part('time<16:50'), b: part('time>=16:50') });
    expect(halves.quantiles[4].difference).toBe(median(rows.slice(300)) - median(rows.slice(0, 300)));
    expect(halves.quantiles[4].low).toBeGreaterThan(0);
    expect(halves.functions).toMatchObject({ compared: 4, slower: 4, faster: 0 });
    // A cold start every ten seconds.
    expect(halves.a.perMinute).toBeCloseTo(6, 1);
    expect(await compare(own, { a: part('time<16:50'), b: part('time>=16:50') })).toEqual(halves);
  });

  it('takes what the thread of another file has summarized', async () => {
    const others = { one: await opened(rowsOf(400, 6, (at) => 4 + (at % 5))) };
    const own = await opened(rows);
    const found = await compare(own, { a: part(''), b: file('one', 'fn:f*') }, others);
    expect([found.a.count, found.b.count]).toEqual([600, 400]);
    expect(found.quantiles[4]).toMatchObject({ a: median(rows), b: 6 });
    expect(found.functions).toMatchObject({ compared: 4, onlyB: { functions: 2 } });
    expect(found.functions.listed.map(({ name }) => name).sort()).toEqual(['f0', 'f1', 'f2', 'f3']);
    expect(found.curves[1].x.at(-1)).toBe(8);
    const both = await compare(own, { a: file('one'), b: file('one') }, others);
    expect(both.quantiles.map(({ difference }) => difference)).toEqual(both.quantiles.map(() => 0));
  });

  it('sets what a run simulated against what was recorded of the same cold starts', async () => {
    const own = await opened(rows);
    const ended = new Promise<void>((resolve) => {
      own.on('runChanged', ({ state }) => state === 'done' && resolve());
    });
    const { runId } = await own.request('startRun', {
      workload: { kind: 'trace', from: null, to: null, functionId: null, where: 'fn:f1,f2' },
      system: 'faasnet',
      parameters: {},
      seed: 1,
      seeds: 1,
    });
    await ended;
    const run = (recorded: boolean) => ({ kind: 'run', runId, recorded }) as const;
    const found = await compare(own, { a: run(true), b: run(false) });
    const replayed = rows.filter(({ name }) => name === 'f1' || name === 'f2');
    expect(found.quantiles[4].a).toBe(median(replayed));
    const [simulated] = await own.request('runCurves', {
      runIds: [runId],
      kind: 'latencyCdf',
      pixels: 1000,
      recorded: false,
      vm: null,
    });
    expect(found.b.count).toBe(simulated.count);
    expect(found.b.max).toBe(simulated.x.at(-1));
    expect(found.functions.compared).toBe(2);
    expect(found.stages.every(({ a, b }) => a === null && b !== null)).toBe(true);
    expect(found.stages.length).toBeGreaterThan(2);
  });

  it('says what is wrong with a side', async () => {
    const own = await opened(rows);
    const rejection = (sides: Pick<RequestFor<'compare'>, 'a' | 'b'>): Promise<RequestError> =>
      compare(own, sides).then(
        () => expect.fail('was answered'),
        (error) => error as RequestError,
      );
    expect((await rejection({ a: part(''), b: part('colour:red') })).message).toMatch(/colour/);
    const run = { kind: 'run', runId: 99, recorded: false } as const;
    expect((await rejection({ a: part(''), b: run })).message).toMatch(/run 99/i);
    const empty = await compare(own, { a: part('fn:nobody'), b: part('') });
    expect(empty).toMatchObject({ a: { count: 0, mean: null }, quantiles: [], functions: { compared: 0 } });
  });

  it('ends when it is cancelled, and answers the next question', async () => {
    const own = await opened(rows);
    const abort = new AbortController();
    const cancelled = compare(own, { a: part('fn:f1', true), b: part('fn:f1') }, {}, abort.signal);
    abort.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect((await compare(own, { a: part('fn:f1', true), b: part('fn:f1') })).b.count).toBe(150);
  });
});
