import type { Curve } from '../../src/protocol/queries';
import { percent } from '../../src/text';
import { logScale, rounded } from './logScale';
import { type Drawing, fittingText, type Shape, textWidth } from './shapes';

/** A curve with its look; null for recorded latencies. */
export interface LookedCurve {
  readonly curve: Curve;
  readonly label: string;
  readonly look: number | null;
  readonly dash: readonly number[];
}

const LEFT = 40;
const AXIS = 22;
const TOP = 6;
const LEGEND_ROW = 16;

/** Cumulative distributions of seconds on a logarithmic axis, with a legend inside, at the right. */
export function cdfDrawing(curves: readonly LookedCurve[], width: number, height: number): Drawing {
  const bottom = height - AXIS;
  const scale = logScale(
    curves.flatMap(({ curve: { x } }) => (x.length > 0 ? [x[0], x[x.length - 1]] : [])),
    LEFT,
    width - 8,
  );
  const place = (share: number) => rounded(bottom - share * (bottom - TOP));
  const shapes: Shape[] = [];
  for (const share of height < 160 ? [0, 0.5, 1] : [0, 0.25, 0.5, 0.75, 1]) {
    const y = place(share);
    shapes.push({ kind: 'path', d: `M${LEFT} ${Math.round(y) + 0.5}H${width}`, stroke: 'grid' });
    shapes.push({ kind: 'text', x: LEFT - 6, y: y + 4, text: percent(share), anchor: 'end', ink: 'muted' });
  }
  for (const { at, text } of scale.ticks) {
    shapes.push({ kind: 'path', d: `M${Math.round(at) + 0.5} ${TOP}V${bottom}`, stroke: 'grid' });
    shapes.push({ kind: 'text', x: at, y: height - 6, text, anchor: 'middle', ink: 'muted' });
  }
  for (const { curve, look, dash } of curves) {
    shapes.push({ kind: 'path', d: stepsPath(curve, scale.place, place), stroke: look ?? 'text', width: 1.6, dash });
  }
  return { width, height, shapes: [...shapes, ...legend(curves, width, bottom)] };
}

/** Above the lower right corner, where a distribution's curve has long left. */
function legend(curves: readonly LookedCurve[], width: number, bottom: number): Shape[] {
  const longest = Math.max(...curves.map(({ label }) => textWidth(label, 'small')));
  const wide = Math.min(longest + 38, width * 0.5);
  return curves.flatMap(({ label, look, dash }, i): Shape[] => {
    const y = bottom - 8 - LEGEND_ROW * (curves.length - 1 - i);
    const x = width - wide;
    return [
      { kind: 'path', d: `M${x} ${y - 4}H${x + 22}`, stroke: look ?? 'text', width: 1.6, dash },
      { kind: 'text', x: x + 28, y, text: fittingText(label, wide - 30, 'small') },
    ];
  });
}

/** The steps of a distribution, thinned to those that differ by a tenth of a pixel. */
function stepsPath({ x, y }: Curve, placeX: (value: number) => number, placeY: (value: number) => number): string {
  if (x.length === 0) return 'M0 0';
  let [lastX, lastY] = [placeX(x[0]), placeY(0)];
  let d = `M${lastX} ${lastY}`;
  for (let i = 0; i < x.length; i++) {
    const [toX, toY] = [placeX(x[i]), placeY(y[i])];
    if (toX !== lastX) d += `H${toX}`;
    if (toY !== lastY) d += `V${toY}`;
    [lastX, lastY] = [toX, toY];
  }
  return d;
}
