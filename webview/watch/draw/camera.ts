import type { Room } from '../layout/placement';

interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** Time in which a movement of the camera does two thirds of its way, ms. */
const PACE_MS = 70;

/**
 * Which part of the drawing is seen: a place is at place × magnification + offset. Moves smoothly to where it is sent.
 */
export class Camera {
  zoom = 1;
  /** Offset of the drawing, CSS pixels. */
  x = 0;
  y = 0;
  #target: View = { zoom: 1, x: 0, y: 0 };
  #room: Room = { width: 1, height: 1 };

  constructor(
    private readonly verticalPower: number,
    private readonly mostZoom: () => number,
  ) {}

  get zoomY(): number {
    return this.zoom ** this.verticalPower;
  }

  /** The magnification that it moves to. */
  get sentTo(): number {
    return this.#target.zoom;
  }

  get room(): Room {
    return this.#room;
  }

  resize(room: Room): void {
    this.#room = room;
    this.#send(this.#target);
    this.settle();
  }

  /** Magnifies by `factor`; what is at (x, y) of the screen stays there. */
  zoomAt(factor: number, x: number, y: number): void {
    const from = this.#target;
    const zoom = Math.min(this.mostZoom(), Math.max(1, from.zoom * factor));
    const wider = zoom / from.zoom;
    const higher = wider ** this.verticalPower;
    this.#send({ zoom, x: x - (x - from.x) * wider, y: y - (y - from.y) * higher });
  }

  zoomBy(factor: number): void {
    this.zoomAt(factor, this.#room.width / 2, this.#room.height / 2);
  }

  panBy(dx: number, dy: number): void {
    this.#send({ zoom: this.#target.zoom, x: this.#target.x + dx, y: this.#target.y + dy });
  }

  fit(): void {
    this.#send({ zoom: 1, x: 0, y: 0 });
  }

  /** Puts the place (x, y) of the drawing in the middle, at least so magnified. */
  center(x: number, y: number, leastZoom = 1): void {
    const zoom = Math.min(this.mostZoom(), Math.max(leastZoom, this.#target.zoom));
    const { width, height } = this.#room;
    this.#send({ zoom, x: width / 2 - x * zoom, y: height / 2 - y * zoom ** this.verticalPower });
  }

  /** Whether the place (x, y) will be seen, this far from the edges. */
  shows(x: number, y: number, margin: number): boolean {
    const { zoom, x: left, y: top } = this.#target;
    const sx = x * zoom + left;
    const sy = y * zoom ** this.verticalPower + top;
    const { width, height } = this.#room;
    return sx >= margin && sx <= width - margin && sy >= margin && sy <= height - margin;
  }

  /** The drawing may not leave the screen. */
  #send({ zoom, x, y }: View): void {
    const { width, height } = this.#room;
    const zoomY = zoom ** this.verticalPower;
    this.#target = {
      zoom,
      x: Math.min(0, Math.max(width * (1 - zoom), x)),
      y: Math.min(0, Math.max(height * (1 - zoomY), y)),
    };
  }

  /** Moves on. @returns whether it has still to move */
  step(milliseconds: number): boolean {
    const target = this.#target;
    const part = 1 - Math.exp(-milliseconds / PACE_MS);
    this.zoom *= (target.zoom / this.zoom) ** part;
    this.x += (target.x - this.x) * part;
    this.y += (target.y - this.y) * part;
    const isThere =
      Math.abs(this.zoom / target.zoom - 1) < 0.001 &&
      Math.abs(this.x - target.x) < 0.3 &&
      Math.abs(this.y - target.y) < 0.3;
    if (isThere) this.settle();
    return !isThere;
  }

  settle(): void {
    this.zoom = this.#target.zoom;
    this.x = this.#target.x;
    this.y = this.#target.y;
  }
}
