import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildIndex, rowColumns, rowFacts, type TraceIndex } from '../../../src/statistics';
import { generateTrace } from '../../../src/synthetic';
import { readTrace, type TraceFile } from '../../../src/trace';
import { type FileThreads, fileSource, ThreadPool } from '../../../src/worker';
import { digested } from '../trace/digest';
import { type ShippedThread, shippedThread } from './shippedThread';

/** The reading threads as they ship: bundled, in threads of their own, on a file large enough for them. */

let thread: ShippedThread;
let script: string;
let large: string;
let sha256: string;
beforeAll(async () => {
  thread = await shippedThread('scanThread.ts');
  script = thread.script;
  large = path.join(thread.folder, 'large.csv');
  const bytes = Buffer.from(largeFile());
  sha256 = createHash('sha256').update(bytes).digest('hex');
  await writeFile(large, bytes);
});
afterAll(() => thread.remove());

/** 35 MB: names met late, bad rows and blank lines now and then, the last line without an end. */
function largeFile(): string {
  const lines = ['__time__,functionName,latency,runtime,padding'];
  for (let i = 0; i < 500_000; i++) {
    const odd = i % 9973 === 0 ? 'x' : i % 10_007 === 0 ? '1e3' : `${i % 300}.${i % 1000}`;
    lines.push(`${i},function-${(i * 31) % (1 + (i >> 5))},${odd},r${i % 7},${'padding'.repeat(5)}`);
    if (i % 12_345 === 0) lines.push('');
  }
  return lines.join('\n');
}

/** Waits for all threads, so that the threaded path is certain to run. */
async function read(
  pool: ThreadPool,
  work: (threads: FileThreads) => Promise<TraceFile>,
  file = large,
): Promise<TraceFile> {
  const source = await fileSource(file);
  try {
    return await pool.use(source, async (threads) => {
      if (!threads) throw new Error('There are no threads.');
      await expect.poll(() => threads.ready).toBe(true);
      return await work(threads);
    });
  } finally {
    await source.close();
  }
}

async function alone(file: string): Promise<TraceFile> {
  const source = await fileSource(file);
  try {
    return await readTrace(source);
  } finally {
    await source.close();
  }
}

let inOrder: Promise<TraceFile> | undefined;

/** The large file, read once for all tests by one thread. */
function largeAlone(): Promise<TraceFile> {
  inOrder ??= alone(large);
  return inOrder;
}

/** Digests: comparing long columns element by element takes long. */
function columnsDigested(index: TraceIndex): string[] {
  return Object.values(index).map((column) => createHash('sha256').update(column).digest('hex'));
}

function comparable(trace: TraceFile) {
  return { ...trace, table: digested(trace.table) };
}

function namesDigested(trace: TraceFile) {
  const names = createHash('sha256')
    .update([...trace.table.functionNames].join('\n'))
    .digest('hex');
  return { ...trace, table: { ...digested(trace.table), functionNames: names } };
}

