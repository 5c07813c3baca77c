import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { quantile } from '../../../src/numeric';
import type { Curve, RunRequest, RunSummary, SeriesName } from '../../../src/protocol/queries';
import type { RequestError } from '../../../src/protocol/rpc';
import type { OpenRequest, WorkerEvents } from '../../../src/protocol/worker';

import { copyToSharedMemory, LazyColumns } from '../../../src/worker';
import { type ShippedThread, shippedThread, startWorker, type WorkerChannel } from './shippedThread';

/** The worker thread as it ships: bundled, in a separate thread, used through messages. */

let thread: ShippedThread;
beforeAll(async () => {
  thread = await shippedThread('main.ts');
});
afterAll(() => thread.remove());

const workers: Worker[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
});

function started(firstRunId = 1): WorkerChannel {
  const { worker, channel } = startWorker(thread.script, firstRunId);
  workers.push(worker);
  return channel;
}

const source = { kind: 'editor', name: 'test.csv', version: 1, modified: 0 } as const;

function openText(text: string, unit: OpenRequest['unit'] = 'auto'): OpenRequest {
  const bytes = new TextEncoder().encode(text);
  const middle = bytes.length >> 1;
  const pieces = [copyToSharedMemory(bytes.subarray(0, middle)), copyToSharedMemory(bytes.subarray(middle))];
  return { bytes: { kind: 'pieces', pieces }, source, unit };
}

const HEADER = '__time__,functionName,latency,runtime,memoryMB\n';

function trace(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, i) => `${1000 + (i >> 2)},f${i % 7},${200 + ((i * 37) % 991)},python3,256`,
  );
  return `${HEADER}${lines.join('\n')}\n`;
}

const rejection = (promise: Promise<unknown>): Promise<RequestError> =>
  promise.then(
    () => expect.fail('was answered'),
    (error) => error as RequestError,
  );

const burst = (containers: number, system = 'faasnet'): RunRequest => ({
  workload: { kind: 'burst', containers, functions: 1, imageMB: null, memoryMB: null },
  system,
  parameters: {},
  seed: 1,
  seeds: 1,
});

const PROFILE = {
  kind: 'profile',
  name: 'rates.csv',
  csv: 't_sec,rps\n0,2\n30,2\n31,40\n32,2\n60,2\n',
  leadInSeconds: 60,
  runSeconds: 0.5,
  imageMB: null,
  memoryMB: null,
} as const;
const requests = (change: Partial<typeof PROFILE | { csv: string }> = {}): RunRequest => ({
  ...burst(1),
  workload: { ...PROFILE, ...change },
});

/** Resolves with the run once it is no longer running. */
function ended(channel: WorkerChannel, isIt: (run: RunSummary) => boolean = () => true): Promise<RunSummary> {
  return new Promise((resolve) => {
    channel.on('runChanged', (run) => {
      if (run.state !== 'running' && isIt(run)) resolve(run);
    });
  });
}

