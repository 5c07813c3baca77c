import type { DrawingContext } from '../../charts/export/drawingContext';
import { DRAWN } from '../layout/placement';
import { NOWHERE } from '../model/codes';
import type { Palette } from './palette';
import type { Scene } from './scene';
import { SOLID } from './symbols';

/** Widths of edges by rate, CSS pixels: first without a flow, then up to a quarter of the highest rate, and so on. */
const WIDTHS = [1, 1.3, 2, 2.8, 3.8];
const HALF_BLOCK = 1.5;
/** Blocks on an edge are at least this far apart. */
const BETWEEN_BLOCKS = 26;
/** Shorter edges have none. */
const LEAST_LENGTH = 12;
const STRAY_DASH: number[] = [6, 3];

/** Draws who feeds whom, as wide as the rate, and blocks on their way. Allocates nothing per frame. */
export class EdgePainter {
  readonly #byWidth: Int32Array[];
  readonly #counts = new Int32Array(WIDTHS.length);
  /** VMs of a tree that fetch from another VM than the one above. */
  readonly #strays: Int32Array;
  #strayCount = 0;
  readonly #mostRate: number;
  readonly #isTree: boolean;
  // The ends of an edge, and its control points' height: the last result of `#ends`.
  #x0 = 0;
  #y0 = 0;
  #x1 = 0;
  #y1 = 0;

  constructor(private readonly scene: Scene) {
    const { vms, timeline } = scene.playback;
    this.#byWidth = WIDTHS.map(() => new Int32Array(vms));
    this.#strays = new Int32Array(vms);
    this.#isTree = timeline.topology === 'tree';
    let most = 0;
    for (const rate of timeline.flows.rate) most = Math.max(most, rate);
    this.#mostRate = most || 1;
  }

