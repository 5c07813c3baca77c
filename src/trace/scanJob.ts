import { Columns, type RowArrays } from './columns';
import type { TraceHeader } from './header';
import { PlainLane } from './plainLane';
import { BYTE } from './records';
import { type LineCounts, RowCollector } from './rows';
import type { PackedNames } from './sharedNames';
import type { TimeUnit } from './table';

/**
 * The most bytes of a block: with the rest of its last line it fits into what the kernel takes at a time. A line that is too long for that
 * is left to be read in order.
 */
export const MOST_BLOCK_BYTES = 15 << 14;
/** Of the last line of a block, and most often enough for all of it. */
const OVERHANG = 1 << 10;

/** Words of a job's state: the next block for any thread to take, the first that is not to be read, how many have been counted. */
const Word = { next: 0, stop: 1, counted: 2 } as const;

/** How long a thread waits for another at a time, milliseconds. What it waits for takes far less. */
const PATIENCE_MS = 1000;

/** A stretch of a file that threads scan together, block by block, each taking the next that nobody has. Plain data in shared memory. */
export interface ScanJob {
  readonly header: TraceHeader;
  /** Where the stretch begins, at the beginning of a line, and where the file ends. */
  readonly from: number;
  readonly to: number;
  /** At most `MOST_BLOCK_BYTES`. */
  readonly blockBytes: number;
  /** The number of the first line. */
  readonly line: number;
  /** Where rows go: that of the first line to `row`, that of each other as much further on as it is lines further on. */
  readonly columns: RowArrays;
  readonly row: number;
  readonly timeUnit: TimeUnit;
  readonly state: Int32Array;
  /** How many lines there are before each block. */
  readonly linesBefore: Uint32Array;
}

/** What a thread found in a block. Its rows are in the job's columns, names in them by the thread's own numbers. */
export interface ScannedBlock extends LineCounts {
  readonly block: number;
  /** Where its rows begin in the columns, and how many there are. */
  readonly row: number;
  readonly rows: number;
  /** For each column of names, those that the thread has met for the first time; its numbers go on from the blocks it scanned before. */
  readonly names: readonly PackedNames[];
  /** Bytes read. */
  readonly bytes: number;
  /** False where a line is left that has to be read in order, and all that follows with it. */
  readonly whole: boolean;
}

export function blocksOf({ from, to, blockBytes }: Pick<ScanJob, 'from' | 'to' | 'blockBytes'>): number {
  return Math.ceil((to - from) / blockBytes);
}

export function scanJob(job: Omit<ScanJob, 'state' | 'linesBefore'>): ScanJob {
  const blocks = blocksOf(job);
  const state = new Int32Array(new SharedArrayBuffer(Object.keys(Word).length * Int32Array.BYTES_PER_ELEMENT));
  state[Word.stop] = blocks;
  const linesBefore = new Uint32Array(new SharedArrayBuffer((blocks + 1) * Uint32Array.BYTES_PER_ELEMENT));
  return { ...job, state, linesBefore };
}

/** Has the threads take no block from `block` on. */
export function stopBefore({ state }: ScanJob, block: number): void {
  let stop = Atomics.load(state, Word.stop);
  while (block < stop) {
    const found = Atomics.compareExchange(state, Word.stop, stop, block);
    if (found === stop) break;
    stop = found;
  }
  Atomics.notify(state, Word.counted);
}

/** One thread's part in a job. */
export class BlockScan {
  readonly #job: ScanJob;
  readonly #readAt: (into: Uint8Array, position: number) => number;
  readonly #rows: RowCollector;
  readonly #lane: PlainLane;
  readonly #namesSent: number[];
  #problemsSent = 0;

  /** @param readAt reads bytes of the file from a position on, as many as there is room for; says how many, 0 at the end */
  constructor(job: ScanJob, readAt: (into: Uint8Array, position: number) => number) {
    this.#job = job;
    this.#readAt = readAt;
    this.#rows = new RowCollector(job.header, Columns.over(job.header.columns, job.columns, job.timeUnit));
    this.#lane = new PlainLane(this.#rows);
    this.#namesSent = this.#rows.names.map(() => 0);
  }

