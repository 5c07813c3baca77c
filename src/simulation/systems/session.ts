/** The stage in which a VM waits for its session. */
export const SESSION = 'session';

/**
 * The registry opens pulls one after another: credentials, manifest, layer metadata. In the paper's baseline and
 * on-demand (Fig. 14a), pull times under load grow by the same tenth of a second per VM, whatever the bytes, as with a
 * single queue.
 */
export class PullSessions {
  #freeAt = 0;

  constructor(private readonly seconds: number) {}

  /** Queues a pull; returns the seconds until its session is over. */
  open(now: number): number {
    this.#freeAt = Math.max(this.#freeAt, now) + this.seconds;
    return this.#freeAt - now;
  }
}
