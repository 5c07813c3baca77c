import type { Segment } from './columns';
import type { TraceHeader } from './header';
import type { NameTable } from './names';
import { PlainLane } from './plainLane';
import { RowCollector } from './rows';
import type { RowProblem } from './table';

/** What a thread read of a stretch of a file, plain data. Lines are numbered from the stretch's start, names by the thread. */
export interface ScannedPart {
  readonly segments: readonly Segment[];
  /** Names that the thread has met for the first time; its numbers go on from those of the parts it scanned before. */
  readonly functionNames: readonly string[];
  readonly runtimeNames: readonly string[];
  readonly problems: readonly RowProblem[];
  readonly badRows: number;
  readonly blankLines: number;
  /** Lines taken. */
  readonly lines: number;
  /** Bytes taken: fewer than given where a quote, or a line longer than any row, leaves the rest to be read in order. */
  readonly bytes: number;
}

/**
 * Threads that read stretches of one file side by side. `scan` has the thread of that number (from 0) call `scan` of its `PartScan` and
 * give back what that returns, for which `partBuffers` lists the memory that need not be copied. Where it rejects, this stretch and all
 * behind it are read in order.
 */
export interface PartScanner {
  /** At least 1. */
  readonly threads: number;
  /** Bytes of a stretch: a few megabytes are worth sending to another thread. */
  readonly partBytes: number;
  /** `bytes` lies in shared memory, begins with a line and ends with one, and is not written to until the scan has ended. */
  scan(thread: number, bytes: Uint8Array, header: TraceHeader): Promise<ScannedPart>;
}

/** A thread's side of reading one file: keeps the names it has met from part to part. */
export class PartScan {
  readonly #rows: RowCollector;
  readonly #lane: PlainLane;
  #functionsSent = 0;
  #runtimesSent = 0;

  constructor(header: TraceHeader) {
    this.#rows = new RowCollector(header);
    this.#lane = new PlainLane(this.#rows);
  }

  /** Reads whole lines without what stands before them. Throws a TraceError for more names than can be numbered. */
  scan(bytes: Uint8Array): ScannedPart {
    const rows = this.#rows;
    rows.restart();
    const taken = this.#lane.take(bytes, 0, bytes.length);
    const part = {
      segments: rows.columns.segments,
      functionNames: rows.functions.names.slice(this.#functionsSent),
      runtimeNames: rows.runtimes.names.slice(this.#runtimesSent),
      problems: rows.problems,
      badRows: rows.badRows,
      blankLines: rows.blankLines,
      lines: rows.line - 1,
      bytes: taken,
    };
    this.#functionsSent = rows.functions.names.length;
    this.#runtimesSent = rows.runtimes.names.length;
    return part;
  }
}

/** The memory of a part that can be transferred to another thread. */
export function partBuffers({ segments }: ScannedPart): ArrayBuffer[] {
  return segments.flatMap(({ time, latency, functionId, runtimeId, memoryMB, line }) =>
    [time, latency, functionId, runtimeId, memoryMB, line].map(({ buffer }) => buffer as ArrayBuffer),
  );
}

/** One thread's numbers of names, and the file's for them. */
export class ThreadNames {
  readonly #functions = new Renumbering();
  readonly #runtimes = new Renumbering();

  learn({ functionNames, runtimeNames }: ScannedPart): void {
    this.#functions.learn(functionNames);
    this.#runtimes.learn(runtimeNames);
  }

  /** Puts the file's numbers in place of the thread's; names new to the file are numbered in order of their first row. */
  renumber({ functionId, runtimeId, rows }: Segment, functions: NameTable, runtimes: NameTable): void {
    this.#functions.apply(functionId, rows, functions);
    this.#runtimes.apply(runtimeId, rows, runtimes);
  }
}

class Renumbering {
  readonly #names: string[] = [];
  /** The file's number of each name, -1 until it is needed. */
  readonly #ids: number[] = [];

  learn(names: readonly string[]): void {
    for (const name of names) {
      this.#names.push(name);
      this.#ids.push(-1);
    }
  }

  apply(numbers: Uint32Array | Uint16Array, rows: number, table: NameTable): void {
    const ids = this.#ids;
    for (let row = 0; row < rows; row++) {
      const own = numbers[row];
      if (ids[own] < 0) ids[own] = table.find(this.#names[own]) ?? table.add(this.#names[own]);
      numbers[row] = ids[own];
    }
  }
}