describe('reading threads', () => {
  it('read one large file after another as one thread does', async () => {
    const pool = new ThreadPool(script);
    const expected = comparable(await largeAlone());
    for (let round = 0; round < 2; round++) {
      let blocks = 0;
      const trace = await read(pool, async (threads) => {
        const source = await fileSource(large);
        const counting: FileThreads = {
          ...threads,
          ready: true,
          async *scan(job) {
            for await (const scanned of threads.scan(job)) {
              blocks += scanned.length;
              yield scanned;
            }
          },
        };
        const trace = await readTrace(source, { threads: counting });
        await source.close();
        return trace;
      });
      expect(comparable(trace)).toEqual(expected);
      expect(blocks).toBeGreaterThan(100);
    }
    pool.close();
  });

  it('read a log of JSON lines as one thread does', async () => {
    const file = path.join(thread.folder, 'log.jsonl');
    let log = '';
    for await (const piece of generateTrace({ rows: 16_000, seed: 1, format: 'lambda-log-json' })) log += piece;
    // Now and then lines that are left as text.
    const odd = '{"message":"platform.report \\"quoted\\""}\nREPORT\r\n';
    const lines = log.split('\n').map((line, at) => (at % 500 === 499 ? `${odd}${line}\n` : `${line}\n`));
    // As one text: of a list, each of 80,000 lines would be written by itself.
    await writeFile(file, lines.join(''));
    const pool = new ThreadPool(script);
    const source = await fileSource(file);
    const trace = await read(pool, (threads) => readTrace(source, { threads }), file);
    await source.close();
    expect(trace.account).toMatchObject({ rows: 16_000, warmRows: 64_000 });
    expect(comparable(trace)).toEqual(comparable(await alone(file)));
    pool.close();
  });

  it('read a file with more names than they remember as one thread does', async () => {
    const file = path.join(thread.folder, 'names.csv');
    const row = (i: number) => `1,${(i * 7919) % 600_011},0.5,${'padding'.repeat(7)}\n`;
    const rows = Array.from({ length: 650_000 }, (_, i) => row(i)).join('');
    await writeFile(file, `__time__,functionName,latency,padding\n${rows}`);
    const pool = new ThreadPool(script);
    const source = await fileSource(file);
    const trace = await read(pool, (threads) => readTrace(source, { threads }), file);
    await source.close();
    expect(trace.table.functionNames.length).toBe(600_011);
    expect(namesDigested(trace)).toEqual(namesDigested(await alone(file)));
    pool.close();
  });

  it('hash a file', async () => {
    const pool = new ThreadPool(script);
    await read(pool, async (threads) => {
      expect(await threads.sha256()).toBe(sha256);
      return largeAlone();
    });
    pool.close();
  });

  it('sort by latency as the worker does', async () => {
    const pool = new ThreadPool(script);
    await read(pool, async (threads) => {
      const trace = await largeAlone();
      const elsewhere = vi.fn(threads.latencyOrders);
      const index = await buildIndex(trace.table, undefined, elsewhere);
      expect(await elsewhere.mock.results[0].value).not.toBeNull();
      expect(columnsDigested(index)).toEqual(columnsDigested(await buildIndex(trace.table)));
      return trace;
    });
    pool.close();
  });

  it('find what an overview needs as the command line does', async () => {
    const pool = new ThreadPool(script);
    await read(pool, async (threads) => {
      const trace = await largeAlone();
      const columns = rowColumns(trace.table);
      const facts = await threads.rowFacts(columns);
      expect(facts?.quantiles.runtimes.length).toBe(7);
      expect(facts).toEqual(await rowFacts(columns));
      return trace;
    });
    pool.close();
  });

  it('stop when reading is cancelled, and serve the next file', async () => {
    const pool = new ThreadPool(script);
    const cancelled = new Error('cancelled');
    const checkpoint = ({ bytes }: { bytes: number }) => {
      if (bytes > 2_000_000) throw cancelled;
    };
    const reading = async (threads: FileThreads, options: object) => {
      const source = await fileSource(large);
      return readTrace(source, { threads, ...options }).finally(source.close);
    };
    await expect(read(pool, (threads) => reading(threads, { checkpoint }))).rejects.toBe(cancelled);
    expect((await read(pool, (threads) => reading(threads, {}))).account).toEqual((await largeAlone()).account);
    pool.close();
  });

  it('leave unfinished tasks unanswered when they end', async () => {
    const pool = new ThreadPool(script);
    const expected = comparable(await largeAlone());
    const trace = await read(pool, async (threads) => {
      const source = await fileSource(large);
      const checkpoint = ({ bytes }: { bytes: number }) => {
        if (bytes > 2_000_000) pool.close();
      };
      return readTrace(source, { threads, checkpoint }).finally(source.close);
    });
    expect(comparable(trace)).toEqual(expected);
  });

  it('are not started for a small file or without their script', async () => {
    const small = path.join(thread.folder, 'small.csv');
    await writeFile(small, '__time__,functionName,latency\n1,f,2\n');
    for (const [file, program] of [
      [small, script],
      [large, path.join(thread.folder, 'none.js')],
    ]) {
      const source = await fileSource(file);
      expect(await new ThreadPool(program).use(source, async (threads) => threads)).toBeNull();
      await source.close();
    }
  });
});
