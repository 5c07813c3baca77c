import type { EventLoopBlocks } from '../requests';

/** Time between two samples: short enough to see every block, long enough to cost nothing. */
const INTERVAL_MS = 5;
const MICROSECONDS = 1000;

/** A timer that records how late it fires, which is how long the event loop was blocked. */
export class EventLoopWatch {
  #timer: NodeJS.Timeout | undefined;
  #looked = 0;
  #computed = 0;
  #blocks: EventLoopBlocks = { longest: 0, longestComputing: 0 };

  start(): void {
    clearInterval(this.#timer);
    this.#blocks = { longest: 0, longestComputing: 0 };
    this.#look();
    this.#timer = setInterval(() => {
      const [looked, computed] = [this.#looked, this.#computed];
      this.#look();
      const late = this.#looked - looked - INTERVAL_MS;
      const computing = Math.min(late, this.#computed - computed);
      const { longest, longestComputing } = this.#blocks;
      this.#blocks = { longest: Math.max(longest, late), longestComputing: Math.max(longestComputing, computing) };
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
}
