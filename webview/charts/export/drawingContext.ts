/**
 * The part of the canvas's 2D context that charts draw with. The screen's context has all of it, and `SvgContext`
 * records it as vectors: a chart that keeps to it can be saved as SVG. Fills and strokes are CSS colours.
 */
export type DrawingContext = Pick<
  CanvasRenderingContext2D,
  | 'arc'
  | 'beginPath'
  | 'bezierCurveTo'
  | 'clearRect'
  | 'closePath'
  | 'ellipse'
  | 'fillRect'
  | 'fillText'
  | 'font'
  | 'getTransform'
  | 'globalAlpha'
  | 'lineCap'
  | 'lineDashOffset'
  | 'lineJoin'
  | 'lineTo'
  | 'lineWidth'
  | 'measureText'
  | 'moveTo'
  | 'quadraticCurveTo'
  | 'rect'
  | 'resetTransform'
  | 'restore'
  | 'rotate'
  | 'save'
  | 'scale'
  | 'setLineDash'
  | 'strokeRect'
  | 'strokeText'
  | 'textAlign'
  | 'textBaseline'
  | 'translate'
> & {
  fillStyle: CanvasRenderingContext2D['fillStyle'];
  strokeStyle: CanvasRenderingContext2D['strokeStyle'];
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  /** Of the current path. */
  clip(rule?: CanvasFillRule): void;
  fill(rule?: CanvasFillRule): void;
  stroke(): void;
};

/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
