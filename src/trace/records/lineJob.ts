import { type Block, type BlockJob, BlockWork, blockState, type ReadAt } from '../blocks';
import type { LineShape } from '../formats';
import { type LineEvents, LineKernel } from './lineKernel';

/** Lines whose JSON threads read by a shape. */
export interface LineJob extends BlockJob {
  readonly kind: 'lines';
  readonly shape: LineShape;
}

/** What a thread found in a block, for the reader to take in order. */
export interface ScannedLines extends Block {
  readonly parts: readonly LineEvents[];
}

export function lineJob(job: Omit<LineJob, 'kind' | 'state'>): LineJob {
  return { ...job, kind: 'lines', state: blockState(job) };
}

/** The work of one thread on lines. */
export class LineScan extends BlockWork<LineJob, ScannedLines> {
  readonly #kernel: LineKernel;

  constructor(job: LineJob, readAt: ReadAt, mayBlock = true) {
    super(job, readAt, mayBlock);
    this.#kernel = LineKernel.acquire(job.shape);
  }

  protected get input(): Uint8Array {
    return this.#kernel.input;
  }

  // biome-ignore lint/correctness/useYield: it waits for no other thread
  protected *read(block: number, bytes: number): Generator<null, ScannedLines> {
    return { block, bytes, whole: true, parts: [...this.#kernel.read(bytes)] };
  }

  protected release(): void {
    this.#kernel.release();
  }
}
