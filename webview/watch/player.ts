import { signal } from '@preact/signals';
import type { TimeScale } from './model/timeScale';

export const SPEEDS = [0.25, 1, 4, 16] as const;

/** Parts of the page that are not drawn each frame follow the clock this often while it runs, ms. */
const SHOWN_MS = 120;
/** The clock's step for readers who prefer reduced motion, ms. */
const CALM_MS = 500;
/** After a pause of the page, such as of a hidden tab, the clock goes on from where it was. */
const LONGEST_FRAME_MS = 100;

/** Called each frame with the time since the last. Returns whether it has something more to move. */
export type Viewer = (milliseconds: number) => boolean;

const calm = matchMedia('(prefers-reduced-motion: reduce)');

export function prefersReducedMotion(): boolean {
  return calm.matches;
}

/** The clock of all pictures, simulated seconds. Frames are drawn only while something moves. */
export class Player {
  time: number;
  readonly playing = signal(false);
  readonly speed = signal(1);
  /** The clock's time for what need not follow each frame. */
  readonly shown = signal(0);
  /** How often playing has come to the end. */
  readonly ended = signal(0);

  readonly #viewers = new Set<Viewer>();
  #frame = 0;
  #last = 0;
  #unshown = 0;
  #isShownDue = false;
  #calm = 0;

  constructor(
    /** The axis of time now. Playing skips what it cuts short. */
    private readonly scale: () => TimeScale,
    start: number,
  ) {
    this.time = start;
    this.shown.value = start;
  }

  /** @returns stops calling it */
  view(viewer: Viewer): () => void {
    this.#viewers.add(viewer);
    this.wake();
    return () => this.#viewers.delete(viewer);
  }

  /** Draws a frame at the next opportunity. */
  wake(): void {
    if (this.#frame !== 0) return;
    this.#last = performance.now();
    this.#frame = requestAnimationFrame(this.#onFrame);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#viewers.clear();
  }

  readonly #onFrame = (now: number): void => {
    const passed = Math.min(LONGEST_FRAME_MS, Math.max(0, now - this.#last));
    this.#last = now;
    this.#frame = 0;
    if (this.playing.peek()) this.#advance(passed);
    let moves = this.playing.peek();
    for (const viewer of this.#viewers) if (viewer(passed)) moves = true;
    this.#tellShown();
    if (moves && this.#frame === 0) this.#frame = requestAnimationFrame(this.#onFrame);
  };

  #advance(milliseconds: number): void {
    this.#calm += milliseconds;
    if (prefersReducedMotion() && this.#calm < CALM_MS) return;
    const passed = prefersReducedMotion() ? this.#calm : milliseconds;
    this.#calm = 0;
    const scale = this.scale();
    const next = this.time + (passed / 1000) * this.speed.peek();
    this.time = Math.min(scale.to, scale.afterGap(next));
    this.#unshown += milliseconds;
    const ends = this.time >= scale.to;
    if (ends) this.playing.value = false;
    if (this.#unshown >= SHOWN_MS || ends) this.#show();
    if (ends) this.ended.value++;
  }

  /** Lets the rest of the page follow, once the viewers have drawn this moment: it reads what they have moved. */
  #show(): void {
    this.#unshown = 0;
    this.#isShownDue = true;
  }

  #tellShown(): void {
    if (!this.#isShownDue) return;
    this.#isShownDue = false;
    this.shown.value = this.time;
  }

  toggle(): void {
    const { from, to } = this.scale();
    if (!this.playing.peek() && this.time >= to) this.time = from;
    this.playing.value = !this.playing.peek();
    this.#show();
    this.wake();
  }

  /** Goes to a moment; playing goes on from there. */
  seek(time: number): void {
    const { from, to } = this.scale();
    this.time = Math.min(to, Math.max(from, time));
    this.#show();
    this.wake();
  }
}
