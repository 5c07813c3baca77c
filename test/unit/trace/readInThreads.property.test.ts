import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { BlockScan, bytesSource, MOST_BLOCK_BYTES, readTrace } from '../../../src/trace';
import { ENCODING_PREFIX } from '../../../src/trace/encoding';
import { TraceReader } from '../../../src/trace/traceReader';
import { runs } from '../../depth';
import { headerAndRows, pieces } from './files';
import { inThreads, outcome, threadsOn } from './threads';

const RUNS = runs(1000);

/**
 * A file with a row, and lines enough behind it for the reader to have seen that it is text, before the rows to be read
 * in threads.
 */
function longFile(header: string, rows: Uint8Array, time = '1'): Buffer {
  const fields = header
    .split(',')
    .map((name) => (name.includes('time__') ? time : /latency|memory/.test(name) ? '1' : 'f'));
  return Buffer.concat([Buffer.from(`${header}\n${fields.join(',')}\n${'\n'.repeat(ENCODING_PREFIX)}`), rows]);
}

describe('reading in threads', () => {
  it('equals reading in order for any block boundaries', async () => {
    const sizes = fc.record({
      blockBytes: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 200, max: 4000 })),
      threads: fc.integer({ min: 1, max: 3 }),
      before: fc.nat(40),
      time: fc.constantFrom('1', '1620489600123', '1620489600123456789'),
      mostRemembered: fc.option(fc.nat(3), { nil: undefined }),
      failAt: fc.oneof({ weight: 9, arbitrary: fc.constant(Number.POSITIVE_INFINITY) }, fc.nat(20)),
    });
    let blocks = 0;
    await fc.assert(
      fc.asyncProperty(
        headerAndRows,
        sizes,
        async ({ header, rows }, { blockBytes, threads, before, time, failAt, mostRemembered }) => {
          fc.pre(!header.includes('"'));
          const bytes = longFile(header, rows, time);
          const scanning = threadsOn(bytes, blockBytes, threads, failAt, mostRemembered);
          const found = await outcome(() =>
            inThreads(bytes, Math.min(bytes.length, bytes.length - rows.length + before), scanning),
          );
          expect(found).toEqual(await outcome(() => readTrace(bytesSource([bytes]))));
          blocks += scanning.scanned.blocks;
        },
      ),
      { numRuns: RUNS },
    );
    expect(blocks).toBeGreaterThan(RUNS);
  });

  const plain =
    'f,1,,2.5,r,3\r\ng,2,x,1e2,r,4.0\n\n \t\r\n函数,3,y,-1,r,5\rbad\né,5,,0x1,r,7\r\r\nf,6,,12345678901234567890,s,8\nh,7,,0.1234567890123456789,r,1\n';

  it('gives the same for every boundary of two blocks, with and without quotes', async () => {
    const header = 'functionName,__time__,x,latency,runtime,memoryMB';
    for (const text of [plain, plain.slice(0, -1), `${plain}"q,",8,"a\n""b""",1,r,2\n${plain}`]) {
      const bytes = longFile(header, new TextEncoder().encode(text));
      const expected = await outcome(() => readTrace(bytesSource([bytes])));
      const start = bytes.length - Buffer.byteLength(text);
      for (let blockBytes = 1; blockBytes <= bytes.length - start + 1; blockBytes++) {
        expect(await outcome(() => inThreads(bytes, start, threadsOn(bytes, blockBytes, 2)))).toEqual(expected);
      }
    }
  });

  const rows = Array.from(
    { length: 50_000 },
    (_, i) => `${i},f${(i * 31) % 997},${i / 7},r${i % 5}${i % 1000 === 999 ? ',bad' : ''}\n`,
  );
  const file = (insert: string) =>
    Buffer.from(
      ['__time__,functionName,latency,runtime\n', ...rows.slice(0, 30_000), insert, ...rows.slice(30_000)].join(''),
    );
  const sourceOf = (bytes: Buffer) => bytesSource(pieces(bytes, [10_000, 300_000, 310_000, 700_000]));

  it('scans all of a plain file and numbers its names and lines in order', async () => {
    const bytes = file('');
    const threads = threadsOn(bytes, 1 << 14, 2);
    const trace = await outcome(() => readTrace(sourceOf(bytes), { threads }));
    expect(trace).toEqual(await outcome(() => readTrace(bytesSource([bytes]))));
    expect(trace).toMatchObject({ account: { rows: 49_950, badRows: 50, physicalLines: 50_001 } });
    expect(threads.scanned.blocks).toBeGreaterThan(40);
  });

  it('reads in order from the first quote on', async () => {
    const bytes = file('1,"a\nb",2,r\n');
    const threads = threadsOn(bytes, 1 << 14, 2);
    const trace = await outcome(() => readTrace(sourceOf(bytes), { threads }));
    expect(trace).toEqual(await outcome(() => readTrace(bytesSource([bytes]))));
    expect(trace).toMatchObject({ account: { rows: 49_951, physicalLines: 50_003 } });
  });

  it('grows the columns if lines become shorter', async () => {
    const long = `1,${'f'.repeat(900)},2,r\n`.repeat(400);
    const bytes = Buffer.from(`__time__,functionName,latency,runtime\n${long}${'1,f,2,r\n'.repeat(200_000)}`);
    const threads = threadsOn(bytes, MOST_BLOCK_BYTES, 2);
    const trace = await outcome(() => readTrace(bytesSource([bytes]), { threads }));
    expect(trace).toEqual(await outcome(() => readTrace(bytesSource([bytes]))));
    expect(trace).toMatchObject({ account: { rows: 200_400 } });
    expect(threads.scanned.jobs).toBeGreaterThan(1);
  });

  it('reads a line that is longer than a block in order', async () => {
    const bytes = file(`1,f,2,r,${'x'.repeat(400_000)}\n`);
    const trace = await outcome(() => readTrace(sourceOf(bytes), { threads: threadsOn(bytes, 1 << 14, 2) }));
    expect(trace).toEqual(await outcome(() => readTrace(bytesSource([bytes]))));
  });

  it('lets the reader’s own thread go on while another counts the lines before', () => {
    const bytes = file('');
    const start = 1 << 16;
    const reader = new TraceReader(start, { size: bytes.length });
    for (const _ of reader.write(bytes.subarray(0, start)));
    const job = reader.handOver(1 << 10)!;
    const readAt = (into: Uint8Array, position: number) => {
      const part = bytes.subarray(position, position + into.length);
      into.set(part);
      return part.length;
    };
    const own = new BlockScan(job, readAt, undefined, false).run();
    const whileLoading = vi.fn(() => own.next().value);
    const other = new BlockScan(job, (into, position) => {
      // The other thread has claimed the first block and not counted its lines.
      if (whileLoading.mock.calls.length < 2) whileLoading();
      return readAt(into, position);
    }).run();
    expect(other.next().value).toMatchObject({ block: 0 });
    expect(whileLoading.mock.results[0].value).toBeNull();
    expect(own.next().value).toMatchObject({ block: 1, whole: true });
  });

  it('reports progress and rejects with what the checkpoint throws', async () => {
    const bytes = file('');
    const cancelled = new Error('cancelled');
    const seen: number[] = [];
    const checkpoint = (progress: { bytes: number }) => {
      seen.push(progress.bytes);
      if (progress.bytes > 500_000) throw cancelled;
    };
    await expect(readTrace(sourceOf(bytes), { threads: threadsOn(bytes, 1 << 14, 2), checkpoint })).rejects.toBe(
      cancelled,
    );
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});
