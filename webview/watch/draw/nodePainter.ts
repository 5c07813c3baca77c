import { percent } from '../../../src/text';
import type { DrawingContext } from '../../charts/export/drawingContext';
import { STATE, STATES } from '../model/codes';
import type { Palette } from './palette';
import type { Scene } from './scene';
import { cross, DASH, drawSymbol, roundedRect, SOLID } from './symbols';

/** From these widths on, CSS pixels, a VM has a border, its number, its share beside it, and its state in words. */
const BORDER_FROM = 11;
const NUMBER_FROM = 25;
const SHARE_FROM = 41;
const WORDS_FROM = 52;

const SHARES = Array.from({ length: 101 }, (_, share) => percent(share / 100));
const WORDS: readonly string[] = STATES;

/** Draws the VMs: state by colour and shape, filled by the share of their blocks. Allocates nothing per frame. */
export class NodePainter {
  /** VMs in view, by state. */
  readonly #seen: Int32Array[];
  readonly #counts = new Int32Array(STATES.length);
  readonly #names: readonly string[];

  constructor(private readonly scene: Scene) {
    const { vms, timeline } = scene.playback;
    this.#seen = STATES.map(() => new Int32Array(vms));
    this.#names = Array.from(timeline.vms, String);
  }

  nameOf(vm: number): string {
    return this.#names[vm];
  }

  paint(context: DrawingContext, palette: Palette, width: number, height: number): void {
    this.#look(width, height);
    for (let state = 0; state < STATES.length; state++) {
      if (this.#counts[state] === 0) continue;
      this.#paintBodies(context, palette, state);
      this.#paintBorders(context, palette, state);
    }
    this.#paintTexts(context, palette);
  }

  #look(width: number, height: number): void {
    const { scene } = this;
    const { state } = scene.playback;
    this.#counts.fill(0);
    for (let vm = 0; vm < scene.presence.length; vm++) {
      if (scene.presence[vm] === 0) continue;
      const halfWidth = scene.width[vm] / 2;
      const halfHeight = scene.height[vm] / 2;
      if (scene.x[vm] + halfWidth < 0 || scene.x[vm] - halfWidth > width) continue;
      if (scene.y[vm] + halfHeight < 0 || scene.y[vm] - halfHeight > height) continue;
      const code = state[vm];
      this.#seen[code][this.#counts[code]++] = vm;
    }
  }

