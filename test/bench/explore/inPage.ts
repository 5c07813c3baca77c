import type { Locator } from 'playwright-core';
import type { Window } from '../workbench/window';

/** What is dragged over the charts, or clicked beside them. */
export const PAGE_GESTURES = ['time', 'latency', 'rectangle', 'runtime'] as const;
export type PageGesture = (typeof PAGE_GESTURES)[number];

/** Pixels of a move: more than a row of the heat map or a column, so that each one changes the filter. */
const STEP = 9;
/** A move that changes nothing is not painted. */
const PATIENCE_MS = 10_000;
/** Pixels from the edges of the charts' surface, clear of axes, headings and the histogram. */
const EDGES = { left: 60, right: 240, columns: 90, heatTop: 190, heatBottom: 40 };

/** What the page measures of each answer: from the gesture to the paint. */
interface Measure {
  readonly ms: number;
  readonly active: string | null;
}

/** Drags and clicks as a person does, each move once the one before has been painted. */
export class ExplorePage {
  readonly #surface: Locator;

  constructor(readonly window: Window) {
    this.#surface = window.workbench.dashboard.locator('.plot-surface');
  }

  async shown(): Promise<void> {
    await this.#surface.waitFor();
  }

  /** Milliseconds from each move to the paint of everything that follows. */
  async gesture(what: PageGesture, moves: number): Promise<number[]> {
    return what === 'runtime' ? this.#clicks(moves) : this.#drag(what, moves);
  }

  async #drag(what: Exclude<PageGesture, 'runtime'>, moves: number): Promise<number[]> {
    const { mouse } = this.window.workbench.page;
    const box = await this.#surface.boundingBox();
    if (!box) throw new Error('The charts are not on the screen.');
    const [left, right] = [box.x + EDGES.left, box.x + box.width - EDGES.right];
    const [top, bottom] = [box.y + EDGES.heatTop, box.y + box.height - EDGES.heatBottom];
    const at = (move: number): [x: number, y: number] => {
      const x = left + 60 + toAndFro(move * STEP, right - left - 120);
      const y = bottom - 30 - toAndFro(move * STEP, bottom - top - 60);
      if (what === 'time') return [x, box.y + EDGES.columns];
      // Beside the heat map, in the histogram, only latencies are chosen.
      return what === 'latency' ? [box.x + box.width - 100, y] : [x, y];
    };
    await mouse.move(...at(0));
    await mouse.down();
    const times: number[] = [];
    for (let move = 1; move <= moves; move++) {
      const since = await this.#now();
      await mouse.move(...at(move));
      times.push(...(await this.#painted(since, (active) => active !== null)));
    }
    const since = await this.#now();
    await mouse.up();
    await this.#painted(since, (active) => active === null);
    await this.#undo();
    return times;
  }

  async #clicks(moves: number): Promise<number[]> {
    const bars = this.window.workbench.dashboard.getByRole('region', { name: 'Runtime' }).getByRole('button');
    const count = await bars.count();
    const times: number[] = [];
    for (let move = 0; move < moves; move++) {
      const since = await this.#now();
      await bars.nth(move % count).click();
      times.push(...(await this.#painted(since, (active) => active === null)));
    }
    await this.#undo();
    return times;
  }

  /** Takes the whole gesture back. */
  async #undo(): Promise<void> {
    const since = await this.#now();
    await this.window.workbench.dashboard
      .getByRole('button', { name: /^Reset/ })
      .first()
      .click();
    await this.#painted(since, (active) => active === null);
  }

  #now(): Promise<number> {
    return this.#surface.evaluate(() => performance.now());
  }

  /** The time of the first measure that began after `since`, once there is one; none if nothing has changed. */
  async #painted(since: number, isWanted: (active: string | null) => boolean): Promise<number[]> {
    for (const began = performance.now(); performance.now() - began < PATIENCE_MS; ) {
      const measures = await this.#surface.evaluate(measuresSince, since);
      const found = measures.find(({ active }) => isWanted(active));
      if (found) return [found.ms];
    }
    return [];
  }
}

/** Where a walk up and down a way of `length` is after so many pixels, never closer to its start than a step. */
function toAndFro(pixels: number, length: number): number {
  const way = length - STEP;
  const walked = pixels % (2 * way);
  return pixels === 0 ? 0 : STEP + (walked < way ? walked : 2 * way - walked);
}

/** Runs in the page: waits for a frame, and lists what has been measured. */
function measuresSince(_surface: Element, since: number): Promise<Measure[]> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const entries = performance.getEntriesByName('explore') as PerformanceMeasure[];
      const later = entries.filter(({ startTime }) => startTime >= since);
      resolve(later.map(({ duration, detail }) => ({ ms: duration, active: detail.active })));
    });
  });
}
