import { STATE } from '../model/codes';
import type { Playback } from '../model/playback';
import { DRAWN, type Layout, Placement, type Room } from './placement';

/** Half the free space around the middle, which has the registry's box. */
const HOLE = 74;
const MOST_DISTANCE = 84;

/** Cells without levels. Each VM keeps its place, so VMs are placed again only when one comes or goes. */
abstract class CellLayout implements Layout {
  readonly placement: Placement;
  readonly verticalPower = 1;
  mostZoom = 8;
  protected room: Room = { width: 0, height: 0 };
  #isPlaced = false;

  constructor(protected readonly playback: Playback) {
    this.placement = new Placement(playback.vms);
  }

  resize(room: Room): void {
    if (room.width === this.room.width && room.height === this.room.height) return;
    this.room = room;
    this.#isPlaced = false;
  }

  isStale(): boolean {
    const { drawn, vms } = this.placement;
    if (!this.#isPlaced) return true;
    for (let vm = 0; vm < vms; vm++) if (drawn[vm] !== this.#drawnAs(vm)) return true;
    return false;
  }

  place(): void {
    const { drawn, vms } = this.placement;
    this.spread();
    for (let vm = 0; vm < vms; vm++) drawn[vm] = this.#drawnAs(vm);
    this.#isPlaced = true;
  }

  #drawnAs(vm: number): number {
    return this.playback.state[vm] === STATE.absent ? DRAWN.not : DRAWN.cell;
  }

  /** Gives each VM its cell in the room. */
  protected abstract spread(): void;
}

/**
 * VMs around the registry, or the VM that has the image first: stars and meshes. They follow each other along a spiral,
 * so that a chain of VMs that feed each other is one.
 */
export class DiscLayout extends CellLayout {
  protected spread(): void {
    const { placement, playback } = this;
    const { width, height } = this.room;
    const stretch = Math.min(2.1, Math.max(0.7, width / Math.max(1, height)));
    const radius = Math.max(40, Math.min(height / 2, width / 2 / stretch) - 16);
    const hole = Math.min(HOLE / stretch + 8, radius / 2);
    const vms = Math.max(1, playback.vms);
    const distance = Math.min(Math.sqrt((Math.PI * (radius * radius - hole * hole)) / vms), MOST_DISTANCE);
    const size = distance * 0.7;
    this.mostZoom = Math.max(6, 60 / size);
    placement.topX = width / 2;
    placement.topY = height / 2;
    let angle = -Math.PI / 2;
    for (let vm = 0; vm < playback.vms; vm++) {
      const away = hole + (distance * (angle + Math.PI / 2)) / (2 * Math.PI);
      placement.x[vm] = width / 2 + Math.cos(angle) * away * stretch;
      placement.y[vm] = height / 2 + Math.sin(angle) * away;
      placement.width[vm] = size * Math.min(1.4, Math.max(1, stretch * 0.8));
      placement.height[vm] = size;
      angle += distance / away;
    }
  }
}

/** VMs in rows: where none feeds another. */
export class GridLayout extends CellLayout {
  protected spread(): void {
    const { placement, playback } = this;
    const width = Math.max(40, this.room.width - 96);
    const height = Math.max(40, this.room.height - 40);
    const vms = Math.max(1, playback.vms);
    const columns = Math.ceil(Math.sqrt((vms * width) / height / 1.3));
    const rows = Math.ceil(vms / columns);
    const cellWidth = Math.min(64, width / columns);
    const cellHeight = Math.min(48, height / rows);
    this.mostZoom = Math.max(6, 60 / cellWidth);
    const left = (this.room.width - cellWidth * columns) / 2;
    const top = (this.room.height - cellHeight * rows) / 2;
    for (let vm = 0; vm < playback.vms; vm++) {
      placement.x[vm] = left + ((vm % columns) + 0.5) * cellWidth;
      placement.y[vm] = top + (Math.floor(vm / columns) + 0.5) * cellHeight;
      placement.width[vm] = cellWidth * 0.82;
      placement.height[vm] = cellHeight * 0.82;
    }
  }
}
