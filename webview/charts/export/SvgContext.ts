import type { DrawingContext, Size } from './drawingContext';
import {
  anchorOf,
  baselineShift,
  element,
  fontAttributes,
  paintOf,
  probeContext,
  shortNumber,
  xmlText,
} from './svgPaint';
import { type Arc, IDENTITY, lengthFactor, type Matrix, rectangle, SvgPath, times } from './svgPath';

/** What `save` keeps. */
const INITIAL = {
  fillStyle: '#000000' as CanvasRenderingContext2D['fillStyle'],
  strokeStyle: '#000000' as CanvasRenderingContext2D['strokeStyle'],
  globalAlpha: 1,
  lineWidth: 1,
  lineCap: 'butt' as CanvasLineCap,
  lineJoin: 'miter' as CanvasLineJoin,
  lineDashOffset: 0,
  font: '10px sans-serif',
  textAlign: 'start' as CanvasTextAlign,
  textBaseline: 'alphabetic' as CanvasTextBaseline,
};

interface Kept {
  readonly values: typeof INITIAL;
  readonly dash: readonly number[];
  readonly matrix: Matrix;
  readonly clip: string | undefined;
}

/**
 * A 2D context that writes down what is drawn on it as the elements of an SVG: paths and real text. It knows what
 * `DrawingContext` names, so that everything recorded is complete.
 */
export class SvgContext implements DrawingContext {
  fillStyle = INITIAL.fillStyle;
  strokeStyle = INITIAL.strokeStyle;
  globalAlpha = INITIAL.globalAlpha;
  lineWidth = INITIAL.lineWidth;
  lineCap = INITIAL.lineCap;
  lineJoin = INITIAL.lineJoin;
  lineDashOffset = INITIAL.lineDashOffset;
  font = INITIAL.font;
  textAlign = INITIAL.textAlign;
  textBaseline = INITIAL.textBaseline;

  readonly #elements: string[] = [];
  readonly #clips: Map<string, string>;
  #kept: Kept[] = [];
  #dash: readonly number[] = [];
  #matrix: Matrix = IDENTITY;
  #path = new SvgPath();
  #clip: string | undefined;
  /** The rectangles last filled, which are one element as long as they look alike. */
  #rectangles: { readonly attributes: Record<string, string | undefined>; readonly key: string; data: string } | null =
    null;

  /** @param prefix begins the ids, so that several SVGs can be part of one document */
  constructor(
    readonly size: Size,
    readonly prefix: string,
    clips = new Map<string, string>(),
  ) {
    this.#clips = clips;
  }

  /** The elements so far. */
  get content(): string {
    this.#endRectangles();
    return this.#elements.join('\n');
  }

