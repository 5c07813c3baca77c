/**
 * The registry opens one pull after another: credentials, manifest, layer metadata. Pull times under load grow by the same tenth of a second per VM in the
 * paper's baseline and on-demand (Fig. 14a), whatever the bytes, which is what a single queue does.
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
