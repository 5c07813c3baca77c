import type { Theme } from '../../theme';
import { type Player, prefersReducedMotion } from '../player';
import type { Watching } from '../watching';
import { Painter } from './painter';
import { type Palette, paletteOf } from './palette';

/** Edges that a block passes in a simulated second, and at most in a frame. */
const PACE = 1.2;
const MOST_PER_FRAME = 0.08;

/** The canvas of one picture: draws it whenever the clock or something on it moves. */
export class StageView {
  readonly #context: CanvasRenderingContext2D;
  readonly #painter: Painter;
  #palette: Palette;
  #width = 0;
  #height = 0;
  #phase = 0;
  #drawnTime = Number.NaN;
  #isSettled = false;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly watching: Watching,
    private readonly player: Player,
    topName: string,
    theme: Theme,
  ) {
    this.#context = canvas.getContext('2d')!;
    this.#painter = new Painter(watching.scene, topName);
    this.#palette = paletteOf(theme);
  }

  setTheme(theme: Theme): void {
    this.#palette = paletteOf(theme);
    this.player.wake();
  }

  /** CSS pixels. */
  resize(width: number, height: number): void {
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#width = width;
    this.#height = height;
    const { layout, camera } = this.watching;
    layout.resize({ width, height });
    camera.resize({ width, height });
    this.#isSettled = false;
    this.#draw(0);
  }

  readonly frame = (milliseconds: number): boolean => {
    if (this.#width === 0) return false;
    return this.#draw(milliseconds);
  };

  #draw(milliseconds: number): boolean {
    const { watching, player } = this;
    const calm = prefersReducedMotion();
    if (player.time !== this.#drawnTime) watching.playback.goTo(player.time);
    const passed = Math.abs(player.time - this.#drawnTime);
    this.#drawnTime = player.time;
    let moves = false;
    if (calm || !this.#isSettled) watching.scene.settle();
    else moves = watching.scene.step(milliseconds);
    this.#isSettled = true;
    if (player.playing.peek() && passed > 0) this.#phase += Math.min(MOST_PER_FRAME, passed * PACE);
    this.#paint(this.#context, this.#width, this.#height);
    return moves;
  }

  #paint(context: CanvasRenderingContext2D, width: number, height: number): void {
    const phase = prefersReducedMotion() ? null : this.#phase;
    this.#painter.paint(context, this.#palette, width, height, this.watching.marks, phase);
  }
}
