import type { Chart, Plugin } from 'chart.js';
import type { LogRange } from './logRange';

/** Draws a dashed line between the place for 0 and the rest of a logarithmic axis: the axis is broken there. */
export function zeroBreak(
  ranges: { readonly x: LogRange | null; readonly y: LogRange | null },
  color: string,
): Plugin<'line'> {
  return {
    id: 'zeroBreak',
    beforeDatasetsDraw: (chart) => {
      for (const axis of ['x', 'y'] as const) {
        const range = ranges[axis];
        if (range?.hasZero) drawBreak(chart, axis, Math.sqrt(range.min * range.from), color);
      }
    },
  };
}

function drawBreak({ ctx, chartArea, scales }: Chart, axis: 'x' | 'y', at: number, color: string): void {
  const { left, right, top, bottom } = chartArea;
  const place = scales[axis].getPixelForValue(at);
  ctx.save();
  ctx.strokeStyle = color;
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  if (axis === 'x') {
    ctx.moveTo(place, top);
    ctx.lineTo(place, bottom);
  } else {
    ctx.moveTo(left, place);
    ctx.lineTo(right, place);
  }
  ctx.stroke();
  ctx.restore();
}
