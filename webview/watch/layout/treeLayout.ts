import type { Playback } from '../model/playback';
import { OutsideGrid } from './outside';
import { DRAWN, type Layout, Placement, type Room } from './placement';
import { type Bands, bandsOf, columnsFor } from './treeBands';
import { planTree, type TreePlan } from './treePlan';
import { TreeShape } from './treeShape';

/** Boxes are at least this far apart, CSS pixels; below that, VMs are cells of a bundle. */
const LEAST_BOX = 13;
/** VMs of a small tree are at most this far apart. */
const MOST_COLUMN = 150;
/** A box with a number and its state. */
const FULL_BOX = 74;

/**
 * A tidy tree: the top above, a row for each level. Where boxes would be too narrow, subtrees are folded into bundles
 * of cells, a band for each level. Zooming widens more than it heightens, and turns cells into boxes.
 */
export class TreeLayout implements Layout {
  readonly placement: Placement;
  readonly verticalPower = 0.45;
  readonly #shape: TreeShape;
  /** The structure that `#shape` was read from. */
  #shapeOf = -1;
  readonly #plan: TreePlan;
  readonly #left: Float64Array;
  readonly #wide: Float64Array;
  readonly #leaves: Int32Array;
  /** The box below whose level a VM is folded. */
  readonly #bundle: Int32Array;
  #room: Room = { width: 0, height: 0 };
  #bands: Bands | null = null;
  #outside: OutsideGrid | null = null;
  #placed = { structure: -1, boxLevels: Number.NaN };

  constructor(private readonly playback: Playback) {
    this.placement = new Placement(playback.vms);
    this.#shape = new TreeShape(playback.vms);
    this.#plan = planTree(playback);
    this.#left = new Float64Array(playback.vms + 1);
    this.#wide = new Float64Array(playback.vms + 1);
    this.#leaves = new Int32Array(playback.vms + 1);
    this.#bundle = new Int32Array(playback.vms);
  }