describe('a trace in the worker', () => {
  it('is read into shared memory and answers queries', async () => {
    const channel = started();
    const text = trace(3000);
    const { columns, unitsPerSecond } = await channel.request('open', openText(text));
    const { table, index } = new LazyColumns(columns);
    expect(table.rowCount).toBe(3000);
    expect(table.time.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(index.byTime.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(unitsPerSecond).toBe(1000);
    const overview = await channel.request('overview', {});
    const sorted = Float64Array.from(text.trim().split('\n').slice(1), (line) => Number(line.split(',')[2])).sort();
    expect(overview.latency?.p50).toBeCloseTo(quantile(sorted, 0.5) / 1000, 12);
    expect(overview.source).toEqual(source);
    const page = await channel.request('functions', {
      sort: 'count',
      descending: true,
      filter: '',
      offset: 0,
      limit: 3,
    });
    expect(page.total).toBe(7);
    expect(page.rows).toHaveLength(3);
    expect((await channel.request('function', { functionId: 2 })).name).toBe('f2');
    const whole = { functionId: null, from: null, to: null };
    expect((await channel.request('lines', { ...whole, limit: 2 })).lines).toEqual([2, 3]);
    const series = await channel.request('series', { ...whole, metric: 'coldStarts', pixels: 50 });
    expect(series.y.reduce((a, b) => a + b)).toBe(3000);
    const [cdf] = await channel.request('latencyCdf', { ...whole, by: 'all', pixels: 50 });
    expect(cdf.y.at(-1)).toBe(1);
  });

  it('reports progress, and all rows at the end', async () => {
    const channel = started();
    const told: WorkerEvents['readProgress'][] = [];
    channel.on('readProgress', (progress) => told.push(progress));
    await channel.request('open', openText(trace(60_000)));
    const rows = told.map(({ partial }) => partial?.rows ?? 0);
    expect(told.length).toBeGreaterThan(1);
    expect(rows[0]).toBeGreaterThan(0);
    expect(rows[0]).toBeLessThan(60_000);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
    expect(told.at(-1)).toMatchObject({ rows: 60_000, partial: { rows: 60_000, functions: 7, synthetic: false } });
    const { series } = told.at(-1)!.partial!;
    expect(series.y.reduce((a, b) => a + b)).toBe(60_000);
  });

  it('is read from a file', async () => {
    const channel = started();
    const file = path.join(thread.folder, 'trace.csv');
    await writeFile(file, trace(10));
    const request = { bytes: { kind: 'file', path: file }, source, unit: 'auto' } as const;
    expect(new LazyColumns((await channel.request('open', request)).columns).table.rowCount).toBe(10);
    const modified = Math.round((await stat(file)).mtimeMs);
    expect((await channel.request('overview', {})).source).toEqual({ ...source, modified });
    const missing = { ...request, bytes: { kind: 'file', path: `${file}.missing` } } as const;
    const error = await rejection(channel.request('open', missing));
    expect(error.message).toMatch(/not there/);
    expect(error.advice).not.toBe('');
  });

  it('is read from a compressed file, whose stored bytes count', async () => {
    const channel = started();
    const file = path.join(thread.folder, 'trace.csv.gz');
    const bytes = gzipSync(trace(50_000));
    await writeFile(file, bytes);
    const progress: WorkerEvents['readProgress'][] = [];
    channel.on('readProgress', (event) => void progress.push(event));
    const opened = await channel.request('open', { bytes: { kind: 'file', path: file }, source, unit: 'auto' });
    expect(new LazyColumns(opened.columns).table.rowCount).toBe(50_000);
    expect((await channel.request('traceHash', {})).sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await channel.request('overview', {})).bytes).toBe(bytes.length);
    expect(progress.at(-1)).toMatchObject({ bytes: bytes.length, totalBytes: bytes.length });
    for (const { bytes: read, totalBytes } of progress) {
      expect(totalBytes).toBe(bytes.length);
      expect(read).toBeLessThanOrEqual(totalBytes);
    }
  });

  it('is read from several files, which are hashed one after the other', async () => {
    const channel = started();
    const texts = [trace(10), trace(20)];
    const paths = texts.map((_, day) => path.join(thread.folder, `day_${day}.csv`));
    for (const [day, text] of texts.entries()) await writeFile(paths[day], text);
    const opened = await channel.request('open', { bytes: { kind: 'files', paths }, source, unit: 'auto' });
    const { table } = new LazyColumns(opened.columns);
    expect(table.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['day_0.csv', 10],
      ['day_1.csv', 20],
    ]);
    expect((await channel.request('traceHash', {})).sha256).toBe(
      createHash('sha256').update(texts.join('')).digest('hex'),
    );
    const { bytes, assumptions } = await channel.request('overview', {});
    expect(bytes).toBe(texts.join('').length);
    expect(assumptions).toContainEqual({ key: 'files', text: '2 files' });
  });

  it('changes its unit without another reading', async () => {
    const channel = started();
    await channel.request('open', openText(trace(100)));
    const before = await channel.request('overview', {});
    expect((await channel.request('setUnit', { unit: 'seconds' })).unitsPerSecond).toBe(1);
    const after = await channel.request('overview', {});
    expect(after.latency?.p50).toBeCloseTo(before.latency!.p50 * 1000, 9);
  });

  it('stays if reading another one fails or is cancelled', async () => {
    const channel = started();
    await channel.request('open', openText(trace(100)));
    const error = await rejection(channel.request('open', openText('no,trace\n1,2\n')));
    expect(error.message).toMatch(/header/);
    expect(error.advice).not.toBe('');
    const abort = new AbortController();
    channel.on('readProgress', () => abort.abort());
    const cancelled = channel.request('open', openText(trace(300_000)), { signal: abort.signal });
    expect((await rejection(cancelled)).code).toBe('cancelled');
    expect((await channel.request('overview', {})).account.rows).toBe(100);
  });

  it('answers about the part that a filter selects, exactly', async () => {
    const channel = started();
    const text = trace(3000);
    await channel.request('open', openText(text));
    const where = 'latency>=500ms time:..00:25 fn:f1,f2';
    const rows = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const selected = rows.filter(
      ([time, name, latency]) => Number(latency) >= 500 && Number(time) < 1500 && /^f[12]$/.test(name),
    );
    const latencies = Float64Array.from(selected, ([, , latency]) => Number(latency)).sort();
    const { coldStarts, functions, latency, timeRange } = await channel.request('overview', { where });
    expect([coldStarts, functions]).toEqual([selected.length, 2]);
    expect(timeRange).toEqual({ from: Number(selected[0][0]), to: Number(selected.at(-1)?.[0]) });
    expect(latency?.p50).toBe(quantile(latencies, 0.5) / 1000);
    expect(latency?.p99).toBe(quantile(latencies, 0.99) / 1000);
    const lines = await channel.request('lines', { where, functionId: null, from: 1100, to: null, limit: 1000 });
    const ofLine = (row: string[]) => rows.indexOf(row) + 2;
    expect(lines.lines).toEqual(selected.filter(([time]) => Number(time) >= 1100).map(ofLine));
    const error = await rejection(channel.request('overview', { where: 'runtime:python laten>1s' }));
    expect(error).toMatchObject({
      message: 'In the filter, at character 16: There is no field “laten” in this trace. Write latency.',
      code: 'filter',
    });
  });

  it('answers no query before it is read', async () => {
    const error = await rejection(started().request('overview', {}));
    expect(error).toMatchObject({ message: 'No trace has been read.', code: 'failed' });
  });
});

