import {
  BlockScan,
  type ScanThreads,
  type ThreadBlock,
  type ThreadJob,
  TraceError,
  type TraceFile,
  workOn,
} from '../../../src/trace';
import type { TableMapping } from '../../../src/trace/formats';
import { readInThreads } from '../../../src/trace/readInThreads';
import { TraceReader } from '../../../src/trace/traceReader';
import { digested } from './digest';

export interface Threads extends ScanThreads {
  readonly scanned: { blocks: number; jobs: number };
}

/** Threads that take turns on this one, with everything handed over as between threads, some blocks at a time. */
export function threadsOn(
  bytes: Uint8Array,
  blockBytes: number,
  count: number,
  failAt = Number.POSITIVE_INFINITY,
  mostRemembered?: number,
): Threads {
  const scanned = { blocks: 0, jobs: 0 };
  const readAt = (into: Uint8Array, position: number) => {
    if (scanned.blocks >= failAt) throw new Error('The disk is gone.');
    // A read may give less than is asked for.
    const part = bytes.subarray(position, position + Math.max(1, into.length >> 1));
    into.set(part);
    return part.length;
  };
  return {
    ready: true,
    blockBytes,
    scanned,
    async *scan(job) {
      scanned.jobs++;
      const sent = handedOver(job);
      const scans = Array.from({ length: count }, (_, i) =>
        sent.kind === 'table'
          ? new BlockScan(sent, readAt, mostRemembered, i > 0).run()
          : workOn(sent, readAt, i > 0).run(),
      );
      for (let running = [...scans.entries()]; running.length > 0; ) {
        const blocks: [number, ThreadBlock][] = [];
        running = running.filter(([thread, scan]) => {
          try {
            const { value, done } = scan.next();
            if (value) blocks.unshift([thread, structuredClone(value)]);
            scanned.blocks++;
            return !done;
          } catch {
            return false;
          }
        });
        yield blocks;
      }
    },
  };
}

/** The job as another thread gets it: copied, but for what is in shared memory. */
function handedOver(job: ThreadJob): ThreadJob {
  const { state, ...rest } = job;
  if (rest.kind === 'lines') return { ...structuredClone(rest), state };
  const { columns, linesBefore, ...plain } = rest;
  return { ...structuredClone(plain), columns, state, linesBefore };
}

/** What reading a file gives, or the error that it throws. */
export async function outcome(read: () => Promise<TraceFile>) {
  try {
    const trace = await read();
    return { ...trace, table: digested(trace.table) };
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    const { code, message, account, problems } = error;
    return { code, message, account, problems };
  }
}

/** Reads `before` bytes in order, then the rest with threads, then in order what they leave. */
export async function inThreads(
  bytes: Uint8Array,
  before: number,
  threads: ScanThreads,
  mapping?: TableMapping,
): Promise<TraceFile> {
  const reader = new TraceReader(before, { size: bytes.length, mapping });
  for (const _ of reader.write(bytes.subarray(0, before)));
  for (let goOn = true; goOn; ) {
    const reading = readInThreads(reader, threads);
    let step = await reading.next();
    while (!step.done) step = await reading.next();
    goOn = step.value;
  }
  for (const _ of reader.write(bytes.subarray(reader.bytes)));
  return reader.end();
}
