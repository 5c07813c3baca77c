import type { Plugin } from 'chart.js';

/** Lines through the point that mouse or keyboard is on; one across as well where points have places of their own. */
export function crosshair(color: string, isNearest: boolean): Plugin<'line'> {
  return {
    id: 'crosshair',
    afterDatasetsDraw: (chart) => {
      const [first] = chart.getActiveElements();
      if (!first) return;
      const { ctx, chartArea } = chart;
      const { x, y } = first.element.getProps(['x', 'y'], true);
      ctx.save();
      ctx.strokeStyle = color;
      ctx.setLineDash([1, 3]);
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      if (isNearest) {
        ctx.moveTo(chartArea.left, y);
        ctx.lineTo(chartArea.right, y);
      }
      ctx.stroke();
      ctx.restore();
    },
  };
}
