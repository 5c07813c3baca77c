import { BYTE } from './records';

/**
 * Largest block. With the rest of its last line it fits into a kernel's input. A line too long for that is read in
 * order.
 */
export const MOST_BLOCK_BYTES = 15 << 14;
/** Bytes read past a block for the rest of its last line: usually enough. */
const OVERHANG = 1 << 10;

/**
 * Words of a job's state: the next free block, the first block that must not be read, blocks whose lines are counted,
 * blocks whose rows the file's reader has taken over.
 */
export const Word = { next: 0, stop: 1, counted: 2, adopted: 3 } as const;

/** Blocks that threads scan ahead of the reader, whose messages would fill memory if each row had a new name. */
const MOST_AHEAD = 128;
/** The same for the reader's own thread, which has the blocks of the others to take. */
const MOST_AHEAD_OF_ITSELF = 64;

/** Blocks for which a thread that waits for the reader is woken; far fewer than it may be ahead. */
const WOKEN_FOR = 32;

/** Longest single wait for another thread, milliseconds. A normal wait is far shorter. */
export const WAIT_MS = 1000;

/** A part of a file that threads read together: each claims the next free block. Plain data. */
export interface BlockJob {
  /** Where the part begins, at the start of a line, and where the file ends. */
  readonly from: number;
  readonly to: number;
  /** At most `MOST_BLOCK_BYTES`. */
  readonly blockBytes: number;
  /** In shared memory. */
  readonly state: Int32Array;
}

/** What was found in the lines that begin in a block. */
export interface Block {
  readonly block: number;
  /** Bytes read. */
  readonly bytes: number;
  /** False if a line is left over. It and everything after it must be read in order. */
  readonly whole: boolean;
}

/** Fills `into` with bytes of the file from a position on; returns how many, 0 at the end. */
export type ReadAt = (into: Uint8Array, position: number) => number;

export function blocksOf({ from, to, blockBytes }: Pick<BlockJob, 'from' | 'to' | 'blockBytes'>): number {
  return Math.ceil((to - from) / blockBytes);
}

/** The state of a job that has not begun. */
export function blockState(job: Pick<BlockJob, 'from' | 'to' | 'blockBytes'>): Int32Array {
  const state = new Int32Array(new SharedArrayBuffer(Object.keys(Word).length * Int32Array.BYTES_PER_ELEMENT));
  state[Word.stop] = blocksOf(job);
  return state;
}

/** Keeps the threads from claiming blocks from `block` on. */
export function stopBefore({ state }: BlockJob, block: number): void {
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
export function adoptedBefore({ state }: BlockJob, block: number): void {
  const before = Atomics.exchange(state, Word.adopted, block);
  // A thread that is woken may take the place of this one, so it is woken for several blocks at a time.
  if (Math.floor(before / WOKEN_FOR) < Math.floor(block / WOKEN_FOR)) Atomics.notify(state, Word.adopted);
}

/** The work of one thread on a job. */
export abstract class BlockWork<Job extends BlockJob, Found extends Block> {
  /** @param mayBlock false in the reader's own thread, which must go on with blocks and messages of others */
  constructor(
    protected readonly job: Job,
    private readonly readAt: ReadAt,
    protected readonly mayBlock: boolean,
  ) {}

  /** Where bytes are loaded: room for a block and the rest of its last line. Ask again for each block. */
  protected abstract get input(): Uint8Array;

  /** Reads the first `bytes` bytes of the input. Returns null if the block must not be read. */
  protected abstract read(block: number, bytes: number): Generator<null, Found | null>;

  /** Gives back what the work has used. */
  protected abstract release(): void;

  /**
   * Reads blocks until none are left. Yields null before it waits for the reader, which then needs all blocks yielded
   * so far; and, where it may not block, whenever it has to wait for another thread: call again a little later. If it
   * throws (say, the file can't be read), the remaining blocks are read in order.
   */
  *run(): Generator<Found | null> {
    const { state } = this.job;
    let block = Atomics.add(state, Word.next, 1);
    try {
      for (; block < Atomics.load(state, Word.stop); block = Atomics.add(state, Word.next, 1)) {
        while (this.#isAhead(block)) {
          yield null;
          if (this.mayBlock) this.#waitForReader(block);
        }
        const bytes = this.#load(block);
        const found = bytes < 0 ? null : yield* this.read(block, bytes);
        if (!found?.whole) stopBefore(this.job, found ? block + 1 : block);
        if (found) yield found;
      }
    } catch (error) {
      stopBefore(this.job, block);
      throw error;
    } finally {
      this.release();
    }
  }

  #isAhead(block: number): boolean {
    const { state } = this.job;
    const isWanted = block < Atomics.load(state, Word.stop);
    const most = this.mayBlock ? MOST_AHEAD : MOST_AHEAD_OF_ITSELF;
    return isWanted && block - Atomics.load(state, Word.adopted) >= most;
  }

  #waitForReader(block: number): void {
    const { state } = this.job;
    const adopted = Atomics.load(state, Word.adopted);
    if (this.#isAhead(block)) Atomics.wait(state, Word.adopted, adopted, WAIT_MS);
  }

  /** Loads the lines that begin in a block into the input. Returns their bytes, -1 if the last line is too long. */
  #load(block: number): number {
    const { from, to, blockBytes } = this.job;
    const { input } = this;
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
      const read = this.readAt(input.subarray(at, end), position + at);
      if (read === 0) break;
      at += read;
    }
    return at;
  }
}
