import { grown } from '../columns';
import { Peaks } from './peaks';
import type { TimeAxis } from './timeAxis';
import { Timeline } from './timeline';

/** The number of function trees over time, and their levels. Levels count VMs: a tree of a root alone has one. */
export class TreeLevels {
  readonly #trees: Timeline;
  readonly #levels: Timeline;
  readonly #highest: Peaks;
  /** By number of levels: how many trees have that many. */
  #having = new Int32Array(64);
  #highestNow = 0;
  #highestSince = 0;
  #treesNow = 0;
  #levelsNow = 0;

  constructor(axis: TimeAxis) {
    this.#trees = new Timeline(axis);
    this.#levels = new Timeline(axis);
    this.#highest = new Peaks(axis);
  }

  /** A tree that had `before` levels (0: it was empty) has `after` now. */
  changed(before: number, after: number, now: number): void {
    if (before === after) return;
    if (after >= this.#having.length) this.#having = grown(this.#having, after + 1);
    if (before > 0) this.#having[before]--;
    if (after > 0) this.#having[after]++;
    this.#levels.step(now, after - before);
    this.#levelsNow += after - before;
    const trees = Number(after > 0) - Number(before > 0);
    if (trees !== 0) this.#trees.step(now, trees);
    this.#treesNow += trees;
    let highest = Math.max(this.#highestNow, after);
    while (highest > 0 && this.#having[highest] === 0) highest--;
    this.#setHighest(highest, now);
  }

  /**
   * Ends the recording. By bin: the sum of the seconds of all trees, the same times their levels, and the most levels
   * of any tree.
   */
  finish(now: number): { trees: Float64Array; levels: Float64Array; highest: Float64Array } {
    this.#trees.step(now, -this.#treesNow);
    this.#levels.step(now, -this.#levelsNow);
    this.#setHighest(0, now);
    return { trees: this.#trees.amounts(), levels: this.#levels.amounts(), highest: this.#highest.values() };
  }

  #setHighest(levels: number, now: number): void {
    if (levels === this.#highestNow) return;
    this.#highest.add(this.#highestSince, now, this.#highestNow);
    this.#highestNow = levels;
    this.#highestSince = now;
  }
}