  /** Scans blocks as long as there are any. What it throws, a file that cannot be read for one, leaves the rest to be read in order. */
  *run(): Generator<ScannedBlock> {
    const { state } = this.#job;
    let block = Atomics.add(state, Word.next, 1);
    try {
      for (; block < Atomics.load(state, Word.stop); block = Atomics.add(state, Word.next, 1)) {
        const scanned = this.#scan(block);
        if (!scanned?.whole) stopBefore(this.#job, scanned ? block + 1 : block);
        if (scanned) yield scanned;
      }
    } catch (error) {
      stopBefore(this.#job, block);
      throw error;
    } finally {
      this.#lane.release();
    }
  }

  /** null where the block is not to be read. */
  #scan(block: number): ScannedBlock | null {
    const job = this.#job;
    const bytes = this.#load(block);
    if (bytes < 0) return null;
    const before = this.#countLines(block, bytes === 0 ? 0 : this.#lane.kernel.load(bytes));
    const row = job.row + before;
    if (before < 0 || job.row + job.linesBefore[block + 1] > job.columns.line.length) return null;
    const rows = this.#rows;
    const { badRows, wideRows, unreadableValues, blankLines } = rows;
    rows.seek(job.line + before, row);
    const taken = bytes === 0 ? 0 : this.#lane.takeLoaded(bytes);
    return {
      block,
      row,
      rows: rows.columns.rows - row,
      badRows: rows.badRows - badRows,
      wideRows: rows.wideRows - wideRows,
      unreadableValues: rows.unreadableValues - unreadableValues,
      blankLines: rows.blankLines - blankLines,
      offsetMissing: rows.offsetMissing,
      ...this.#news(),
      lines: rows.line - job.line - before,
      bytes: taken,
      whole: taken === bytes,
    };
  }

  /** What has not been sent. */
  #news(): Pick<ScannedBlock, 'problems' | 'names'> {
    const { names, problems } = this.#rows;
    const news = {
      problems: problems.slice(this.#problemsSent),
      names: names.map((table, column) => table.packed(this.#namesSent[column])),
    };
    for (const [column, table] of names.entries()) this.#namesSent[column] = table.length;
    this.#problemsSent = problems.length;
    return news;
  }

  /** Puts the lines that begin in a block to the beginning of the kernel's input; says how many bytes, -1 where one has no end near. */
  #load(block: number): number {
    const { from, to, blockBytes } = this.#job;
    const { input } = this.#lane.kernel;
    const start = from + block * blockBytes;
    // With the byte before, which says whether the block begins with a line.
    const position = block === 0 ? start : start - 1;
    const end = Math.min(start + blockBytes, to) - position;
    let read = this.#fill(input, 0, Math.min(end + OVERHANG, to - position), position);
    let lastEnd = input.subarray(0, read).indexOf(BYTE.lf, end - 1);
    if (lastEnd < 0 && position + read < to) {
      const searched = read;
      read = this.#fill(input, read, Math.min(input.length, to - position), position);
      lastEnd = input.subarray(0, read).indexOf(BYTE.lf, searched);
      if (lastEnd < 0 && position + read < to) return -1;
    }
    if (lastEnd < 0) lastEnd = input.subarray(0, read).lastIndexOf(BYTE.lf);
    const first = block === 0 ? 0 : input.subarray(0, end).indexOf(BYTE.lf) + 1;
    // No line begins here, but one goes on: whose block has it says so.
    if ((block > 0 && first === 0) || first > lastEnd) return 0;
    input.copyWithin(0, first, lastEnd + 1);
    return lastEnd + 1 - first;
  }

  /** Reads until `end` bytes are there or the file ends before it should; says how many are. */
  #fill(input: Uint8Array, filled: number, end: number, position: number): number {
    let at = filled;
    while (at < end) {
      const read = this.#readAt(input.subarray(at, end), position + at);
      if (read === 0) break;
      at += read;
    }
    return at;
  }

  /** Says how many lines there are before a block, once those before have been counted, and makes known how many are in it; -1 to stop. */
  #countLines(block: number, lines: number): number {
    const { state, linesBefore } = this.#job;
    for (;;) {
      const counted = Atomics.load(state, Word.counted);
      if (counted === block) break;
      if (Atomics.load(state, Word.stop) <= block) return -1;
      Atomics.wait(state, Word.counted, counted, PATIENCE_MS);
    }
    const before = linesBefore[block];
    linesBefore[block + 1] = before + lines;
    Atomics.store(state, Word.counted, block + 1);
    Atomics.notify(state, Word.counted);
    return before;
  }
}