describe('runs in the worker', () => {
  it('are computed, kept and forgotten', async () => {
    const channel = started(41);
    const { systems, parameters } = await channel.request('systems', {});
    expect(systems.map(({ name }) => name)).toEqual(expect.arrayContaining(['faasnet', 'baseline']));
    expect(parameters.length).toBeGreaterThan(0);
    const end = ended(channel);
    expect(await channel.request('startRun', burst(50))).toEqual({ runId: 41 });
    const run = await end;
    expect(run.message).toBeNull();
    expect(run).toMatchObject({ runId: 41, state: 'done', request: burst(50) });
    expect(run.result?.containers).toBe(50);
    expect(await channel.request('runs', {})).toEqual([run]);
    const request = { runIds: [41], pixels: 100, recorded: true, vm: null } as const;
    const curves = await channel.request('runCurves', { ...request, kind: 'latencyCdf' });
    expect(curves.map(({ name }) => name)).toEqual(['FaaSNet, run 41']);
    await channel.request('removeRun', { runId: 41 });
    expect(await channel.request('runs', {})).toEqual([]);
    expect((await rejection(channel.request('runFunctions', { runId: 41, filter: '', limit: 1 }))).message).toBe(
      'There is no run 41.',
    );
  });

  it('replay the trace and compare with its recorded latencies', async () => {
    const channel = started();
    await channel.request('open', openText(trace(200)));
    const replay: RunRequest = { ...burst(1), workload: { kind: 'trace', from: null, to: null, functionId: null } };
    const end = ended(channel);
    const { runId } = await channel.request('startRun', replay);
    const run = await end;
    expect(run.result?.containers).toBe(200);
    const request = { runIds: [runId], kind: 'latencyCdf', pixels: 100, recorded: true, vm: null } as const;
    expect(await channel.request('runCurves', request)).toHaveLength(2);
    expect(await channel.request('runCurves', { ...request, recorded: false })).toHaveLength(1);
    const { bytes: text, next } = await channel.request('exportRun', { runId, format: 'csv', from: 0, rows: 150 });
    expect(new TextDecoder().decode(text).trimEnd().split('\r\n')).toHaveLength(151);
    expect(next).toBe(150);
    expect((await channel.request('exportRun', { runId, format: 'csv', from: 150, rows: 150 })).next).toBeNull();
  });

  it('replay the cold starts that a filter selects', async () => {
    const channel = started();
    await channel.request('open', openText(trace(200)));
    const all = { kind: 'trace', from: null, to: null, functionId: null } as const;
    const replay: RunRequest = { ...burst(1), workload: { ...all, where: 'fn:f3 latency>400ms' } };
    const selected = [...Array(200).keys()].filter((i) => i % 7 === 3 && 200 + ((i * 37) % 991) > 400);
    const end = ended(channel);
    await channel.request('startRun', replay);
    expect((await end).result).toMatchObject({
      containers: selected.length,
      workload: { where: 'fn:f3 latency>400ms' },
    });
    const wrong = { ...burst(1), workload: { ...all, where: 'fn>3' } };
    expect((await rejection(channel.request('startRun', wrong))).message).toContain('Write fn:VALUE.');
  });

  it('replay the trace as it was fitted, with what was fitted as their assumptions', async () => {
    const channel = started();
    await channel.request('open', openText(trace(200)));
    const all = { kind: 'trace', from: null, to: null, functionId: null } as const;
    const replay: RunRequest = { ...burst(1), system: 'baseline', workload: { ...all, recordedOn: 'baseline' } };
    const end = ended(channel);
    await channel.request('startRun', replay);
    const run = await end;
    expect(run.state).toBe('done');
    expect(run.result?.assumptions.join(' ')).toContain('Fitted: the trace was recorded on baseline');
    const asked = { recordedOn: 'baseline', parameters: {}, seed: 1, pixels: 100 };
    const { report, headline, fittedText, curves } = await channel.request('calibration', asked);
    expect(fittedText).toMatch(/^Fitted: images of .* The work of a start comes from stages for 0 functions/);
    expect(report).toMatchObject({ recordedOn: 'baseline', starts: 200 });
    expect(headline).toMatch(/^Fitted to the trace and simulated on baseline/);
    expect(curves.map(({ name }) => name)).toEqual(['recorded', 'Baseline, fitted and simulated']);
    const simulated = report.fit.overall.find(({ share }) => share === 0.5)?.simulatedSeconds;
    expect(run.result?.provisioningSeconds.p50).toBeCloseTo(simulated!, 9);
    expect(await channel.request('calibration', asked)).toEqual({ report, headline, fittedText, curves });
    const drawn = await channel.request('drawnRun', { runId: run.runId });
    expect(drawn).toMatchObject({ draws: 10 });
    expect(drawn?.quantiles.map(({ share }) => share)).toEqual([0.5, 0.9, 0.99]);
    for (const { lowSeconds, highSeconds } of drawn?.quantiles ?? []) {
      expect(lowSeconds).toBeLessThanOrEqual(highSeconds);
    }
    const plain = ended(channel);
    await channel.request('startRun', { ...replay, workload: all });
    expect(await channel.request('drawnRun', { runId: (await plain).runId })).toBeNull();
  });

  it('answer no calibration without a trace, and none that is cancelled', async () => {
    const channel = started();
    const asked = { recordedOn: 'baseline', parameters: {}, seed: 1, pixels: 100 };
    expect((await rejection(channel.request('calibration', asked))).message).not.toBe('');
    await channel.request('open', openText(trace(5000)));
    for (const recordedOn of ['optimal', 'nothing']) {
      const { message } = await rejection(channel.request('calibration', { ...asked, recordedOn }));
      expect(message).toContain(`A trace is recorded on one of faasnet, dadi-p2p`);
    }
    const abort = new AbortController();
    const answer = channel.request('calibration', asked, { signal: abort.signal });
    answer.catch(() => {});
    abort.abort();
    expect((await rejection(answer)).code).toBe('cancelled');
  });

  it('are repeated to show the traffic of any VM', async () => {
    const channel = started();
    const end = ended(channel);
    const { runId } = await channel.request('startRun', burst(50));
    const run = await end;
    const ask = (kind: SeriesName, vm: number | null) =>
      channel.request('runCurves', { runIds: [runId], kind, pixels: 10_000, recorded: false, vm });
    const bytes = ({ x, y }: Curve) => y.reduce((sum, rate) => sum + rate * (x[1] - x[0]), 0);
    const all = bytes((await ask('registryBytes', null))[0]) + bytes((await ask('peerBytes', null))[0]);
    expect(all).toBeCloseTo(run.result!.registryBytes + run.result!.peerBytes, 0);
    let received = 0;
    for (let vm = 0; vm < 50; vm++) received += bytes((await ask('vmInBytes', vm))[0]);
    expect(received / all).toBeCloseTo(1, 6);
    expect((await ask('vmOutBytes', 0))[0].y.some((rate) => rate > 0)).toBe(true);
    expect((await rejection(ask('vmInBytes', 5000))).advice).toBe('They have the numbers 0 to 999.');
    expect((await rejection(ask('vmInBytes', null))).message).toContain('There is no VM');
  });

  it('are not repeated to the end if the request is cancelled, and keep their result', async () => {
    const channel = started();
    const end = ended(channel);
    const { runId } = await channel.request('startRun', burst(30_000));
    await end;
    const request = { runIds: [runId], kind: 'vmInBytes', pixels: 100, recorded: false, vm: 7 } as const;
    const abort = new AbortController();
    const progress = new Promise((resolve) => channel.on('runProgress', resolve));
    const asked = channel.request('runCurves', request, { signal: abort.signal });
    asked.catch(() => {});
    await progress;
    abort.abort();
    expect((await rejection(asked)).code).toBe('cancelled');
    expect((await channel.request('runs', {}))[0].state).toBe('done');
    expect((await channel.request('runCurves', request))[0].y.some((rate) => rate > 0)).toBe(true);
  });

  it('serve the requests of a profile, with or without a trace', async () => {
    const channel = started();
    const end = ended(channel);
    const { runId } = await channel.request('startRun', requests());
    const { result, trace: replayed } = await end;
    expect(replayed).toBeNull();
    expect(result?.containers).toBe(158);
    expect(result!.requests!.cold + result!.requests!.warm).toBe(158);
    const request = { runIds: [runId], pixels: 20, recorded: false, vm: null } as const;
    const [overTime] = await channel.request('runCurves', { ...request, kind: 'responseOverTime' });
    expect(overTime.x).toHaveLength(20);
    expect(Math.max(...overTime.y.filter(Number.isFinite))).toBe(result!.responseSeconds!.max);
    const [cdf] = await channel.request('runCurves', { ...request, kind: 'latencyCdf' });
    expect(cdf.x[0]).toBe(result!.responseSeconds!.first);
    expect(await channel.request('startRun', requests())).toEqual({ runId });
    expect(await channel.request('startRun', requests({ csv: `${PROFILE.csv}61,2\n` }))).not.toEqual({ runId });
    const { bytes: text } = await channel.request('exportRun', { runId, format: 'csv', from: 0, rows: 1000 });
    // Includes the lead-in.
    expect(new TextDecoder().decode(text).trimEnd().split('\r\n')).toHaveLength(1 + 60 + 158);
  });

  it('are reused for equal requests unless the trace has changed', async () => {
    const channel = started();
    await channel.request('open', openText(trace(50)));
    const replay: RunRequest = { ...burst(1), workload: { kind: 'trace', from: null, to: null, functionId: null } };
    const first = await channel.request('startRun', replay);
    expect(await channel.request('startRun', replay)).toEqual(first);
    expect(await channel.request('startRun', { ...replay, seed: 2 })).not.toEqual(first);
    await channel.request('open', openText(trace(60)));
    expect(await channel.request('startRun', replay)).not.toEqual(first);
  });

  it('end when they are cancelled, and let queries through', async () => {
    const channel = started();
    await channel.request('open', openText(trace(100)));
    const progress = new Promise<void>((resolve) => {
      channel.on('runProgress', ({ fraction, eventsPerSecond }) => {
        expect(fraction).toBeLessThan(1);
        expect(eventsPerSecond).toBeGreaterThan(0);
        resolve();
      });
    });
    const { runId } = await channel.request('startRun', burst(2_000_000, 'baseline'));
    await progress;
    expect((await channel.request('overview', {})).account.rows).toBe(100);
    const end = ended(channel);
    await channel.request('cancelRun', { runId });
    expect(await end).toMatchObject({ runId, state: 'cancelled', result: null });
    const next = ended(channel, (run) => run.runId !== runId);
    await channel.request('startRun', burst(10));
    expect((await next).state).toBe('done');
  });

  it.each([
    ['an unknown system', { ...burst(1), system: 'nope' }, /no system "nope"/],
    ['an unknown parameter', { ...burst(1), parameters: { nope: 1 } }, /no parameter "nope"/],
    ['no containers', burst(0), /containers/],
    ['a profile that is none', requests({ csv: '0,1\n1,x' }), /rates\.csv: Line 2, column 2 is "x"/],
    [
      'a trace that is not there',
      { ...burst(1), workload: { kind: 'trace', from: null, to: null, functionId: null } } as const,
      /no trace/,
    ],
  ])('are refused with %s', async (_, request, message) => {
    expect((await rejection(started().request('startRun', request))).message).toMatch(message);
  });
});

