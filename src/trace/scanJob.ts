import { type Block, type BlockJob, BlockWork, blockState, blocksOf, type ReadAt, WAIT_MS, Word } from './blocks';
import { Columns, type RowArrays, type RowBlock } from './columns';
import type { TraceHeader } from './header';
import { PlainLane } from './plainLane';
import { type LineCounts, RowCollector } from './rows';
import type { PackedNames } from './sharedNames';
import type { TimeUnit } from './table';
import { type ThreadNames, threadNames } from './threadNames';
import { TimeScale } from './timeUnit';

/** A part of a table that threads scan together. */
export interface ScanJob extends BlockJob {
  readonly kind: 'table';
  readonly header: TraceHeader;
  /** The number of the first line. */
  readonly line: number;
  /** Where rows go: the row of the first line to `row`, the row of the n-th line after it to `row` + n. */
  readonly columns: RowArrays;
  readonly row: number;
  readonly timeUnit: TimeUnit;
  /** Lines before each block. */
  readonly linesBefore: Uint32Array;
}

/** The result of scanning a block. Its rows are in the job's columns, with the thread's numbers for names. */
export interface ScannedBlock extends LineCounts, Block {
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
}

export function scanJob(job: Omit<ScanJob, 'kind' | 'state' | 'linesBefore'>): ScanJob {
  const linesBefore = new Uint32Array(new SharedArrayBuffer((blocksOf(job) + 1) * Uint32Array.BYTES_PER_ELEMENT));
  return { ...job, kind: 'table', state: blockState(job), linesBefore };
}

/** The work of one thread on a table. */
export class BlockScan extends BlockWork<ScanJob, ScannedBlock> {
  readonly #rows: RowCollector<ThreadNames>;
  readonly #lane: PlainLane;
  #problemsSent = 0;

  /** @param mostRemembered as of a `PlainLane` */
  constructor(job: ScanJob, readAt: ReadAt, mostRemembered?: number, mayBlock = true) {
    super(job, readAt, mayBlock);
    const { columns } = job.header;
    const over = Columns.over(columns, job.columns, new TimeScale(job.timeUnit));
    this.#rows = new RowCollector(job.header, over, threadNames(columns));
    this.#lane = new PlainLane(this.#rows, mostRemembered);
  }

  protected get input(): Uint8Array {
    return this.#lane.kernel.input;
  }

  protected release(): void {
    this.#lane.release();
  }

  protected *read(block: number, bytes: number): Generator<null, ScannedBlock | null> {
    const { job } = this;
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

  /** Returns the lines before a block, once they are counted, and publishes how many are in it. -1 to stop. */
  *#countLines(block: number, lines: number): Generator<null, number> {
    const { state, linesBefore } = this.job;
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