  /** A colour for all VMs before the next: changing it costs more than a rectangle. */
  #paintBodies(context: DrawingContext, palette: Palette, state: number): void {
    const isOutline = state === STATE.waiting || state === STATE.absent;
    if (isOutline) return;
    const { share } = this.scene.playback;
    context.fillStyle = palette.cellEmpty[state];
    this.#fill(context, state, false, null);
    context.fillStyle = palette.background;
    this.#fill(context, state, true, null);
    if (state === STATE.failed) return;
    context.fillStyle = palette.cellFull[state];
    this.#fill(context, state, false, share);
    context.fillStyle = palette.boxFull[state];
    this.#fill(context, state, true, share);
    if (state === STATE.starting) this.#notchCells(context, palette);
  }

  /** @param shares how much of each is filled, from below; null: what these leave empty */
  #fill(context: DrawingContext, state: number, boxes: boolean, shares: Float32Array | null): void {
    const { x, y, width, height, presence, playback } = this.scene;
    const seen = this.#seen[state];
    for (let at = 0; at < this.#counts[state]; at++) {
      const vm = seen[at];
      if (width[vm] >= NUMBER_FROM !== boxes) continue;
      const full = height[vm] * playback.share[vm];
      const part = shares === null ? (state === STATE.failed ? height[vm] : height[vm] - full) : full;
      if (part <= 0) continue;
      const top = shares === null ? y[vm] - height[vm] / 2 : y[vm] + height[vm] / 2 - part;
      if (presence[vm] < 1) context.globalAlpha = presence[vm];
      context.fillRect(x[vm] - width[vm] / 2, top, width[vm], part);
      if (presence[vm] < 1) context.globalAlpha = 1;
    }
  }

  #notchCells(context: DrawingContext, palette: Palette): void {
    const { x, y, width, height } = this.scene;
    const seen = this.#seen[STATE.starting];
    for (let at = 0; at < this.#counts[STATE.starting]; at++) {
      const vm = seen[at];
      if (width[vm] < 5 || width[vm] >= NUMBER_FROM) continue;
      this.#notch(context, palette, x[vm] - width[vm] / 2, y[vm] - height[vm] / 2, width[vm], height[vm]);
    }
  }

  /** Cuts a corner: what is starting differs from what is ready without its colour. */
  #notch(context: DrawingContext, palette: Palette, left: number, top: number, width: number, height: number): void {
    const size = Math.min(width, height) * 0.5;
    context.fillStyle = palette.background;
    context.beginPath();
    context.moveTo(left + width - size, top);
    context.lineTo(left + width, top);
    context.lineTo(left + width, top + size);
    context.fill();
  }

  #paintBorders(context: DrawingContext, palette: Palette, state: number): void {
    const { scene } = this;
    const seen = this.#seen[state];
    const isDashed = state === STATE.waiting || state === STATE.absent;
    const isFailed = state === STATE.failed;
    context.strokeStyle = palette.state[state];
    context.lineWidth = 1;
    if (isDashed) context.setLineDash(DASH);
    context.beginPath();
    for (let at = 0; at < this.#counts[state]; at++) {
      const vm = seen[at];
      const width = scene.width[vm];
      const height = scene.height[vm];
      if (width < BORDER_FROM && !isDashed && !isFailed) continue;
      if (scene.presence[vm] < 0.5) continue;
      const left = scene.x[vm] - width / 2;
      const top = scene.y[vm] - height / 2;
      if (width >= 30) roundedRect(context, left + 0.5, top + 0.5, width - 1, height - 1, 3);
      else if (width > 2 && height > 2) context.rect(left + 0.5, top + 0.5, width - 1, height - 1);
      if (isFailed && width < WORDS_FROM) cross(context, left, top, width, height);
    }
    context.stroke();
    if (isDashed) context.setLineDash(SOLID);
  }

  #paintTexts(context: DrawingContext, palette: Palette): void {
    const { scene } = this;
    const { share } = scene.playback;
    context.textBaseline = 'alphabetic';
    for (let state = 0; state < STATES.length; state++) {
      for (let at = 0; at < this.#counts[state]; at++) {
        const vm = this.#seen[state][at];
        const width = scene.width[vm];
        if (width < NUMBER_FROM || scene.height[vm] < 12 || scene.presence[vm] < 0.5) continue;
        if (width >= WORDS_FROM && scene.height[vm] >= 28) this.#paintFull(context, palette, vm, state);
        else if (width >= SHARE_FROM) this.#paintShort(context, palette, vm, state, share[vm]);
        else {
          context.textAlign = 'center';
          context.font = palette.small;
          context.fillStyle = palette.foreground;
          context.fillText(this.#names[vm], scene.x[vm], scene.y[vm] + 4);
        }
      }
    }
    context.textAlign = 'left';
  }

  #paintFull(context: DrawingContext, palette: Palette, vm: number, state: number): void {
    const { scene } = this;
    const left = scene.x[vm] - scene.width[vm] / 2 + 6;
    context.textAlign = 'left';
    context.font = palette.strong;
    context.fillStyle = palette.foreground;
    context.fillText(this.#names[vm], left, scene.y[vm] - 2);
    context.font = palette.small;
    const isOnItsWay = state === STATE.fetching;
    const word = isOnItsWay ? SHARES[Math.round(scene.playback.share[vm] * 100)] : WORDS[state];
    context.fillText(word, left, scene.y[vm] + 11);
    drawSymbol(context, state, scene.x[vm] + scene.width[vm] / 2 - 10, scene.y[vm] - 6, 7, palette.state[state]);
  }

  #paintShort(context: DrawingContext, palette: Palette, vm: number, state: number, share: number): void {
    const { scene } = this;
    const half = scene.width[vm] / 2;
    context.textAlign = 'left';
    context.font = palette.small;
    context.fillStyle = palette.foreground;
    context.fillText(this.#names[vm], scene.x[vm] - half + 5, scene.y[vm] + 4);
    if (state === STATE.fetching && this.#names[vm].length < 4) {
      context.textAlign = 'right';
      context.fillStyle = palette.muted;
      context.fillText(WHOLE[Math.round(share * 100)], scene.x[vm] + half - 4, scene.y[vm] + 4);
    } else drawSymbol(context, state, scene.x[vm] + half - 8, scene.y[vm], 7, palette.state[state]);
  }
}

const WHOLE = Array.from({ length: 101 }, (_, share) => String(share));