  paint(context: DrawingContext, palette: Palette, width: number, height: number): void {
    this.#look(width, height);
    for (let at = 0; at < WIDTHS.length; at++) {
      if (this.#counts[at] === 0) continue;
      context.strokeStyle = at === 0 ? palette.quiet : palette.rate;
      context.globalAlpha = at === 0 ? 1 : this.#isTree ? 0.7 : 0.45;
      context.lineWidth = this.#isTree ? WIDTHS[at] : WIDTHS[at] * 0.6;
      context.beginPath();
      for (let i = 0; i < this.#counts[at]; i++) this.trace(context, this.#byWidth[at][i]);
      context.stroke();
    }
    context.globalAlpha = 1;
    if (!this.#isTree) return;
    this.#paintStems(context, palette);
    this.#paintStrays(context, palette);
  }

  /** From whom the VM's edge comes. */
  #from(vm: number): number {
    const { upstream, source } = this.scene.playback;
    return this.#isTree ? upstream[vm] : source[vm];
  }

  #look(width: number, height: number): void {
    const { scene } = this;
    const { rate, source, upstream } = scene.playback;
    const { drawn } = scene.layout.placement;
    this.#counts.fill(0);
    this.#strayCount = 0;
    for (let vm = 0; vm < scene.presence.length; vm++) {
      if (scene.presence[vm] < 0.3) continue;
      if (this.#isTree ? drawn[vm] !== DRAWN.box : source[vm] === NOWHERE) continue;
      const isStray = this.#isTree && rate[vm] > 0 && source[vm] !== upstream[vm];
      if (isStray) this.#strays[this.#strayCount++] = vm;
      if (!this.#ends(vm, this.#from(vm))) continue;
      if (Math.max(this.#x0, this.#x1) < 0 || Math.min(this.#x0, this.#x1) > width) continue;
      if (Math.max(this.#y0, this.#y1) < 0 || Math.min(this.#y0, this.#y1) > height) continue;
      const kind = rate[vm] > 0 && !isStray ? 1 + Math.min(3, Math.floor((rate[vm] / this.#mostRate) * 3.999)) : 0;
      this.#byWidth[kind][this.#counts[kind]++] = vm;
    }
  }

  /** Finds the ends of the edge above a VM. @returns whether it has one */
  #ends(vm: number, from: number): boolean {
    const { scene } = this;
    const isVm = from >= 0 && from < scene.presence.length;
    if (isVm && scene.presence[from] < 0.3) return false;
    const x = isVm ? scene.x[from] : scene.topX;
    const y = isVm ? scene.y[from] : scene.topY;
    if (Number.isNaN(x)) return false;
    this.#x0 = x;
    this.#x1 = scene.x[vm];
    this.#y0 = this.#isTree ? y + (isVm ? scene.height[from] / 2 : 13) : y;
    this.#y1 = this.#isTree ? scene.y[vm] - scene.height[vm] / 2 : scene.y[vm];
    return true;
  }

  /** Adds the edge above a VM to the path. */
  trace(context: DrawingContext, vm: number, from = this.#from(vm)): void {
    if (!this.#ends(vm, from)) return;
    context.moveTo(this.#x0, this.#y0);
    if (this.#isTree) {
      const middle = (this.#y0 + this.#y1) / 2;
      context.bezierCurveTo(this.#x0, middle, this.#x1, middle, this.#x1, this.#y1);
    } else context.lineTo(this.#x1, this.#y1);
  }

  /** From boxes down to the bundles below them. */
  #paintStems(context: DrawingContext, palette: Palette): void {
    const { scene } = this;
    const { placement } = scene.layout;
    context.strokeStyle = palette.quiet;
    context.lineWidth = 1;
    context.beginPath();
    for (let vm = 0; vm < scene.presence.length; vm++) {
      if (placement.drawn[vm] !== DRAWN.cell || scene.presence[vm] < 0.5) continue;
      const above = scene.playback.upstream[vm];
      if (above < 0 || placement.drawn[above] !== DRAWN.box) continue;
      const x = scene.x[above];
      context.moveTo(x, scene.y[above] + scene.height[above] / 2);
      context.lineTo(x, scene.y[vm] - scene.height[vm] / 2 - 1);
    }
    context.stroke();
  }

  #paintStrays(context: DrawingContext, palette: Palette): void {
    if (this.#strayCount === 0) return;
    context.strokeStyle = palette.rate;
    context.setLineDash(STRAY_DASH);
    context.beginPath();
    for (let at = 0; at < this.#strayCount; at++) {
      const vm = this.#strays[at];
      this.trace(context, vm, this.scene.playback.source[vm]);
    }
    context.stroke();
    context.setLineDash(SOLID);
  }

  /** @param phase how far blocks are on their edges, in edges */
  paintBlocks(context: DrawingContext, palette: Palette, phase: number): void {
    context.fillStyle = palette.foreground;
    for (let kind = 1; kind < WIDTHS.length; kind++) {
      const half = this.#isTree ? HALF_BLOCK + kind * 0.2 : 1.3;
      for (let at = 0; at < this.#counts[kind]; at++) {
        const vm = this.#byWidth[kind][at];
        if (!this.#ends(vm, this.#from(vm))) continue;
        const length = Math.abs(this.#x1 - this.#x0) + Math.abs(this.#y1 - this.#y0);
        if (length < LEAST_LENGTH) continue;
        const blocks = this.#isTree ? Math.min(kind + 1, Math.max(1, Math.floor(length / BETWEEN_BLOCKS))) : 1;
        for (let block = 0; block < blocks; block++) {
          const way = (phase * (0.6 + kind * 0.2) + block / blocks + ((vm * 0.618) % 1)) % 1;
          this.#paintBlock(context, way, half);
        }
      }
    }
  }

  #paintBlock(context: DrawingContext, way: number, half: number): void {
    const rest = 1 - way;
    // On the tree's curve, whose control points are above and below each other at half of its height.
    const bend = this.#isTree ? rest * rest * (1 + 2 * way) : rest;
    const fall = this.#isTree ? rest * rest * rest + 1.5 * rest * way : rest;
    const x = this.#x0 * bend + this.#x1 * (1 - bend);
    const y = this.#y0 * fall + this.#y1 * (1 - fall);
    context.fillRect(x - half, y - half, half * 2, half * 2);
  }
}