  resize(room: Room): void {
    if (room.width === this.#room.width && room.height === this.#room.height) return;
    this.#room = room;
    this.#outside = new OutsideGrid(room, this.playback.vms, this.#plan.outside);
    this.#bands = null;
  }

  /** The tree as it is now, also before the first `place`. */
  get shape(): TreeShape {
    const { structure, upstream, slot } = this.playback;
    if (this.#shapeOf !== structure) {
      this.#shape.read(upstream, slot);
      this.#shapeOf = structure;
    }
    return this.#shape;
  }

  get #span(): { readonly left: number; readonly width: number } {
    const { width } = this.#room;
    const isNarrow = width < 600;
    // Numbers of levels are on the right.
    const right = isNarrow ? 36 : 72;
    const left = isNarrow ? 8 : 16;
    const room = Math.max(40, width - left - right);
    const used = Math.min(room, Math.max(1, this.#placesAt(this.#plan.sizes.length - 1)) * MOST_COLUMN);
    return { left: left + (room - used) / 2, width: used };
  }

  /** Places that share the width at a level. */
  #placesAt(level: number): number {
    const { spots, sizes, isEven } = this.#plan;
    if (!isEven) return Math.max(1, ...sizes.slice(0, level + 1));
    let places = 1;
    for (let at = 0; at <= level; at++) places *= spots[at];
    return places;
  }

  get mostZoom(): number {
    const { width } = this.#span;
    return Math.max(6, (FULL_BOX * 1.6 * this.#placesAt(this.#plan.sizes.length - 1)) / width);
  }

  #boxLevels(zoom: number): number {
    const { width } = this.#span;
    let level = -1;
    while (level + 1 < this.#plan.sizes.length && (width * zoom) / this.#placesAt(level + 1) >= LEAST_BOX) level++;
    return level;
  }

  isStale(zoom: number): boolean {
    const { structure, boxLevels } = this.#placed;
    if (this.#bands === null || structure !== this.playback.structure) return true;
    return boxLevels !== this.#boxLevels(zoom) || this.#outside!.isStale(this.playback, this.placement);
  }

  place(zoom: number): void {
    const boxLevels = this.#boxLevels(zoom);
    if (this.#placed.structure !== this.playback.structure || this.#bands === null) {
      this.#divide();
    }
    this.#bands ??= this.#bandsNow();
    this.#placed = { structure: this.playback.structure, boxLevels };
    this.placement.boxLevels = boxLevels;
    this.placement.drawn.fill(DRAWN.not);
    this.#placeTop();
    this.#placeBoxes();
    for (let level = boxLevels + 1; level < this.shape.height; level++) this.#placeCells(level, zoom);
    this.#outside?.place(this.playback, this.placement);
  }

  #bandsNow(): Bands {
    const { width, height } = this.#room;
    const room = { width, height: height - (this.#outside?.height ?? 0) };
    return bandsOf(this.#plan, this.#boxLevels(1), this.#span.width, room, (level) => this.#placesAt(level));
  }

  /** Gives each VM its part of the width of the one above. */
  #divide(): void {
    const { shape } = this;
    const { left, width } = this.#span;
    this.#left[shape.vms] = left;
    this.#wide[shape.vms] = width;
    if (!this.#plan.isEven) this.#countLeaves();
    this.#divideBelow(shape.vms);
    for (let at = 0; at < shape.count; at++) this.#divideBelow(shape.order[at]);
  }

  #countLeaves(): void {
    const { order, count, above, vms } = this.shape;
    this.#leaves.fill(0);
    for (let at = count - 1; at >= 0; at--) {
      const vm = order[at];
      this.#leaves[vm] = Math.max(1, this.#leaves[vm]);
      this.#leaves[above[vm]] += this.#leaves[vm];
    }
    this.#leaves[vms] = Math.max(1, this.#leaves[vms]);
  }

  #divideBelow(above: number): void {
    const { shape } = this;
    const { spots, isEven, hasPlaces } = this.#plan;
    const level = shape.depth[above] + 1;
    const spot = Math.max(1, spots[level] ?? 1);
    let before = 0;
    for (let vm = shape.firstBelow[above]; vm >= 0; vm = shape.next[vm]) {
      if (isEven) {
        const place = hasPlaces && above !== shape.vms ? Math.max(before, this.playback.slot[vm]) : before;
        this.#wide[vm] = this.#wide[above] / spot;
        this.#left[vm] = this.#left[above] + place * this.#wide[vm];
        before = place + 1;
      } else {
        this.#wide[vm] = (this.#wide[above] * this.#leaves[vm]) / this.#leaves[above];
        this.#left[vm] = this.#left[above] + before;
        before += this.#wide[vm];
      }
    }
  }

  #placeTop(): void {
    const { left, width } = this.#span;
    this.placement.topX = left + width / 2;
    this.placement.topY = this.#bands!.top;
    this.placement.mostBoxHeight = this.#bands!.row * 0.64;
    this.placement.levelY.length = 0;
    for (let level = 0; level < this.shape.height; level++) this.placement.levelY.push(this.#bands!.middle(level));
  }

  #placeBoxes(): void {
    const { placement, shape } = this;
    const end = shape.levels[Math.min(placement.boxLevels + 1, shape.height)];
    for (let at = 0; at < end; at++) {
      const vm = shape.order[at];
      placement.drawn[vm] = DRAWN.box;
      placement.x[vm] = this.#left[vm] + this.#wide[vm] / 2;
      placement.y[vm] = this.#bands!.middle(shape.depth[vm]);
      placement.width[vm] = this.#wide[vm] * 0.86;
      placement.height[vm] = 0;
      this.#bundle[vm] = vm;
    }
  }

  #placeCells(level: number, zoom: number): void {
    const { placement, shape } = this;
    const { boxLevels } = placement;
    const band = this.#bands!.band(level);
    const bundles = this.#placesAt(boxLevels);
    const bundleWidth = this.#span.width / bundles;
    const planned = Math.ceil(Math.min(this.#placesAt(level) / bundles, this.#plan.sizes[level] ?? 1));
    const perBundle = Math.max(this.#gather(level), planned);
    const squeeze = zoom ** (this.verticalPower - 1);
    const columns = columnsFor(bundleWidth, band.height * squeeze, perBundle);
    const rows = Math.ceil(perBundle / columns);
    const cellWidth = (bundleWidth * 0.9) / columns;
    const cellHeight = Math.min(band.height / rows, (cellWidth * 2) / squeeze);
    let bundle = -2;
    let ordinal = 0;
    for (let at = shape.levels[level]; at < shape.levels[level + 1]; at++) {
      const vm = shape.order[at];
      ordinal = this.#bundle[vm] === bundle ? ordinal + 1 : 0;
      bundle = this.#bundle[vm];
      const width = (this.#wide[bundle] * 0.9) / columns;
      placement.drawn[vm] = DRAWN.cell;
      placement.x[vm] = this.#left[bundle] + this.#wide[bundle] * 0.05 + ((ordinal % columns) + 0.5) * width;
      placement.y[vm] = band.top + (Math.floor(ordinal / columns) + 0.5) * cellHeight;
      placement.width[vm] = width * 0.88;
      placement.height[vm] = cellHeight * 0.86;
    }
  }

  /** Notes in which bundle the VMs of a level are; returns the most in one. */
  #gather(level: number): number {
    const { shape, placement } = this;
    let most = 0;
    let bundle = -2;
    let count = 0;
    for (let at = shape.levels[level]; at < shape.levels[level + 1]; at++) {
      const vm = shape.order[at];
      const above = shape.above[vm];
      this.#bundle[vm] = level === placement.boxLevels + 1 ? above : this.#bundle[above];
      count = this.#bundle[vm] === bundle ? count + 1 : 1;
      bundle = this.#bundle[vm];
      most = Math.max(most, count);
    }
    return most;
  }
}
