import { Columns, type RowArrays, type RowBlock } from './columns';
import type { TraceHeader } from './header';
import { PlainLane } from './plainLane';
import { BYTE } from './records';
import { type LineCounts, RowCollector } from './rows';
import type { PackedNames } from './sharedNames';
import type { TimeUnit } from './table';
import { type ThreadNames, threadNames } from './threadNames';
import { TimeScale } from './timeUnit';

/**
 * Largest block. With the rest of its last line it fits into the kernel's input. A line too long for that is read in
 * order.
 */
export const MOST_BLOCK_BYTES = 15 << 14;
/** Bytes read past a block for the rest of its last line: usually enough. */
const OVERHANG = 1 << 10;

/**
 * Words of a job's state: the next free block, the first block that must not be read, blocks whose lines are counted,
 * blocks whose rows the file's reader has taken over.
 */
const Word = { next: 0, stop: 1, counted: 2, adopted: 3 } as const;

/** Blocks that threads scan ahead of the reader, whose messages would fill memory if each row had a new name. */
const MOST_AHEAD = 128;

/** Longest single wait for another thread, milliseconds. A normal wait is far shorter. */
const WAIT_MS = 1000;

/** A part of a file that threads scan together: each claims the next free block. Plain data in shared memory. */
export interface ScanJob {
  readonly header: TraceHeader;
  /** Where the part begins, at the start of a line, and where the file ends. */
  readonly from: number;
  readonly to: number;
  /** At most `MOST_BLOCK_BYTES`. */
  readonly blockBytes: number;
  /** The number of the first line. */
  readonly line: number;
  /** Where rows go: the row of the first line to `row`, the row of the n-th line after it to `row` + n. */
  readonly columns: RowArrays;
  readonly row: number;
  readonly timeUnit: TimeUnit;
  readonly state: Int32Array;
  /** Lines before each block. */
  readonly linesBefore: Uint32Array;
}

/** The result of scanning a block. Its rows are in the job's columns, with the thread's numbers for names. */
export interface ScannedBlock extends LineCounts {
  readonly block: number;
  /** Where its rows begin in the columns, and their number. */
  readonly row: number;
  readonly rows: number;
  /** Warm invocations, their times in seconds, their names in the thread's numbers; null where the file has none. */
  readonly warm: RowBlock | null;
  /**
   * For each column of names, those that the thread has met for the first time, or again after it forgot them. Numbers
   * go on from the blocks it scanned before, or start again from 0.
   */
  readonly names: readonly PackedNames[];
  /** Bytes read. */
  readonly bytes: number;
  /** False if a line is left over. It and everything after it must be read in order. */
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

/** Keeps the threads from claiming blocks from `block` on. */
export function stopBefore({ state }: ScanJob, block: number): void {
  let stop = Atomics.load(state, Word.stop);
  while (block < stop) {
    const found = Atomics.compareExchange(state, Word.stop, stop, block);
    if (found === stop) break;
    stop = found;
  }
  Atomics.notify(state, Word.counted);
  Atomics.notify(state, Word.adopted);
}

/** Tells the threads that all blocks before `block` are in the file's table. */
export function adoptedBefore({ state }: ScanJob, block: number): void {
  Atomics.store(state, Word.adopted, block);
  Atomics.notify(state, Word.adopted);
}

/** The work of one thread on a job. */
export class BlockScan {
  readonly #job: ScanJob;
  readonly #readAt: (into: Uint8Array, position: number) => number;
  readonly #rows: RowCollector<ThreadNames>;
  readonly #lane: PlainLane;
  #problemsSent = 0;

  /**
   * @param readAt fills `into` with bytes of the file from a position on; returns how many, 0 at the end
   * @param mostRemembered as of a `PlainLane`
   * @param mayBlock false in the reader's own thread, which must go on with blocks and messages of others
   */
  constructor(
    job: ScanJob,
    readAt: (into: Uint8Array, position: number) => number,
    mostRemembered?: number,
    private readonly mayBlock = true,
  ) {
    this.#job = job;
    this.#readAt = readAt;
    const { columns } = job.header;
    const over = Columns.over(columns, job.columns, new TimeScale(job.timeUnit));
    this.#rows = new RowCollector(job.header, over, threadNames(columns));
    this.#lane = new PlainLane(this.#rows, mostRemembered);
  }

