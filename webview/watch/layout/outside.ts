import type { Playback } from '../model/playback';
import { DRAWN, type Placement, type Room } from './placement';
import { isOutside } from './treePlan';

/** Cells of VMs outside of the tree are at most this large, CSS pixels, and take at most this share of the height. */
const MOST_CELL = 12;
const MOST_SHARE = 0.28;
const MARGIN = 16;
const GAP = 14;

/** VMs that prepare or wait outside of the tree, at the lower edge: each has a place there that it leaves and keeps. */
export class OutsideGrid {
  /** Height that it takes, CSS pixels. */
  readonly height: number;
  readonly #columns: number;
  readonly #cell: number;
  readonly #cellHeight: number;

  /** @param most VMs outside at a time; with few of them, they share the places in their order */
  constructor(
    private readonly room: Room,
    vms: number,
    private readonly most: number,
  ) {
    const places = this.#sharesPlaces(vms) ? most : vms;
    const width = Math.max(40, room.width - 2 * MARGIN);
    const limit = room.height * MOST_SHARE;
    const cell = Math.min(MOST_CELL, Math.sqrt((width * limit) / Math.max(1, places)));
    this.#columns = Math.max(1, Math.floor(width / cell));
    const rows = Math.ceil(places / this.#columns);
    this.#cell = width / this.#columns;
    this.#cellHeight = Math.min(cell, limit / Math.max(1, rows));
    this.height = most === 0 ? 0 : rows * this.#cellHeight + GAP;
  }

  #sharesPlaces(vms: number): boolean {
    return this.most < vms / 10;
  }

  place(playback: Playback, placement: Placement): void {
    if (this.most === 0) return;
    const shares = this.#sharesPlaces(playback.vms);
    const width = Math.min(this.#cell, MOST_CELL);
    const top = this.room.height - this.height + GAP - 4;
    let next = 0;
    for (let vm = 0; vm < playback.vms; vm++) {
      if (!isOutside(playback, vm)) continue;
      const at = shares ? next++ : vm;
      placement.drawn[vm] = DRAWN.cell;
      placement.x[vm] = MARGIN + ((at % this.#columns) + 0.5) * this.#cell;
      placement.y[vm] = top + (Math.floor(at / this.#columns) + 0.5) * this.#cellHeight;
      placement.width[vm] = width * 0.8;
      placement.height[vm] = this.#cellHeight * 0.8;
    }
  }

  /** Whether somebody has left or come since `place`. */
  isStale(playback: Playback, { drawn }: Placement): boolean {
    if (this.most === 0) return false;
    for (let vm = 0; vm < playback.vms; vm++) if (isOutside(playback, vm) && drawn[vm] === DRAWN.not) return true;
    return false;
  }
}
