/** How a VM is drawn. */
export const DRAWN = {
  /** It is not there. */
  not: 0,
  /** A box with an edge from the VM above. Its height follows from its width. */
  box: 1,
  /** A cell of a bundle or of a picture without levels. */
  cell: 2,
} as const;

/** The room that a drawing has, CSS pixels. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** Where the VMs are, in the pixels of an unzoomed drawing. Filled in place. */
export class Placement {
  readonly x: Float32Array;
  /** Middle. */
  readonly y: Float32Array;
  readonly width: Float32Array;
  /** 0 for boxes. */
  readonly height: Float32Array;
  /** One of `DRAWN`. */
  readonly drawn: Uint8Array;
  /** The middle of the registry's or extra VM's box; NaN where there is none. */
  topX = Number.NaN;
  topY = Number.NaN;
  /** Middle of each level; empty in pictures without levels. */
  readonly levelY: number[] = [];
  /** Boxes are at most this high, unzoomed. */
  mostBoxHeight = Number.POSITIVE_INFINITY;
  /** The deepest level of boxes; VMs below it are bundles of cells. −1: below the top. */
  boxLevels = Number.POSITIVE_INFINITY;

  constructor(readonly vms: number) {
    this.x = new Float32Array(vms);
    this.y = new Float32Array(vms);
    this.width = new Float32Array(vms);
    this.height = new Float32Array(vms);
    this.drawn = new Uint8Array(vms);
  }
}

/** Places VMs at the current moment, for a magnification. */
export interface Layout {
  readonly placement: Placement;
  /** Vertical magnification is the horizontal one to this power. */
  readonly verticalPower: number;
  /** The magnification at which every VM is a box with a number. */
  readonly mostZoom: number;
  /** Whether `place` would change something. */
  isStale(zoom: number): boolean;
  place(zoom: number): void;
  resize(room: Room): void;
}