describe('synthetic traces from the worker', () => {
  it('have the same bytes in a file and in pieces', async () => {
    const channel = started();
    const file = path.join(thread.folder, 'synthetic.csv');
    const written = await channel.request('generate', { rows: 5000, seed: 3, path: file });
    const inPieces = await channel.request('generate', { rows: 5000, seed: 3, path: null });
    const bytes = await readFile(file);
    expect(bytes.length).toBe(written.bytes);
    expect(Buffer.concat(inPieces.pieces).equals(bytes)).toBe(true);
    const opened = await channel.request('open', { bytes: { kind: 'file', path: file }, source, unit: 'auto' });
    expect(new LazyColumns(opened.columns).table.rowCount).toBe(5000);
    expect((await channel.request('overview', {})).synthetic).toBe(true);
  });

  it('leave nothing behind when they are cancelled', async () => {
    const channel = started();
    const before = await readdir(thread.folder);
    const abort = new AbortController();
    channel.on('generateProgress', () => abort.abort());
    const path_ = path.join(thread.folder, 'cancelled.csv');
    const made = channel.request('generate', { rows: 5_000_000, seed: 1, path: path_ }, { signal: abort.signal });
    expect((await rejection(made)).code).toBe('cancelled');
    await expect.poll(() => readdir(thread.folder)).toEqual(before);
  });
});
