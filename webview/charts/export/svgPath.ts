import { shortNumber } from './svgPaint';

/** An affine transform as canvases write it: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** The transform that applies `inner` first. */
export function times(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

/** How much longer lengths become. Charts scale both axes alike. */
export const lengthFactor = ([a, b, c, d]: Matrix): number => Math.sqrt(Math.abs(a * d - b * c));

const FULL_TURN = 2 * Math.PI;

/** The canvas's current path as the data of an SVG path, transformed where each command was given. */
export class SvgPath {
  #data = '';
  #hasPoint = false;

  get data(): string {
    return this.#data;
  }

  move(matrix: Matrix, x: number, y: number): void {
    this.#data += `M${point(matrix, x, y)}`;
    this.#hasPoint = true;
  }

  line(matrix: Matrix, x: number, y: number): void {
    if (this.#hasPoint) this.#data += `L${point(matrix, x, y)}`;
    else this.move(matrix, x, y);
  }

  quadratic(matrix: Matrix, cx: number, cy: number, x: number, y: number): void {
    if (!this.#hasPoint) this.move(matrix, cx, cy);
    this.#data += `Q${point(matrix, cx, cy)} ${point(matrix, x, y)}`;
  }

  cubic(matrix: Matrix, [ax, ay, bx, by, x, y]: readonly [number, number, number, number, number, number]): void {
    if (!this.#hasPoint) this.move(matrix, ax, ay);
    this.#data += `C${point(matrix, ax, ay)} ${point(matrix, bx, by)} ${point(matrix, x, y)}`;
  }

  rect(matrix: Matrix, x: number, y: number, width: number, height: number): void {
    this.#data += rectangle(matrix, x, y, width, height);
    this.#hasPoint = true;
  }

  close(): void {
    if (this.#hasPoint) this.#data += 'Z';
  }

  /** An arc of an ellipse, in parts of half a turn at most: SVG cannot say a full one. */
  arc(matrix: Matrix, { x, y, rx, ry, rotation, from, to, counter }: Arc): void {
    const sweep = sweepOf(from, to, counter);
    const at = (angle: number): [number, number] => {
      const [u, v] = [rx * Math.cos(angle), ry * Math.sin(angle)];
      return [x + u * Math.cos(rotation) - v * Math.sin(rotation), y + u * Math.sin(rotation) + v * Math.cos(rotation)];
    };
    this.line(matrix, ...at(from));
    const factor = lengthFactor(matrix);
    const turn = shortNumber(((rotation + Math.atan2(matrix[1], matrix[0])) * 180) / Math.PI);
    const isMirrored = matrix[0] * matrix[3] - matrix[1] * matrix[2] < 0;
    const direction = sweep > 0 !== isMirrored ? 1 : 0;
    const parts = Math.max(1, Math.ceil(Math.abs(sweep) / (Math.PI * 0.999)));
    for (let part = 1; part <= parts; part++) {
      const end = point(matrix, ...at(from + (sweep * part) / parts));
      this.#data += `A${shortNumber(rx * factor)} ${shortNumber(ry * factor)} ${turn} 0 ${direction} ${end}`;
    }
  }
}

export interface Arc {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly rotation: number;
  readonly from: number;
  readonly to: number;
  readonly counter: boolean;
}

/** The angle that an arc covers, negative if it goes counterclockwise; a full turn at most. */
function sweepOf(from: number, to: number, counter: boolean): number {
  const turn = counter ? from - to : to - from;
  const positive = turn >= FULL_TURN ? FULL_TURN : ((turn % FULL_TURN) + FULL_TURN) % FULL_TURN;
  return counter ? -positive : positive;
}

/** A closed rectangle. */
export function rectangle(matrix: Matrix, x: number, y: number, width: number, height: number): string {
  const [, b, c] = matrix;
  const corner = point(matrix, x, y);
  if (b === 0 && c === 0) {
    const [wide, high] = [shortNumber(width * matrix[0]), shortNumber(height * matrix[3])];
    return `M${corner}h${wide}v${high}h${shortNumber(-width * matrix[0])}Z`;
  }
  const others = [[x + width, y] as const, [x + width, y + height] as const, [x, y + height] as const];
  return `M${corner}${others.map(([px, py]) => `L${point(matrix, px, py)}`).join('')}Z`;
}

function point([a, b, c, d, e, f]: Matrix, x: number, y: number): string {
  return `${shortNumber(a * x + c * y + e)} ${shortNumber(b * x + d * y + f)}`;
}
