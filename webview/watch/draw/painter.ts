import { count } from '../../../src/text';
import type { DrawingContext } from '../../charts/export/drawingContext';
import { TreeLayout } from '../layout/treeLayout';
import { EVENT, REGISTRY } from '../model/codes';
import { EdgePainter } from './edgePainter';
import { NodePainter } from './nodePainter';
import type { Palette } from './palette';
import type { Scene } from './scene';
import { roundedRect } from './symbols';

/** What of the drawing the reader has picked out. */
export interface Marks {
  /** The VM that is followed, and the one that has the focus; −1 for none. */
  followed: number;
  focused: number;
  hovered: number;
  /** VMs on the critical path, from below. */
  path: readonly number[];
}

/** Draws a scene, back to front. */
export class Painter {
  readonly #edges: EdgePainter;
  readonly #nodes: NodePainter;
  readonly #sizes: number[] = [];
  readonly #sizeTexts: string[] = [];

  /** @param topName of what feeds the top: "Registry", or the extra VM */
  constructor(
    private readonly scene: Scene,
    private readonly topName: string,
  ) {
    this.#edges = new EdgePainter(scene);
    this.#nodes = new NodePainter(scene);
  }

  /** @param phase how far blocks are on their edges; null: none are drawn */
  paint(
    context: DrawingContext,
    palette: Palette,
    width: number,
    height: number,
    marks: Marks,
    phase: number | null,
  ): void {
    context.clearRect(0, 0, width, height);
    this.#paintGutter(context, palette, width, height);
    this.#edges.paint(context, palette, width, height);
    this.#paintPath(context, palette, marks.path);
    if (phase !== null) this.#edges.paintBlocks(context, palette, phase);
    this.#paintTop(context, palette);
    this.#nodes.paint(context, palette, width, height);
    this.#outlinePath(context, palette, marks.path);
    this.#paintPulses(context, palette);
    this.#mark(context, palette, marks.hovered, palette.foreground, 1);
    this.#mark(context, palette, marks.followed, palette.path, 2);
    this.#mark(context, palette, marks.focused, palette.focus, 2);
    if (marks.followed >= 0) this.#label(context, palette, marks.followed);
  }

  /** Number of each level, and of the VMs on it. */
  #paintGutter(context: DrawingContext, palette: Palette, width: number, height: number): void {
    const { camera, layout } = this.scene;
    const { levelY } = layout.placement;
    if (!(layout instanceof TreeLayout)) return;
    const isNarrow = width < 600;
    context.font = palette.small;
    context.textBaseline = 'alphabetic';
    let last = Number.NEGATIVE_INFINITY;
    for (let level = 1; level < levelY.length; level++) {
      const y = levelY[level] * camera.zoomY + camera.y;
      if (y < last + 12 || y > height || y < 44) continue;
      context.textAlign = 'right';
      context.fillStyle = palette.foreground;
      context.fillText(this.#sizeText(level, layout.shape.sizeOf(level)), width - 10, y + 4);
      context.textAlign = 'left';
      context.fillStyle = palette.muted;
      if (!isNarrow) context.fillText(LEVELS[level] ?? '', width - 66, y + 4);
      last = y;
    }
  }