  /** A drawing of its own, with its origin at (x, y). */
  inset(x: number, y: number, size: Size, draw: (context: DrawingContext) => void): void {
    const inner = new SvgContext(size, this.prefix, this.#clips);
    draw(inner);
    this.#add(element('g', { transform: `translate(${shortNumber(x)} ${shortNumber(y)})` }, `\n${inner.content}\n`));
  }

  save(): void {
    this.#kept.push({ values: this.#values(), dash: this.#dash, matrix: this.#matrix, clip: this.#clip });
  }

  restore(): void {
    const kept = this.#kept.pop();
    if (!kept) return;
    Object.assign(this, kept.values);
    this.#dash = kept.dash;
    this.#matrix = kept.matrix;
    this.#clip = kept.clip;
  }

  translate(x: number, y: number): void {
    this.#matrix = times(this.#matrix, [1, 0, 0, 1, x, y]);
  }

  rotate(angle: number): void {
    this.#matrix = times(this.#matrix, [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]);
  }

  scale(x: number, y: number): void {
    this.#matrix = times(this.#matrix, [x, 0, 0, y, 0, 0]);
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.#matrix = [a, b, c, d, e, f];
  }

  resetTransform(): void {
    this.#matrix = IDENTITY;
  }

  getTransform(): DOMMatrix {
    return new DOMMatrix([...this.#matrix]);
  }

  setLineDash(segments: Iterable<number>): void {
    this.#dash = [...segments];
  }

  beginPath(): void {
    this.#path = new SvgPath();
  }

  closePath(): void {
    this.#path.close();
  }

  moveTo(x: number, y: number): void {
    this.#path.move(this.#matrix, x, y);
  }

  lineTo(x: number, y: number): void {
    this.#path.line(this.#matrix, x, y);
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.#path.quadratic(this.#matrix, cx, cy, x, y);
  }

  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.#path.cubic(this.#matrix, [ax, ay, bx, by, x, y]);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path.rect(this.#matrix, x, y, width, height);
  }

  arc(x: number, y: number, radius: number, from: number, to: number, counter = false): void {
    this.#arc({ x, y, rx: radius, ry: radius, rotation: 0, from, to, counter });
  }

  ellipse(
    x: number,
    y: number,
    rx: number,
    ry: number,
    rotation: number,
    from: number,
    to: number,
    counter = false,
  ): void {
    this.#arc({ x, y, rx, ry, rotation, from, to, counter });
  }

  #arc(arc: Arc): void {
    this.#path.arc(this.#matrix, arc);
  }

  clip(rule?: CanvasFillRule): void {
    const outer = this.#clip && `url(#${this.#clip})`;
    const path = element('path', { d: this.#path.data || 'M0 0', 'clip-rule': rule });
    const key = `${outer ?? ''} ${path}`;
    let id = this.#clips.get(key);
    if (id === undefined) {
      id = `${this.prefix}-clip${this.#clips.size + 1}`;
      this.#clips.set(key, id);
      this.#add(element('clipPath', { id, 'clip-path': outer }, path));
    }
    this.#clip = id;
  }

  fill(rule?: CanvasFillRule): void {
    this.#shape(this.#path.data, { ...this.#fillAttributes(), 'fill-rule': rule });
  }

  stroke(): void {
    this.#shape(this.#path.data, this.#strokeAttributes());
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const attributes = { ...this.#fillAttributes(), 'clip-path': this.#clipAttribute() };
    const data = rectangle(this.#matrix, x, y, width, height);
    const key = JSON.stringify(attributes);
    if (this.#rectangles?.key === key && attributes['fill-opacity'] === undefined) this.#rectangles.data += data;
    else {
      this.#endRectangles();
      this.#rectangles = { attributes, key, data };
    }
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#shape(rectangle(this.#matrix, x, y, width, height), this.#strokeAttributes());
  }

  /** Charts clear before they draw: there is nothing to remove. */
  clearRect(): void {}

  measureText(text: string): TextMetrics {
    const context = probeContext();
    context.font = this.font;
    context.textBaseline = this.textBaseline;
    context.textAlign = this.textAlign;
    return context.measureText(text);
  }

  fillText(text: string, x: number, y: number): void {
    this.#text(text, x, y, this.#fillAttributes());
  }

  strokeText(text: string, x: number, y: number): void {
    this.#text(text, x, y, this.#strokeAttributes());
  }

  #text(text: string, x: number, y: number, attributes: Record<string, string | undefined>): void {
    const [a, b, c, d, e, f] = this.#matrix;
    const isPlain = a === 1 && b === 0 && c === 0 && d === 1;
    const baseline = y + baselineShift(this.font, this.textBaseline);
    const place = isPlain
      ? { x: shortNumber(x + e), y: shortNumber(baseline + f) }
      : { x: shortNumber(x), y: shortNumber(baseline), transform: `matrix(${[a, b, c, d, e, f].map(fine).join(' ')})` };
    const look = { ...fontAttributes(this.font), 'text-anchor': anchorOf(this.textAlign), ...attributes };
    this.#add(element('text', { ...place, ...look, 'clip-path': this.#clipAttribute() }, xmlText(text)));
  }

  #shape(data: string, attributes: Record<string, string | undefined>): void {
    if (data !== '') this.#add(element('path', { d: data, ...attributes, 'clip-path': this.#clipAttribute() }));
  }

  #fillAttributes() {
    const { color, opacity } = paintOf(this.fillStyle);
    return { fill: color, 'fill-opacity': partly(opacity * this.globalAlpha) };
  }

  #strokeAttributes() {
    const { color, opacity } = paintOf(this.strokeStyle);
    const factor = lengthFactor(this.#matrix);
    return {
      fill: 'none',
      stroke: color,
      'stroke-opacity': partly(opacity * this.globalAlpha),
      'stroke-width': shortNumber(this.lineWidth * factor),
      'stroke-linecap': this.lineCap === 'butt' ? undefined : this.lineCap,
      'stroke-linejoin': this.lineJoin === 'miter' ? undefined : this.lineJoin,
      'stroke-dasharray': this.#dash.map((length) => shortNumber(length * factor)).join(' ') || undefined,
      'stroke-dashoffset': this.lineDashOffset === 0 ? undefined : shortNumber(this.lineDashOffset * factor),
    };
  }

  #clipAttribute(): string | undefined {
    return this.#clip && `url(#${this.#clip})`;
  }

  #values(): typeof INITIAL {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, lineDashOffset } = this;
    const { font, textAlign, textBaseline } = this;
    return {
      ...{ fillStyle, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, lineDashOffset },
      ...{ font, textAlign, textBaseline },
    };
  }

  #add(written: string): void {
    this.#endRectangles();
    this.#elements.push(written);
  }

  #endRectangles(): void {
    if (!this.#rectangles) return;
    const { attributes, data } = this.#rectangles;
    this.#rectangles = null;
    this.#elements.push(element('path', { d: data, ...attributes }));
  }
}

const fine = (value: number) => String(Math.round(value * 1e5) / 1e5);
const partly = (opacity: number) => (opacity < 1 ? shortNumber(opacity) : undefined);
