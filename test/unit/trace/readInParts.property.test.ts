import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesSource,
  PartScan,
  type PartScanner,
  partBuffers,
  readTrace,
  TraceError,
  type TraceFile,
} from '../../../src/trace';
import { ENCODING_PREFIX } from '../../../src/trace/encoding';
import { readInParts } from '../../../src/trace/readInParts';
import { TraceReader } from '../../../src/trace/traceReader';
import { digested } from './digest';
import { headerAndRows, pieces } from './files';

const RUNS = Number(process.env.TRACE_FILES ?? 1000);
const PATIENCE_MS = 60_000 + 50 * RUNS;

/** Scans on this thread, with everything handed over as between threads: copied, or transferred. */
function scannerOf(partBytes: number, threads: number): PartScanner & { readonly scanned: { parts: number } } {
  const scanned = { parts: 0 };
  const scans: PartScan[] = [];
  return {
    partBytes,
    threads,
    scanned,
    scan: async (thread, bytes, header) => {
      scanned.parts++;
      scans[thread] ??= new PartScan(structuredClone(header));
      const part = scans[thread].scan(bytes);
      return structuredClone(part, { transfer: partBuffers(part) });
    },
  };
}

async function outcome(read: () => Promise<TraceFile>) {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    const { code, message, account, problems } = error;
    return { code, message, account, problems };
  }
}

/** The file that `headerAndRows` describes, with lines enough before its rows for the reader to have seen that it is text. */
function longFile(header: string, rows: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${header}\n${' \n'.repeat(ENCODING_PREFIX / 2)}`), rows]);
}

/** The trace in a form that is quick to compare. */
function comparable(trace: TraceFile) {
  return { ...trace, table: digested(trace.table) };
}

async function inParts(parts: readonly Uint8Array[], stretch: number, scanner: PartScanner): Promise<TraceFile> {
  const reader = new TraceReader(stretch);
  for await (const _ of readInParts(reader, bytesSource(parts).read(0), scanner));
  return reader.end();
}

describe('reading in parts', () => {
  it(
    'gives what reading in order gives, however the parts fall',
    async () => {
      const cuts = fc.array(fc.nat(), { maxLength: 4 });
      const sizes = fc.record({
        stretch: fc.integer({ min: 1, max: 64 }),
        partBytes: fc.integer({ min: 8, max: 200 }),
        threads: fc.integer({ min: 1, max: 3 }),
      });
      let scans = 0;
      await fc.assert(
        fc.asyncProperty(
          headerAndRows,
          cuts,
          sizes,
          async ({ header, rows }, cuts, { stretch, partBytes, threads }) => {
            const bytes = longFile(header, rows);
            const scanner = scannerOf(partBytes, threads);
            const parts = await outcome(() =>
              inParts(pieces(bytes, [bytes.length - rows.length, ...cuts]), stretch, scanner),
            );
            expect(parts).toEqual(await outcome(() => readTrace(bytesSource([bytes]))));
            scans += scanner.scanned.parts;
          },
        ),
        { numRuns: RUNS },
      );
      expect(scans).toBeGreaterThan(RUNS);
    },
    PATIENCE_MS,
  );

  const rows = Array.from(
    { length: 50_000 },
    (_, i) => `${i},f${(i * 31) % 997},${i / 7},r${i % 5}${i % 1000 === 999 ? ',bad' : ''}\n`,
  );
  const file = (insert: string) => {
    const lines = ['__time__,functionName,latency,runtime\n', ...rows.slice(0, 30_000), insert, ...rows.slice(30_000)];
    return pieces(new TextEncoder().encode(lines.join('')), [10_000, 300_000, 310_000, 700_000]);
  };

  it('has every part of a plain file scanned, and numbers names and lines through', async () => {
    const scanner = scannerOf(1 << 14, 2);
    const trace = await readTrace(bytesSource(file('')), { scanner });
    expect(comparable(trace)).toEqual(comparable(await readTrace(bytesSource(file('')))));
    expect(trace).toMatchObject({ account: { rows: 49_950, badRows: 50, physicalLines: 50_001 } });
    expect(scanner.scanned.parts).toBeGreaterThan(30);
  });

  it('reads in order from the first quote on', async () => {
    const quoted = file('1,"a\nb",2,r\n');
    const scanner = scannerOf(1 << 14, 2);
    const trace = await readTrace(bytesSource(quoted), { scanner });
    expect(comparable(trace)).toEqual(comparable(await readTrace(bytesSource(quoted))));
    expect(trace).toMatchObject({ account: { rows: 49_951, physicalLines: 50_003 } });
    expect(scanner.scanned.parts).toBeLessThan(50);
  });

  it('reads in order what a thread fails to scan', async () => {
    const scanner = scannerOf(1 << 14, 2);
    let left = 10;
    const failing: PartScanner = {
      ...scanner,
      scan: (thread, bytes, header) =>
        left-- > 0 ? scanner.scan(thread, bytes, header) : Promise.reject(new Error('The thread ended.')),
    };
    const trace = await readTrace(bytesSource(file('')), { scanner: failing });
    expect(comparable(trace)).toEqual(comparable(await readTrace(bytesSource(file('')))));
  });

  it('reports progress, and ends with what the checkpoint throws', async () => {
    const cancelled = new Error('cancelled');
    const seen: number[] = [];
    const checkpoint = ({ bytes }: { bytes: number }) => {
      seen.push(bytes);
      if (bytes > 500_000) throw cancelled;
    };
    await expect(readTrace(bytesSource(file('')), { scanner: scannerOf(1 << 14, 2), checkpoint })).rejects.toBe(
      cancelled,
    );
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });
});