  /**
   * Scans blocks until none are left. Yields null before it waits for the reader, which then needs all blocks yielded
   * so far; and, where it may not block, whenever it has to wait for another thread: call again a little later. If it
   * throws (say, the file can't be read), the remaining blocks are read in order.
   */
  *run(): Generator<ScannedBlock | null> {
    const { state } = this.#job;
    let block = Atomics.add(state, Word.next, 1);
    try {
      for (; block < Atomics.load(state, Word.stop); block = Atomics.add(state, Word.next, 1)) {
        while (this.#isAhead(block)) {
          yield null;
          if (this.mayBlock) this.#waitForReader(block);
        }
        const scanned = yield* this.#scan(block);
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

  #isAhead(block: number): boolean {
    const { state } = this.#job;
    const isWanted = block < Atomics.load(state, Word.stop);
    return isWanted && block - Atomics.load(state, Word.adopted) >= MOST_AHEAD;
  }

  #waitForReader(block: number): void {
    const { state } = this.#job;
    const adopted = Atomics.load(state, Word.adopted);
    if (this.#isAhead(block)) Atomics.wait(state, Word.adopted, adopted, WAIT_MS);
  }

  /** Returns null if the block must not be read. */
  *#scan(block: number): Generator<null, ScannedBlock | null> {
    const job = this.#job;
    const bytes = this.#load(block);
    if (bytes < 0) return null;
    const before = yield* this.#countLines(block, bytes === 0 ? 0 : this.#lane.kernel.load(bytes));
    const row = job.row + before;
    if (before < 0 || job.row + job.linesBefore[block + 1] > job.columns.line.length) return null;
    const rows = this.#rows;
    const { otherRows, badRows, wideRows, unreadableValues, blankLines } = rows;
    rows.seek(job.line + before, row);
    const taken = bytes === 0 ? 0 : this.#lane.readLoaded(bytes);
    return {
      block,
      row,
      rows: rows.columns.rows - row,
      warm: rows.warm?.take() ?? null,
      otherRows: rows.otherRows - otherRows,
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

  /** Problems and names since the last block. */
  #news(): Pick<ScannedBlock, 'problems' | 'names'> {
    const { names, problems } = this.#rows;
    const news = {
      problems: problems.slice(this.#problemsSent),
      names: names.map((column) => column.take()),
    };
    if (this.#lane.forgetMany()) for (const column of names) column.restart();
    this.#problemsSent = problems.length;
    return news;
  }

  /**
   * Loads the lines that begin in a block into the kernel's input. Returns their bytes, -1 if the last line is too
   * long.
   */
  #load(block: number): number {
    const { from, to, blockBytes } = this.#job;
    const { input } = this.#lane.kernel;
    const start = from + block * blockBytes;
    // Includes the byte before the block, to see whether the block begins with a new line.
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
    // No line begins in this block: it is within a line of an earlier one.
    if ((block > 0 && first === 0) || first > lastEnd) return 0;
    input.copyWithin(0, first, lastEnd + 1);
    return lastEnd + 1 - first;
  }

  /** Reads until `end` bytes are loaded or the file ends early. Returns how many are loaded. */
  #fill(input: Uint8Array, filled: number, end: number, position: number): number {
    let at = filled;
    while (at < end) {
      const read = this.#readAt(input.subarray(at, end), position + at);
      if (read === 0) break;
      at += read;
    }
    return at;
  }

  /** Returns the lines before a block, once they are counted, and publishes how many are in it. -1 to stop. */
  *#countLines(block: number, lines: number): Generator<null, number> {
    const { state, linesBefore } = this.#job;
    for (;;) {
      const counted = Atomics.load(state, Word.counted);
      if (counted === block) break;
      if (Atomics.load(state, Word.stop) <= block) return -1;
      if (this.mayBlock) Atomics.wait(state, Word.counted, counted, WAIT_MS);
      else yield null;
    }
    const before = linesBefore[block];
    linesBefore[block + 1] = before + lines;
    Atomics.store(state, Word.counted, block + 1);
    Atomics.notify(state, Word.counted);
    return before;
  }
}