  /** The last text of each level is kept, so that a frame makes none. */
  #sizeText(level: number, size: number): string {
    if (this.#sizes[level] !== size) {
      this.#sizes[level] = size;
      this.#sizeTexts[level] = count(size);
    }
    return this.#sizeTexts[level];
  }

  #paintTop(context: DrawingContext, palette: Palette): void {
    const { topX, topY, playback } = this.scene;
    if (Number.isNaN(topX)) return;
    const half = Math.max(46, this.topName.length * 3.6 + 10);
    context.fillStyle = palette.background;
    context.strokeStyle = palette.foreground;
    context.lineWidth = 1;
    context.beginPath();
    roundedRect(context, Math.round(topX - half) + 0.5, Math.round(topY) - 12.5, half * 2, 26, 3);
    context.fill();
    context.stroke();
    context.font = palette.strong;
    context.textAlign = 'center';
    context.textBaseline = 'alphabetic';
    context.fillStyle = palette.foreground;
    context.fillText(this.topName, topX, topY + 5);
    if (playback.timeline.topology !== 'tree') return;
    const streams = playback.streamsOfTop;
    context.font = palette.small;
    context.textAlign = 'left';
    context.fillStyle = palette.muted;
    context.fillText(
      streams === 0 ? 'idle' : streams === 1 ? 'one stream' : `${streams} streams`,
      topX + half + 10,
      topY + 4,
    );
  }

  #paintPath(context: DrawingContext, palette: Palette, path: readonly number[]): void {
    if (path.length === 0 || this.scene.playback.timeline.topology !== 'tree') return;
    context.strokeStyle = palette.path;
    context.lineWidth = 2.5;
    context.beginPath();
    const { presence, playback, layout } = this.scene;
    for (let at = 0; at < path.length; at++) {
      const vm = path[at];
      // The tree may have changed since.
      const above = playback.upstream[vm];
      const isOnPath = at + 1 < path.length ? above === path[at + 1] : above < 0;
      if (!isOnPath || presence[vm] < 0.3 || layout.placement.drawn[vm] !== 1) continue;
      this.#edges.trace(context, vm);
    }
    context.stroke();
  }

  #outlinePath(context: DrawingContext, palette: Palette, path: readonly number[]): void {
    for (const vm of path) this.#mark(context, palette, vm, palette.path, 2);
  }

  #mark(context: DrawingContext, palette: Palette, vm: number, color: string, width: number): void {
    const { scene } = this;
    if (vm < 0 || scene.presence[vm] < 0.3) return;
    const away = color === palette.focus ? 3 : 1;
    context.strokeStyle = color;
    context.lineWidth = width;
    context.strokeRect(
      scene.x[vm] - scene.width[vm] / 2 - away,
      scene.y[vm] - scene.height[vm] / 2 - away,
      scene.width[vm] + 2 * away,
      scene.height[vm] + 2 * away,
    );
  }

  /** Beside a cell that has no room for its number. */
  #label(context: DrawingContext, palette: Palette, vm: number): void {
    const { scene } = this;
    if (scene.width[vm] >= 25 || scene.presence[vm] < 0.3) return;
    const isAtEdge = scene.x[vm] < LABEL_ROOM;
    context.font = palette.strong;
    context.textAlign = isAtEdge ? 'left' : 'right';
    context.textBaseline = 'alphabetic';
    context.lineWidth = 4;
    context.lineJoin = 'round';
    context.strokeStyle = palette.background;
    const text = `VM ${this.#nodes.nameOf(vm)}`;
    const x = scene.x[vm] + (scene.width[vm] / 2 + 6) * (isAtEdge ? 1 : -1);
    context.strokeText(text, x, scene.y[vm] + 4);
    context.fillStyle = palette.path;
    context.fillText(text, x, scene.y[vm] + 4);
    context.textAlign = 'left';
  }

  /** A ring that widens and fades around each VM to which something has just happened. */
  #paintPulses(context: DrawingContext, palette: Palette): void {
    const { scene } = this;
    for (let vm = 0; vm < scene.pulse.length; vm++) {
      if (scene.pulse[vm] <= 0) continue;
      const kind = scene.pulseKind[vm];
      const passed = scene.pulseOf(vm);
      context.globalAlpha = 1 - passed;
      context.lineWidth = 2;
      context.strokeStyle = colorOf(kind, palette);
      if (kind === EVENT.reparent && scene.layout.placement.drawn[vm] === 1) {
        context.lineWidth = 4 * (1 - passed) + 1;
        context.beginPath();
        this.#edges.trace(context, vm);
        context.stroke();
        context.lineWidth = 2;
      }
      const away = 2 + passed * (kind === EVENT.insert ? 5 : 11);
      context.strokeRect(
        scene.x[vm] - scene.width[vm] / 2 - away,
        scene.y[vm] - scene.height[vm] / 2 - away,
        scene.width[vm] + 2 * away,
        scene.height[vm] + 2 * away,
      );
    }
    context.globalAlpha = 1;
  }
}

function colorOf(kind: number, palette: Palette): string {
  if (kind === EVENT.failed || kind === EVENT.noticed) return palette.failed;
  if (kind === EVENT.rotate) return palette.path;
  if (kind === EVENT.reparent) return palette.moved;
  return kind === EVENT.insert ? palette.rate : palette.muted;
}

/** Width of the label of a VM, CSS pixels. */
const LABEL_ROOM = 76;

const LEVELS = Array.from({ length: 64 }, (_, level) => `L${level}`);

/** What the top's box is called. */
export function topNameOf(top: number, extraVm: string | undefined): string {
  return top === REGISTRY ? 'Registry' : extraVm ? capitalized(extraVm) : 'Extra VM';
}

function capitalized(text: string): string {
  const short = text.replace(/^the /, '');
  return short.charAt(0).toUpperCase() + short.slice(1);
}
