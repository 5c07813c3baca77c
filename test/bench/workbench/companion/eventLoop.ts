import type { EventLoopBlocks } from '../requests';

/** What counts as a block, milliseconds. */
const BLOCK_MS = 50;
/** Between two looks: often enough to see any block, and seldom enough not to be one. */
const INTERVAL_MS = 5;
const MICROSECONDS = 1000;

/** A timer that notes by how much it came late, which is how long the event loop was kept from turning. */
export class EventLoopWatch {
  #timer: NodeJS.Timeout | undefined;
  #looked = 0;
  #computed = 0;
  #blocks: { -readonly [key in keyof EventLoopBlocks]: number } = none();

  start(): void {
    clearInterval(this.#timer);
    this.#blocks = none();
    this.#look();
    this.#timer = setInterval(() => {
      const [looked, computed] = [this.#looked, this.#computed];
      this.#look();
      this.#count(this.#looked - looked - INTERVAL_MS, this.#computed - computed);
    }, INTERVAL_MS);
  }

  stop(): EventLoopBlocks {
    clearInterval(this.#timer);
    return this.#blocks;
  }

  #look(): void {
    const { user, system } = process.threadCpuUsage();
    this.#computed = (user + system) / MICROSECONDS;
    this.#looked = performance.now();
  }

  #count(late: number, computing: number): void {
    const blocks = this.#blocks;
    blocks.longest = Math.max(blocks.longest, late);
    blocks.longestComputing = Math.max(blocks.longestComputing, Math.min(late, computing));
    if (late > BLOCK_MS) blocks.above++;
    if (Math.min(late, computing) > BLOCK_MS) blocks.aboveComputing++;
  }
}

function none() {
  return { longest: 0, longestComputing: 0, above: 0, aboveComputing: 0 };
}
